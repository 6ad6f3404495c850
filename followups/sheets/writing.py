"""Tables as XLSX and as CSV, from declared columns and any rows. Knows no follow-ups."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from followups.sheets.cells import TEXT_MAX, guarded, tidy
from followups.sheets.columns import Column
from portal.tables import escaped

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
DELIMITER = ";"  # what Excel in Swedish opens into columns

_BORDER = Border(bottom=Side(style="thin", color="FFB8C2CC"), right=Side(style="thin", color="FFDDE3E8"))
_HEAD = {
    "font": Font(bold=True, color="FFFFFFFF"),
    "fill": PatternFill("solid", fgColor="FF0B3D6B"),
    "alignment": Alignment(vertical="center", wrap_text=True),
}
_LOCKED = {
    "fill": PatternFill("solid", fgColor="FFF1F4F7"),
    "alignment": Alignment(vertical="top", wrap_text=True),
    "border": _BORDER,
}
_OPEN = {
    "alignment": Alignment(vertical="top", wrap_text=True),
    "border": _BORDER,
    "protection": Protection(locked=False),
}


class TooLong(Exception):
    """A text that no spreadsheet cell holds; the message says which in Swedish."""


def xlsx(
    columns: Sequence[Column],
    rows: Iterable,
    *,
    name: str,
    guide: Sequence[str] = (),
    is_open: Callable[[Any], bool] = lambda row: True,
) -> bytes:
    """A workbook with the sheet `name`, and a help sheet with a line per text of `guide` (the first is its heading).

    What is to be filled in is open in the rows that `is_open`, else locked. Raises TooLong.
    """
    lines = [(is_open(row), _values(columns, row, number)) for number, row in enumerate(rows, 2)]
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator, book.properties.language = name, "", "sv"
    sheet = book.create_sheet(name)
    _arrange(sheet, columns)
    _offer_choices(sheet, columns, len(lines) + 1)
    sheet.append([_cell(sheet, column.heading, _HEAD) for column in columns])
    for opens, values in lines:
        looks = (_OPEN if opens and column.is_filled_in else _LOCKED for column in columns)
        sheet.append([_cell(sheet, *cell) for cell in zip(values, looks, strict=True)])
    if guide:
        _add_guide(book.create_sheet("Så gör du"), guide)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def csv_bytes(columns: Sequence[Column], rows: Iterable) -> bytes:
    """The same as CSV by RFC 4180, but with semicolons, in UTF-8 with a mark that tells Excel so. Raises TooLong."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows(_values(columns, row, number) for number, row in enumerate(rows, 2))
    return written.getvalue().encode("utf-8-sig")


def _values(columns: Sequence[Column], row, number: int) -> list[str | int | None]:
    """What stands in a line: texts safe from being calculated, whole numbers, and nothing."""
    values: list[str | int | None] = []
    for column in columns:
        value = column.write(row)
        if isinstance(value, str):
            value = guarded(tidy(value))
            if len(escaped(value)) > TEXT_MAX:
                where = f"Rad {number}, kolumn {column.heading}"
                raise TooLong(f"{where}: texten är längre än {TEXT_MAX} tecken och får inte plats.")
        values.append(value)
    return values


def _cell(sheet: Worksheet, value: str | int | None, looks: dict) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.value, cell.data_type = escaped(value), "s"
    for part, look in looks.items():
        setattr(cell, part, look)
    return cell


def _arrange(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Widths, a head that stays, and how it prints. Locked without a password: against mistakes, not against people."""
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    if any(column.is_filled_in for column in columns):
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = False


def _offer_choices(sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Lists to choose from and bounds of numbers, which the spreadsheet itself holds to."""
    for number, column in enumerate(columns, 1):
        if column.choices:
            listed = ",".join(column.choices)
            rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, error="Välj ett läge i listan.")
        elif column.highest is not None:
            rule = DataValidation("whole", formula1="0", formula2=str(column.highest), allow_blank=True)
            rule.operator = "between"
            rule.error = "Skriv ett heltal, från 0 och uppåt, utan andra ord."
        else:
            continue
        rule.errorTitle, rule.showErrorMessage = column.heading, True
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{max(last, 2)}")
        sheet.data_validations.append(rule)


def _add_guide(sheet: Worksheet, guide: Sequence[str]) -> None:
    sheet.column_dimensions["A"].width = 90
    sheet.protection.sheet = True
    wrapped = Alignment(vertical="top", wrap_text=True)
    for number, text in enumerate(guide):
        looks = {"alignment": wrapped} | ({"font": Font(bold=True, size=14)} if number == 0 else {})
        sheet.append([_cell(sheet, text, looks)])
