"""The shapes of the API's answers, as JSON Schema, and examples of them."""

from portal.opendata.addresses import absolute, list_address, object_address
from portal.opendata.datasets import Dataset
from portal.opendata.fields import Field, Kind, Record

TYPES: dict[Kind, dict] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
}
ADDRESS = {"type": "string", "format": "uri"}
NO_ADDRESS = {"type": ["string", "null"], "format": "uri"}
EXAMPLE_ADDRESS = "https://portalen.example/"


def record_schema(dataset: Dataset, documentation: str) -> dict:
    """An object of the dataset; alone, it also tells its addresses."""
    return {
        "type": "object",
        "title": dataset.title.sv,
        "description": f"{dataset.description.sv} {dataset.description.en}",
        "externalDocs": {"url": absolute(documentation)},
        "required": [field.name for field in dataset.fields],
        "properties": {
            **{field.name: value_schema(field) for field in dataset.fields},
            "links": _object({"self": ADDRESS, "collection": ADDRESS}),
        },
    }


def value_schema(field: Field) -> dict:
    shape = dict(TYPES[field.kind])
    if field.choices:
        shape["enum"] = [*field.choices] if field.required else [*field.choices, None]
    if not field.required:
        shape["type"] = [shape["type"], "null"]
    return {"title": field.title, "description": f"{field.sv} {field.en}", **shape, "examples": [field.example]}


def list_schema(dataset: Dataset) -> dict:
    count = {"type": "integer", "minimum": 0}
    return _object(
        {
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{dataset.schema}"}},
            "page": count,
            "limit": count,
            "totalItems": count,
            "totalPages": count,
            "links": _object(dict.fromkeys(("self", "first", "prev", "next", "last"), NO_ADDRESS)),
        }
    )


def root_schema() -> dict:
    words = {"type": "string"}
    resource = {"name": words, "title": words, "titleEn": words, "url": ADDRESS, "documentation": ADDRESS}
    return _object({"resources": {"type": "array", "items": _object(resource)}, "apiInfo": ADDRESS, "openapi": ADDRESS})


def api_info_schema() -> dict:
    words = {"type": "string"}
    return _object(
        {
            "apiName": words,
            "apiVersion": words,
            "apiReleased": {"type": "string", "format": "date"},
            "apiDocumentation": ADDRESS,
            "apiStatus": {"type": "string", "enum": ["active", "deprecated"]},
        }
    )


def problem_schema() -> dict:
    words = {"type": "string"}
    return _object(
        {"type": words, "title": words, "status": {"type": "integer"}, "detail": words, "instance": words},
    )


def _object(properties: dict) -> dict:
    return {"type": "object", "required": [*properties], "properties": properties}


def example_record(dataset: Dataset) -> Record:
    """The declared examples together; an address is made up where none is declared."""
    return {field.name: _example(field) for field in dataset.fields}


def _example(field: Field):
    if field.example is not None or not field.required:
        return field.example
    return [EXAMPLE_ADDRESS] if field.kind == Kind.TEXTS else EXAMPLE_ADDRESS


def example_object(dataset: Dataset) -> dict:
    key = str(dataset.fields[0].example)
    links = {"self": absolute(object_address(dataset, key)), "collection": absolute(list_address(dataset))}
    return {**example_record(dataset), "links": links}


def example_list(dataset: Dataset) -> dict:
    here = absolute(list_address(dataset, limit="20", page="1"))
    return {
        "items": [example_record(dataset)],
        "page": 1,
        "limit": 20,
        "totalItems": 1,
        "totalPages": 1,
        "links": {"self": here, "first": here, "prev": None, "next": None, "last": here},
    }
