"""A file that somebody sent, as answers to save: each problem told in Swedish by row and column, nothing guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter

from followups.answering import Given
from followups.sheets.cells import Unreadable, is_blank
from followups.sheets.columns import ACTIVITY, COLUMNS, COMMENT, COUNT, KEY, READ_BACK, STATUS, VERSION, Column
from followups.sheets.csv_files import csv_table
from followups.sheets.packages import SAVE_AS
from followups.sheets.tables import NotASheet, Table
from followups.sheets.workbooks import xlsx_table
from portal.wording import listed

FILE_MAX = 2 * 2**20  # bytes
_KEY = re.compile(r"U([1-9][0-9]{0,8})-A([1-9][0-9]{0,8})")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Excel 97–2003, and of encrypted workbooks
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Record:
    """What one line says: which answer it is of, what that was when the sheet was made, and what it should become."""

    row: int
    follow_up_id: int
    activity_id: int
    activity: str
    version: str
    given: Given

    @property
    def key(self) -> tuple[int, int]:
        return self.follow_up_id, self.activity_id


@dataclass
class Reading:
    """The lines that could be read, the problems of the others, and what was assumed about the file."""

    records: list[Record] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(data: bytes) -> Reading:
    """Read an XLSX or CSV file, whatever its name says. Problems are in the answer; raises nothing."""
    try:
        table = table_of(data)
        places = _places(table)
    except NotASheet as refusal:
        return Reading(problems=[str(refusal)])
    found = Reading(notes=[*table.notes, *_unread(table)])
    found.problems += _merged(table, places)
    for number, cells in table.lines[1:]:
        _read_line(number, cells, places, found)
    if not table.lines[1:]:
        found.problems.append("Kalkylarket har inga rader under rubrikerna.")
    return found


def table_of(data: bytes) -> Table:
    """The file's table. Raises NotASheet."""
    if not data:
        raise NotASheet("Filen är tom.")
    if len(data) > FILE_MAX:
        raise NotASheet(f"Filen är större än {FILE_MAX // 2**20} MB. Ta bort bilder och andra blad och försök igen.")
    if data.startswith(b"PK"):
        return xlsx_table(data)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise NotASheet("Filen är skyddad med lösenord. Ta bort lösenordet och spara den igen.")
    if data.startswith(_OLE):
        raise NotASheet(f"Filen är sparad i ett äldre format (.xls). {SAVE_AS}")
    return csv_table(data)


def _places(table: Table) -> dict[str, int]:
    """The index of each column that is read, by heading. Raises NotASheet."""
    if not table.lines:
        raise NotASheet("Filen är tom.")
    row, headings = table.lines[0][0], _headings(table)
    wanted = [column.heading for column in READ_BACK]
    if not set(wanted) & set(headings):
        raise NotASheet(f"Rad {row}: rubrikerna känns inte igen. Läs in ett kalkylark som du har hämtat här.")
    twice = [heading for heading in wanted if headings.count(heading) > 1]
    if twice:
        letters = [get_column_letter(n) for n, heading in enumerate(headings, 1) if heading == twice[0]]
        raise NotASheet(f"Rad {row}: kolumnen {twice[0]} finns flera gånger ({' och '.join(letters)}). Behåll en.")
    missing = [heading for heading in wanted if heading not in headings]
    if missing:
        raise NotASheet(f"Rad {row}: kolumnen {listed(missing)} saknas eller har fått ett annat namn.")
    return {heading: headings.index(heading) for heading in wanted}


def _headings(table: Table) -> list[str]:
    return [" ".join(value.split()) if isinstance(value, str) else "" for value in table.lines[0][1]]


def _unread(table: Table) -> Iterator[str]:
    known = {column.heading for column in COLUMNS}
    for heading in _headings(table):
        if heading and heading not in known:
            yield f"Kolumnen ”{heading[:60]}” läses inte."


def _merged(table: Table, places: dict[str, int]) -> Iterator[str]:
    """Merged cells hide what is below them, so none are read."""
    headings = {index: heading for heading, index in places.items()}
    for cell in table.merged:
        letters = cell.rstrip("0123456789")
        heading = headings.get(column_index_from_string(letters) - 1, letters)
        yield f"Rad {cell[len(letters) :]}, kolumn {heading}: cellerna är sammanfogade. Dela dem och fyll i var och en."


def _read_line(number: int, cells: list, places: dict[str, int], found: Reading) -> None:
    values, problems = {}, []
    for column in READ_BACK:
        index = places[column.heading]
        try:
            values[column] = _read_cell(column, cells[index] if index < len(cells) else None)
        except Unreadable as reason:
            problems.append(problem(number, column, str(reason)))
    found.problems += problems
    if not problems:
        found.records.append(_record(number, values))


def _read_cell(column: Column, value: object) -> object:
    if column in (KEY, VERSION) and is_blank(value):
        raise Unreadable(
            "Cellen är tom. Raden kan inte kopplas till en aktivitet; ta bort den eller hämta ett nytt ark."
        )
    given = column.read(value)
    if column is KEY and not _KEY.fullmatch(given):
        raise Unreadable(f"”{given[:40]}” är inget rad-id. Låt kolumnen vara som den var när du hämtade kalkylarket.")
    return given


def _record(number: int, values: dict) -> Record:
    follow_up, activity = _KEY.fullmatch(values[KEY]).groups()
    answer = Given(values[STATUS], values[COUNT], values[COMMENT])
    return Record(number, int(follow_up), int(activity), values[ACTIVITY], values[VERSION], answer)


def problem(number: int, column: Column, text: str) -> str:
    """What is wrong, by where: "Rad 7, kolumn Antal: …"."""
    return f"Rad {number}, kolumn {column.heading}: {text}"
