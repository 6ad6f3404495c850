"""A CSV file that somebody has made in a spreadsheet, as rows with numbers; what is wrong is said in Swedish."""

import csv
import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 20 * 2**20
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]"
)  # controls, and what turns text around
UTF16 = "Filen är sparad som UTF-16 (Unicode-text). Spara den som ”CSV UTF-8” och läs in den igen."
NOT_UTF8 = "Filen är inte i UTF-8, så å, ä och ö kan bli fel. Spara den som ”CSV UTF-8” och läs in den igen."
NOT_TEXT = "Filen är ingen CSV-fil. Spara kalkylarket som ”CSV UTF-8” och läs in det igen."
TOO_LARGE = f"Filen är större än {MOST_BYTES // 2**20} MB och läses inte. Dela upp den i flera."


class Unreadable(Exception):
    """A file that cannot be read as meant; `problems` are Swedish sentences with the numbers of the rows."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Columns:
    """The headings that a file must have, and those that it may have, in any order."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ";".join(self.required)

    @property
    def all(self) -> tuple[str, ...]:
        return self.required + self.optional


@dataclass(frozen=True)
class CsvRow:
    """One row: its number as a spreadsheet shows it, and each column's text, "" where the file has no such column."""

    number: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def text(self, column: str) -> str:
        """A text that must be there. Raises ValueError in Swedish."""
        if not self.values[column]:
            raise ValueError(f"kolumnen ”{column}” är tom.")
        return self.values[column]

    def day(self, column: str) -> datetime.date | None:
        """A day as 2021-12-31; None when the column is empty. Raises ValueError in Swedish."""
        value = self.values[column]
        try:
            return datetime.date.fromisoformat(value) if value else None
        except ValueError:
            raise ValueError(f"”{value}” under ”{column}” är inget datum; skriv som 2021-12-31.") from None


def read_file(path: Path, columns: Columns) -> list[CsvRow]:
    """The rows of a file on disk, bounded before it is opened. Raises Unreadable, and OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable([TOO_LARGE])
    return read_rows(path.read_bytes(), columns)


def read_rows(data: bytes, columns: Columns) -> list[CsvRow]:
    """The rows after the headings, empty ones left out; cells apart by semicolon, comma or tab. Raises Unreadable."""
    lines = _lines(_decoded(data))
    headings = lines[0] if lines else []
    _require_headings(headings, columns)
    found = [(number, line) for number, line in enumerate(lines[1:], 2) if any(line)]
    if not found:
        raise Unreadable(["Filen har inga rader efter rubrikerna."])
    problems = [problem for number, line in found for problem in _problems(number, line, headings)]
    if problems:
        raise Unreadable(problems)
    blank = dict.fromkeys(columns.all, "")
    return [CsvRow(number, {**blank, **dict(zip(headings, line, strict=True))}) for number, line in found]


def _problems(number: int, line: list[str], headings: list[str]) -> Iterator[str]:
    if len(line) != len(headings):
        yield f"Rad {number}: raden har {len(line)} värden, men ska ha {len(headings)}."
    for column, cell in zip(headings, line, strict=False):
        if UNSEEN.search(cell):
            yield f"Rad {number}: ”{column}” har ett tecken som inte hör hemma i en text."


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable([UTF16])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable([NOT_UTF8]) from None
    if "\x00" in text:
        raise Unreadable([NOT_TEXT])
    return text


def _lines(text: str) -> list[list[str]]:
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[cell.strip() for cell in line] for line in reader]
    except csv.Error as error:
        is_long = "field larger" in str(error)
        told = "en cell är alldeles för lång. Saknas ett citattecken?" if is_long else "citattecknen går inte ihop."
        raise Unreadable([f"Rad {reader.line_num}: {told}"]) from None


def _require_headings(headings: list[str], columns: Columns) -> None:
    unknown = [name for name in headings if name not in columns.all]
    if set(columns.required) - set(headings) or unknown or len(set(headings)) < len(headings):
        more = f" Den får också ha {', '.join(columns.optional)}." if columns.optional else ""
        raise Unreadable([f"Första raden ska vara {columns}.{more}"])
