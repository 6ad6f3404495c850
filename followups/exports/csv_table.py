"""The report table as CSV. A kommun without a report has a row that says so, without activity."""

from collections.abc import Iterator
from pathlib import Path

from followups.exports.selection import Selection
from followups.exports.tables import ANSWERS, answer_rows, gap_row, headings
from portal.tables import MARK, csv_text


def steps(selection: Selection) -> int:
    return len(selection.follow_ups) + 1


def make(selection: Selection, target: Path, work: Path) -> Iterator[None]:
    """Write the file, a step at a time."""
    with target.open("w", encoding="utf-8", newline="") as file:
        file.write(MARK + csv_text([headings(ANSWERS)]))
        for rows in answer_rows(selection):
            file.write(csv_text(rows))
            yield
        file.write(csv_text(gap_row(gap) for gap in selection.gaps))
    yield
