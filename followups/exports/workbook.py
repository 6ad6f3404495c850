"""The report table as a spreadsheet: a sheet of answers, and one of what is reported and missing.

Written row by row, so that it needs little memory however many rows there are.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from followups.exports.selection import Selection
from followups.exports.tables import ANSWERS, COVERAGE, Row, answer_rows, coverage_rows, headings
from portal.tables import safe

HEAD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def steps(selection: Selection) -> int:
    return len(selection.follow_ups) + 1


def make(selection: Selection, target: Path, work: Path) -> Iterator[None]:
    """Write the file, a step at a time."""
    book = Workbook(write_only=True)
    book.properties.title = f"Uppföljningar, {selection.place.name}, {selection.period}"
    book.properties.creator, book.properties.language = "", "sv"
    answers = sheet(book, "Svar", ANSWERS)
    for rows in answer_rows(selection):
        append(answers, rows)
        yield
    append(sheet(book, "Täckning", COVERAGE), coverage_rows(selection))
    book.save(target)
    yield


def sheet(book: Workbook, name: str, columns: tuple[tuple[str, int], ...]):
    """A sheet whose headings stay in view."""
    made = book.create_sheet(name)
    made.freeze_panes = "A2"
    for number, (_heading, width) in enumerate(columns, 1):
        made.column_dimensions[get_column_letter(number)].width = width
    append(made, [headings(columns)], font=HEAD)
    return made


def append(to, rows: Iterable[Row], font: Font | None = None) -> None:
    for row in rows:
        cells = [WriteOnlyCell(to, safe(value)) for value in row]
        for cell in cells:
            cell.alignment = WRAPPED
            if font:
                cell.font = font
        to.append(cells)
