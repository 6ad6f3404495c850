"""Sheets as somebody fills them in, and files that are broken in the ways that files are."""

import csv
import io
import zipfile
from types import SimpleNamespace

from openpyxl import Workbook, load_workbook

from followups.answering import Given
from followups.sheets.columns import COLUMNS
from followups.sheets.rows import SheetRow
from followups.sheets.writing import csv_bytes, xlsx
from pledges.tertial import ReportingRange

HEADINGS = [column.heading for column in COLUMNS]
FOLLOW_UP = SimpleNamespace(
    pk=1,
    municipality_id="0662",
    municipality=SimpleNamespace(name="Gislaved"),
    year=2026,
    range=ReportingRange(2026, 1, 2),
)


def row(
    number: int = 1, comment: str = "", activity: str = "Gå fotpatrull.", *, given: Given | None = None
) -> SheetRow:
    """A row of a follow-up that no database has."""
    given = given or Given("done", 3, comment)
    return SheetRow(
        FOLLOW_UP, number, number, activity, "1. Tryggare", "Polisen", "minst 15", None, given, is_open=True
    )


def plain_xlsx(rows) -> bytes:
    return xlsx(COLUMNS, rows, name="Svar")


def plain_csv(rows) -> bytes:
    return csv_bytes(COLUMNS, rows)


WRITERS = {"xlsx": plain_xlsx, "csv": plain_csv}


def filled_in(data: bytes, changes: dict[tuple[int, str], object]) -> bytes:
    """The workbook with cells (row, heading) changed and saved anew, as a spreadsheet program does."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Svar"]
    for (number, heading), value in changes.items():
        sheet.cell(number, HEADINGS.index(heading) + 1).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def lines_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def csv_of(lines: list[list[str]], delimiter: str = ";", encoding: str = "utf-8-sig") -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return written.getvalue().encode(encoding)


def with_parts(data: bytes, parts: dict[str, bytes | str]) -> bytes:
    """The package with parts put in or replaced; what is named with None is left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()} | parts
        for name, content in kept.items():
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()
