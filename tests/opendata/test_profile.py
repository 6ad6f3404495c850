"""The OpenAPI document holds the rules of the Swedish REST API-profil (1.2.0), by the numbers that DIGG gives them."""

import re

import pytest

from portal.opendata.api.description import api_info, description
from portal.opendata.datasets import datasets

pytestmark = pytest.mark.usefixtures("https")
CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture
def https(settings):
    settings.PUBLIC_URL, settings.CONTACT_EMAIL = "https://loften.example", "data@example.se"


def operations() -> list[dict]:
    return [one for path in description()["paths"].values() for one in path.values()]


def parameters(where: str) -> list[dict]:
    return [one for operation in operations() for one in operation.get("parameters", []) if one["in"] == where]


def property_names() -> set[str]:
    found: set[str] = set()

    def look(schema: dict) -> None:
        for name, inner in schema.get("properties", {}).items():
            found.add(name)
            look(inner)
        if "items" in schema:
            look(schema["items"])

    for schema in description()["components"]["schemas"].values():
        look(schema)
    return found


def test_dok_the_api_is_described_as_a_whole():
    told, info = description(), description()["info"]
    assert told["openapi"] == "3.1.0"  # DOK.17
    assert told["externalDocs"]["url"] == "https://loften.example/oppna-data/"  # DOK.01
    assert {"version", "title", "description", "contact", "license"} <= set(info)  # DOK.03
    assert info["contact"] == {
        "name": "Den som driver portalen",
        "url": "https://loften.example/oppna-data/",
        "email": "data@example.se",
    }
    assert info["license"] == {"name": "CC0 1.0", "url": "http://creativecommons.org/publicdomain/zero/1.0/"}
    assert "In English:" in info["description"]  # DOK.06
    assert "Begränsningar:" in info["description"]  # DOK.09
    assert "Sunset" in info["description"]  # how it is deprecated (VER)
    assert sorted(info["x-sla"]) == ["availability", "responseTime", "support"]  # DOK.08


def test_dok_15_each_answer_has_a_whole_example_that_fits_its_schema():
    schemas = description()["components"]["schemas"]
    for operation in operations():
        content = operation["responses"]["200"]["content"]["application/json"]
        schema = schemas[content["schema"]["$ref"].rpartition("/")[2]]
        example = content["examples"]["exempel"]["value"]
        assert set(schema["required"]) <= set(example) <= set(schema["properties"])


def test_dok_19_and_20_each_operation_and_each_answer_is_described_in_both_languages():
    responses = description()["components"]["responses"]
    for operation in operations():
        assert "In English:" in operation["description"]
        for answer in operation["responses"].values():
            known = responses[answer["$ref"].rpartition("/")[2]] if "$ref" in answer else answer
            assert known["description"]
    every = [field for dataset in datasets() for field in dataset.fields]
    assert [field.name for field in every if not (field.sv and field.en and field.title)] == []


def test_dot_days_and_moments_are_declared_as_rfc_3339():
    schemas = description()["components"]["schemas"]
    formats = {
        name: value["format"]
        for schema in schemas.values()
        for name, value in schema["properties"].items()
        if name.endswith(("On", "At")) and "format" in value
    }
    assert set(formats.values()) == {"date", "date-time"}
    assert {name for name, form in formats.items() if form == "date-time"} == {"publishedAt"}


def test_res_and_ufn_addresses_are_short_lower_case_and_hyphenated():
    told = description()
    (server,) = told["servers"]
    assert re.fullmatch(r"https://[a-z.]+/api/v[0-9]+", server["url"])  # UFN.01, UFN.02, VER.05, SAK.01
    for path in told["paths"]:
        parts = [part for part in path.split("/") if part and not part.startswith("{")]
        assert all(KEBAB.fullmatch(part) for part in parts), path  # RES.06, UFN.07-09
        assert len(server["url"] + path) < 2048  # UFN.05
    assert [one["name"] for one in parameters("path")] == ["id"] * 9  # RES.02: nothing about people


def test_ame_names_are_camel_case_all_of_them_and_answers_are_json():
    assert [name for name in property_names() if not CAMEL.fullmatch(name)] == []  # AME.04, AME.05, AME.07
    assert [one["name"] for one in parameters("query") if not CAMEL.fullmatch(one["name"])] == []  # FNS.01, FNS.03
    for operation in operations():
        assert list(operation["responses"]["200"]["content"]) == ["application/json"]  # AME.01
        assert "requestBody" not in operation  # FOR.02


def test_fel_errors_are_problems_with_all_five_facts():
    told = description()["components"]
    assert told["schemas"]["Problem"]["required"] == ["type", "title", "status", "detail", "instance"]  # FEL.01
    assert {tuple(one["content"]) for one in told["responses"].values()} == {("application/problem+json",)}  # FEL.02


def test_ver_06_the_api_tells_about_itself():
    assert "/api-info" in description()["paths"]
    assert sorted(api_info()) == ["apiDocumentation", "apiName", "apiReleased", "apiStatus", "apiVersion"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", api_info()["apiVersion"])
    assert api_info()["apiVersion"].partition(".")[0] == "1"  # as in the address


def test_fns_lists_are_paged_with_limit_and_page():
    for path, methods in description()["paths"].items():
        names = {one["name"]: one["schema"] for one in methods["get"].get("parameters", []) if one["in"] == "query"}
        if path.count("/") == 1 and path not in ("/", "/api-info"):
            assert names["limit"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}  # FNS.07, FNS.09
            assert (names["page"]["minimum"], names["page"]["default"]) == (1, 1)  # FNS.08
    assert [one["name"] for one in parameters("query") if one.get("required")] == []  # FNS.05


def test_sak_it_asks_for_no_keys():
    assert "securitySchemes" not in description()["components"]  # SAK.09, SAK.10, SAK.15, SAK.16, SAK.18
