"""What the columns of a CSV file are, as the W3C has it (Metadata Vocabulary for Tabular Data, 2015)."""

from portal.opendata.addresses import absolute, documentation, file_address
from portal.opendata.datasets import LICENCE, Dataset
from portal.opendata.fields import SEPARATOR, Field, Kind

DATATYPES = {
    Kind.TEXT: "string",
    Kind.TEXTS: "string",
    Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean",
    Kind.DAY: "date",
    Kind.MOMENT: "dateTime",
    Kind.ADDRESS: "anyURI",
}


def table_metadata(dataset: Dataset) -> dict:
    """The document beside the dataset's CSV file."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "sv"}],
        "url": absolute(file_address(dataset, "csv")),
        "dc:title": {"sv": dataset.title.sv, "en": dataset.title.en},
        "dc:description": {"sv": dataset.description.sv, "en": dataset.description.en},
        "dc:license": {"@id": LICENCE},
        "rdfs:seeAlso": {"@id": absolute(documentation(dataset))},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "tableSchema": {"columns": [_column(field) for field in dataset.fields], "primaryKey": "id"},
    }


def _column(field: Field) -> dict:
    column = {
        "name": field.name,
        "titles": {"und": field.name},
        "dc:title": {"sv": field.title},
        "dc:description": {"sv": field.sv, "en": field.en},
        "datatype": DATATYPES[field.kind],
        "required": field.required,
    }
    if field.choices:
        column["datatype"] = {"base": "string", "format": "|".join(field.choices)}
    if field.kind == Kind.TEXTS:
        column["separator"] = SEPARATOR
    return column
