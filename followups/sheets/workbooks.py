"""The filled-in sheet of an XLSX file as a table; its formulas are found but never calculated."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from followups.sheets.cells import Formula, Unfinished
from followups.sheets.packages import DAMAGED, require_workbook
from followups.sheets.tables import COLUMNS_MAX, NotASheet, Table, trimmed

SHEET = "Svar"
LAST = 20_000  # the line where the search for more ends
# A tag is taken whole and then looked into, so that no hostile one is gone through more than once.
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell(\s[^<>]*+)>")
_FORMULA = re.compile(rb"<(?:\w+:)?c(\s[^<>]*+)>\s*+<(?:\w+:)?f[\s/>]")
_PLACE = re.compile(rb"\br(?:ef)?=[\"']([A-Z]{1,3}[0-9]{1,7})[:\"']")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)|_x000D_")


def xlsx_table(data: bytes) -> Table:
    """Read the sheet of our name, or the only one. Raises NotASheet in Swedish for whatever is not a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            require_workbook(package)
            return _table(data, package)
    except NotASheet:
        raise
    except Exception as error:  # openpyxl and zipfile raise whatever they trip over
        raise NotASheet(DAMAGED) from error


def _table(data: bytes, package: zipfile.ZipFile) -> Table:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    named = [sheet for sheet in sheets if sheet.title == SHEET] or (sheets if len(sheets) == 1 else [])
    if not named:
        raise NotASheet(f"Bladet ”{SHEET}” finns inte i filen. Låt det heta som det hette när du hämtade kalkylarket.")
    text = package.read(named[0]._worksheet_path)
    return Table(list(trimmed(_lines(named[0], set(_places(_FORMULA, text))))), merged=tuple(_places(_MERGED, text)))


def _places(tag: re.Pattern[bytes], text: bytes) -> Iterator[str]:
    """The (first) cell that each such tag names: "F7"."""
    for found in tag.finditer(text):
        place = _PLACE.search(found[1])
        if place:
            yield place[1].decode()


def _lines(sheet: ReadOnlyWorksheet, formulas: set[str]) -> Iterator[list]:
    sheet.reset_dimensions()  # what the file claims of its own size is not believed
    letters = [get_column_letter(number) for number in range(1, COLUMNS_MAX + 2)]
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST, max_col=len(letters)), 1):
        values = [_value(cell) for cell in cells]
        if formulas:
            values = [Formula() if f"{a}{number}" in formulas else v for a, v in zip(letters, values, strict=True)]
        yield values


def _value(cell) -> object:
    if cell.data_type == "e":
        return Unfinished(cell.value)
    if isinstance(cell.value, str):
        return _ESCAPED.sub(lambda found: "\r" if found[0] == "_x000D_" else "_", cell.value)
    known = cell.value is None or isinstance(cell.value, bool | int | float | date | time | timedelta)
    return cell.value if known else str(cell.value)
