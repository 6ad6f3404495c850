"""What a dataset's columns are: name, kind, and what they mean in Swedish and English."""

from dataclasses import dataclass
from enum import StrEnum

Value = str | int | bool | list[str] | None
Record = dict[str, Value]

SEPARATOR = "|"  # between the parts of a list where a cell holds one text


@dataclass(frozen=True)
class Words:
    """The same in Swedish and in English."""

    sv: str
    en: str


class Kind(StrEnum):
    """What a value is. Days and moments are texts as RFC 3339 has them, moments in UTC."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DAY = "day"
    MOMENT = "moment"
    ADDRESS = "address"
    TEXTS = "texts"


KIND_TEXT = {
    Kind.TEXT: "text",
    Kind.INTEGER: "heltal",
    Kind.BOOLEAN: "sant eller falskt",
    Kind.DAY: "datum",
    Kind.MOMENT: "tidpunkt (UTC)",
    Kind.ADDRESS: "webbadress",
    Kind.TEXTS: "lista av texter",
}


@dataclass(frozen=True)
class Field:
    """A column. `title` is its Swedish heading; one that is not `required` may be empty (null).

    `choices` are all the values that there are.
    """

    name: str
    kind: Kind
    title: str
    sv: str
    en: str
    example: Value = None
    required: bool = False
    choices: tuple[str, ...] = ()

    @property
    def kind_text(self) -> str:
        return KIND_TEXT[self.kind]


def in_a_cell(value: Value) -> str | int | None:
    """The value as one cell of a table: true and false in words, a list with bars between its parts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(part.replace(SEPARATOR, "/") for part in value)
    return value
