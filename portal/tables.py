"""Values made safe for a spreadsheet, and a table as CSV that Excel opens as it should."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0 has no room for them
MOST = 32_000  # characters; a cell in Excel holds 32 767
MARK = "\ufeff"  # tells Excel that it is UTF-8

Cell = str | int | None


def safe(value: Cell) -> Cell:
    """The value as a cell: a text that a spreadsheet would take for a formula gets ' before it.

    >>> safe("=1+1"), safe("12"), safe(12)
    ("'=1+1", '12', 12)
    """
    if not isinstance(value, str):
        return value
    text = UNPRINTABLE.sub("", value)
    text = text if len(text) <= MOST else f"{text[:MOST]} …"
    return f"'{text}" if text.startswith(FORMULA) else text


def escaped(text: str) -> str:
    """The text as XLSX holds it, where _x0041_ would be read as a letter (ECMA-376 part 1, 22.9.2.19, ST_Xstring)."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """The rows as RFC 4180 has them, without the mark of UTF-8 before them."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return target.getvalue()
