"""How the API is described: `api-info` (VER.06) and an OpenAPI document, both from the declared datasets."""

from django.conf import settings
from django.urls import reverse

from portal.opendata.addresses import absolute, documentation, list_address
from portal.opendata.api.asking import LAST_PAGE, MOST, USUAL
from portal.opendata.api.problems import PROBLEM, SAID
from portal.opendata.api.schemas import (
    api_info_schema,
    example_list,
    example_object,
    list_schema,
    problem_schema,
    record_schema,
    root_schema,
)
from portal.opendata.datasets import LICENCE, Dataset, Parameter, datasets
from portal.opendata.fields import Words

VERSION = "1.0.0"
RELEASED = "2026-12-01"

ABOUT = """\
Läs kommuner, medborgarlöften, löften, aktiviteter, uppföljningar, svar och dokument från portalen. \
Allt är publicerat, utan personuppgifter och fritt att använda (CC0). Ingen nyckel behövs.

Begränsningar: ett svar har högst 100 objekt, och den som frågar mycket ofta får vänta (429 med Retry-After). \
Behöver du allt, hämta filerna på sidan om öppna data. Kända problem står på samma sida.

Versioner: nya fält och resurser kan komma till utan förvarning. Inget fält tas bort eller byter betydelse inom v1. \
När en ny huvudversion kommer lever den gamla kvar i minst tolv månader, svarar med rubrikerna Deprecation och Sunset \
(RFC 9745, RFC 8594), och api-info säger deprecated.

In English: read municipalities, citizen pledges, promises, activities, follow-ups, answers and documents from the \
portal. All of it is published, free of personal data and free to use (CC0). No key is needed. Limits: an answer has \
at most 100 objects, and whoever asks very often has to wait (429 with Retry-After). New fields and resources may be \
added at any time. No field is removed or changes its meaning within v1. When a new major version is released, the old \
one lives on for at least twelve months, answers with the headers Deprecation and Sunset, and api-info says deprecated.
"""
SERVICE_LEVEL = {
    "availability": "Dygnet runt, utan garanti. Around the clock, without guarantee.",
    "responseTime": "Oftast under en halv sekund. Usually within half a second.",
    "support": "Vardagar, på adressen under contact. Weekdays, at the address in contact.",
}
WHOLE = "Grundläggande"


def api_info() -> dict:
    """The profile's five facts of an API."""
    return {
        "apiName": "Medborgarlöften",
        "apiVersion": VERSION,
        "apiReleased": RELEASED,
        "apiDocumentation": absolute(reverse("open_data")),
        "apiStatus": "active",
    }


def contents(every: list[Dataset]) -> dict:
    """What the API holds, and where it is described."""
    return {
        "resources": [
            {
                "name": dataset.slug,
                "title": dataset.title.sv,
                "titleEn": dataset.title.en,
                "url": absolute(list_address(dataset)),
                "documentation": absolute(documentation(dataset)),
            }
            for dataset in every
        ],
        "apiInfo": absolute(reverse("api_info")),
        "openapi": absolute(reverse("api_description")),
    }


def description() -> dict:
    """The OpenAPI 3.1 document."""
    every = datasets()
    return {
        "openapi": "3.1.0",
        "info": about(),
        "externalDocs": {
            "description": "Öppna data: vad varje kolumn betyder. Open data: what each column means.",
            "url": absolute(reverse("open_data")),
        },
        "servers": [{"url": absolute(reverse("api")).rstrip("/"), "description": "Portalen"}],
        "tags": [{"name": WHOLE}, *({"name": one.title.sv, "description": one.description.sv} for one in every)],
        "paths": paths(every),
        "components": {
            "schemas": schemas(every),
            "responses": {f"Problem{status}": problem(status) for status in (400, 404, 429, 503)},
        },
    }


def about() -> dict:
    return {
        "title": "Medborgarlöften",
        "version": VERSION,
        "summary": "Medborgarlöften och hur det går, som öppna data. Citizen pledges and how they go.",
        "description": ABOUT,
        "contact": contact(),
        "license": {"name": "CC0 1.0", "url": LICENCE},
        "termsOfService": absolute(reverse("open_data")),
        "x-sla": SERVICE_LEVEL,
        "x-limitations": "Högst 100 objekt i ett svar. At most 100 objects in an answer.",
    }


