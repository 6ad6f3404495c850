"""The columns of a sheet, declared once: heading, width, how each is written, and how what is filled in is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from followups.answering import Given
from followups.sheets.cells import COUNT_MAX, read_count, read_status, read_text
from pledges.models.activity import ActivityStatus

_LABELS = dict(ActivityStatus.choices)


@dataclass(frozen=True)
class Column:
    """One column. `write` takes a row and gives a text, a whole number or nothing; `width` is in characters.

    `read` gives a cell's value back, raising cells.Unreadable; without it the column is for people alone. Only what
    `is_filled_in` is open for writing; `choices` make a list to choose from, `highest` bounds a whole number.
    """

    heading: str
    width: int
    write: Callable[[Any], str | int | None]
    read: Callable[[object], Any] | None = None
    is_filled_in: bool = False
    choices: tuple[str, ...] = ()
    highest: int | None = None


def shown(given: Given, name: str) -> str:
    """A part of an answer in words; "" for no count and no comment."""
    value = getattr(given, name)
    return _LABELS[value] if name == "status" else "" if value is None else str(value)


KEY = Column("Rad-id", 12, lambda row: row.key, read_text)
VERSION = Column("Version", 14, lambda row: row.version, read_text)
ACTIVITY = Column("Aktivitet", 48, lambda row: row.activity, read_text)
STATUS = Column(
    "Läge", 19, lambda row: shown(row.given, "status"), read_status, True, choices=tuple(ActivityStatus.labels)
)
COUNT = Column("Antal", 9, lambda row: row.given.done_count, read_count, True, highest=COUNT_MAX)
COMMENT = Column("Kommentar", 60, lambda row: row.given.comment, read_text, True)

COLUMNS = (
    Column("Kommunkod", 11, lambda row: row.code),
    Column("Kommun", 16, lambda row: row.municipality),
    Column("År", 6, lambda row: row.year),
    Column("Tertial", 9, lambda row: row.tertial),
    Column("Löfte", 34, lambda row: row.promises),
    Column("Nr", 5, lambda row: row.number),
    ACTIVITY,
    Column("Ansvarig", 22, lambda row: row.responsible),
    Column("Mål", 22, lambda row: row.target),
    Column("Hittills", 9, lambda row: row.so_far),
    STATUS,
    COUNT,
    COMMENT,
    KEY,
    VERSION,
)
READ_BACK = tuple(column for column in COLUMNS if column.read)
