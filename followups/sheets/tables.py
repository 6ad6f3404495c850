"""A table as it was read from a file, before anybody knows what its columns mean."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from followups.sheets.cells import is_blank

ROWS_MAX = 2_000  # activities of sixty kommuner
COLUMNS_MAX = 40


class NotASheet(Exception):
    """A file that cannot be read as a sheet; the message says why in Swedish, and what to do."""


@dataclass(frozen=True)
class Table:
    """The lines that are not blank, each with its number in the sheet (the first is 1) and its cells from column A.

    `merged` are the first cells of merged ranges ("F7"); `notes` say in Swedish what was assumed about the file.
    """

    lines: list[tuple[int, list]]
    merged: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def trimmed(rows: Iterable[list]) -> Iterator[tuple[int, list]]:
    """Number the lines, leave out blank ones, and stop those that are too many or too wide. Raises NotASheet."""
    for number, cells in enumerate(rows, 1):
        filled = [index for index, value in enumerate(cells) if not is_blank(value)]
        if not filled:
            continue
        if number > ROWS_MAX:
            raise NotASheet(f"Kalkylarket har fler än {ROWS_MAX} rader. Dela upp det och läs in delarna var för sig.")
        if filled[-1] >= COLUMNS_MAX:
            raise NotASheet(
                f"Rad {number}: det finns något efter kolumn {COLUMNS_MAX}. Ta bort kolumner som inte behövs."
            )
        yield number, cells[: filled[-1] + 1]