def contact() -> dict:
    told = {"name": settings.PORTAL_OWNER, "url": absolute(reverse("open_data"))}
    return {**told, "email": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else told


def paths(every: list[Dataset]) -> dict:
    whole, itself = Words("Vad som finns i API:et.", "What the API holds."), Words("Om API:et.", "About the API.")
    found = {
        "/": {"get": operation("root", WHOLE, whole, "Rot", contents(every))},
        "/api-info": {"get": operation("apiInfo", WHOLE, itself, "ApiInfo", api_info())},
    }
    for dataset in every:
        found[f"/{dataset.slug}"] = {"get": list_operation(dataset)}
        found[f"/{dataset.slug}/{{id}}"] = {"get": object_operation(dataset)}
    return found


def list_operation(dataset: Dataset) -> dict:
    words = Words(f"{dataset.description.sv} En sida i taget.", f"{dataset.description.en} One page at a time.")
    name, schema = f"lista{dataset.schema}", f"{dataset.schema}Lista"
    told = operation(name, dataset.title.sv, words, schema, example_list(dataset))
    return {
        **told,
        "parameters": [
            number("limit", Words("Antal objekt på sidan.", "Objects on the page."), USUAL, MOST),
            number("page", Words("Vilken sida, från 1.", "Which page, from 1."), 1, LAST_PAGE),
            *map(parameter, dataset.parameters),
        ],
        "responses": {**told["responses"], "400": response_to(400)},
    }


def object_operation(dataset: Dataset) -> dict:
    words = Words(f"Ett objekt i datamängden {dataset.slug}.", f"One object of the dataset {dataset.slug}.")
    name = f"hamta{dataset.schema}"
    told = operation(name, dataset.title.sv, words, dataset.schema, example_object(dataset))
    key = {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "Objektets id. The object's id.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,15}(-[0-9a-z-]{1,40})?$"},
        "example": dataset.fields[0].example,
    }
    return {**told, "parameters": [key], "responses": {**told["responses"], "404": response_to(404)}}


def operation(name: str, tag: str, words: Words, schema: str, example: dict) -> dict:
    """One GET. Each may be refused for asking too much, and told when the database is away."""
    content = {"schema": {"$ref": f"#/components/schemas/{schema}"}, "examples": {"exempel": {"value": example}}}
    headers = {"ETag": {"description": "Svarets version, för If-None-Match.", "schema": {"type": "string"}}}
    return {
        "operationId": name,
        "tags": [tag],
        "summary": words.sv.split(". ")[0].rstrip("."),
        "description": f"{words.sv}\n\nIn English: {words.en}",
        "responses": {
            "200": {"description": "Svaret. The answer.", "headers": headers, "content": {"application/json": content}},
            "304": {"description": "Inget har ändrats sedan If-None-Match. Not modified."},
            "429": response_to(429),
            "503": response_to(503),
        },
    }


def number(name: str, words: Words, usual: int, most: int) -> dict:
    return {
        "name": name,
        "in": "query",
        "description": f"{words.sv} {words.en}",
        "schema": {"type": "integer", "minimum": 1, "maximum": most, "default": usual},
        "example": usual,
    }


def parameter(declared: Parameter) -> dict:
    return {
        "name": declared.name,
        "in": "query",
        "description": f"{declared.sv} {declared.en}",
        "schema": {"type": "string", "pattern": f"^{declared.pattern}$"},
        "example": declared.example,
    }


def response_to(status: int) -> dict:
    return {"$ref": f"#/components/responses/Problem{status}"}


def problem(status: int) -> dict:
    title, detail = SAID[status]
    example = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "/api/v1/kommuner",
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {"exempel": {"value": example}}}
    return {"description": f"{title}. {detail}", "content": {PROBLEM: content}}


def schemas(every: list[Dataset]) -> dict:
    found = {"Rot": root_schema(), "ApiInfo": api_info_schema(), "Problem": problem_schema()}
    for dataset in every:
        found[dataset.schema] = record_schema(dataset, documentation(dataset))
        found[f"{dataset.schema}Lista"] = list_schema(dataset)
    return found
