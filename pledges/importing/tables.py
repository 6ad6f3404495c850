"""CSV files with a header row: read whole, each row checked, nothing guessed."""

import csv
import datetime
from dataclasses import dataclass
from pathlib import Path

from .problems import ImportProblem


@dataclass(frozen=True)
class Row:
    """One row of a table: where it is, and its values by column, stripped."""

    path: Path
    number: int
    values: dict[str, str]

    def text(self, column: str) -> str:
        """A value that must be there."""
        if not self.values[column]:
            raise self.problem(f"kolumnen ”{column}” är tom.")
        return self.values[column]

    def day(self, column: str) -> datetime.date | None:
        """A day as 2021-12-31, or None when the column is empty."""
        value = self.values[column]
        try:
            return datetime.date.fromisoformat(value) if value else None
        except ValueError:
            raise self.problem(f"”{value}” i kolumnen ”{column}” är inget datum; skriv som 2021-12-31.") from None

    def known(self, column: str, found: dict):
        """What the value is the key of; a problem when there is no such thing."""
        value = self.text(column)
        if value not in found:
            raise self.problem(f"”{value}” i kolumnen ”{column}” finns inte.")
        return found[value]

    def problem(self, message: str) -> ImportProblem:
        return ImportProblem(self.path, self.number, message)


def read_table(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a UTF-8 file whose header is exactly these columns. Raises ImportProblem."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise ImportProblem(path, None, "filen finns inte.") from None
    except UnicodeDecodeError:
        raise ImportProblem(path, None, "filen är inte i UTF-8.") from None
    except csv.Error as error:
        raise ImportProblem(path, None, f"filen går inte att läsa som CSV ({error}).") from None
    if not lines or tuple(lines[0]) != columns:
        raise ImportProblem(path, 1, f"första raden ska vara {','.join(columns)}.")
    return [_row(path, number, columns, line) for number, line in enumerate(lines[1:], 2) if any(line)]


def _row(path: Path, number: int, columns: tuple[str, ...], line: list[str]) -> Row:
    if len(line) != len(columns):
        raise ImportProblem(path, number, f"raden har {len(line)} värden, men ska ha {len(columns)}.")
    return Row(path, number, {column: value.strip() for column, value in zip(columns, line, strict=True)})
