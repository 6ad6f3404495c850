"""A table in a PDF as rows: from where the words stand, since the file itself knows neither rows nor columns.

A table is known by its headings. Between two of them runs the line that the fewest words below cross. A row ends where
the space between lines is wider than within a cell, or where another status begins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .answers import begins_answer
from .lines import Line, Shape
from .pdf_lines import GUARD, Row, Word, cells_of, in_order, is_crossed, joined, rows_of, text_of
from .tables import columns_of
from .texts import Span, Text

LEAST_STEP = 0.8  # of a line's height: what is less is the same line, written a little higher
AIRY = 1.6  # of a line's height: no lines within a cell stand so far apart
WIDER_THAN_A_LINE = 1.15  # of the usual step from line to line within a cell
MOST_ACROSS, LOOKED_AT = 150, 150  # words beside each other; lines that tell where columns are
FAR = 4.0  # of a line's height: what stands so far below is no longer the table
NAMED = re.compile(r"\b(?:aktivitet|åtgärd|insats|vad|löfte)", re.IGNORECASE)
CELL_END = "\t"


class TableRow(NamedTuple):
    """The cells of a row, and the page that it begins on."""

    cells: list[str]
    page: int


def table_lines(words: Iterable[Word]) -> tuple[list[Line], list[int]]:
    """All tables of activities in a file as lines of a page, cells apart by tabs, and each line's page in the file."""
    found = [(row, page) for headings, rows in tables(words) for row, page in [(headings, 0), *rows]]
    lines = [Line(number, CELL_END.join(cells), Shape.ROW) for number, (cells, _) in enumerate(found, 1)]
    return lines, [page for _, page in found]


def tables(words: Iterable[Word]) -> Iterator[tuple[list[str], list[TableRow]]]:
    """Each table's headings and rows."""
    rows = with_whole_headings([row for row in rows_of(words) if len(row.words) <= MOST_ACROSS])
    at = 0
    while at < len(rows):
        headings = headings_of(rows[at])
        if headings is None:
            at += 1
            continue
        body = rows[at + 1 :]
        edges = edges_between(headings, body[: min(until_next(body), LOOKED_AT)])
        taken = within(rows[at], body, edges, [text_of(cell) for cell in headings])
        names = [text_of(cell) for cell in headings]
        yield names, table_rows(taken, edges, activity_column(names))
        at += len(taken) + 1


def headings_of(row: Row) -> list[list[Word]] | None:
    """The headings, when the line is those of a table with an activity and a status or a comment."""
    if not NAMED.search(text_of(row.words)):
        return None
    cells = cells_of(row)
    names = columns_of([as_text(text_of(cell)) for cell in cells])
    return cells if {"status", "comment"} & set(names) else None


def with_whole_headings(rows: Sequence[Row]) -> list[Row]:
    """The lines, with headings that are written over two or three of them as one."""
    whole, at = [], 0
    while at < len(rows):
        size = next((size for size in (1, 2, 3) if is_heading(rows[at : at + size], size)), 1)
        whole.append(in_order(word for row in rows[at : at + size] for word in row.words))
        at += size
    return whole


def is_heading(lines: Sequence[Row], size: int) -> bool:
    if len(lines) < size or lines[-1].page != lines[0].page or lines[-1].top - lines[0].bottom > 2 * lines[0].height:
        return False
    if any(headings_of(line) for line in lines[1:]):
        return False
    return headings_of(in_order(word for line in lines for word in line.words)) is not None


def activity_column(headings: list[str]) -> int:
    """Which column names the activities: the last that may, since the promise that they are of stands before."""
    names = columns_of([as_text(heading) for heading in headings])
    return max(at for at, name in enumerate(names) if name == "activity")


def until_next(body: Sequence[Row]) -> int:
    """How many lines there are before the headings of another table."""
    return next((at for at, row in enumerate(body) if headings_of(row)), len(body))


def edges_between(headings: list[list[Word]], body: Sequence[Row]) -> list[float]:
    """Where the line runs between each two headings: where the fewest lines of words cross, as far right as may be."""
    return [edge_between(one, other, body) for one, other in pairwise(headings)]


def edge_between(one: list[Word], other: list[Word], body: Sequence[Row]) -> float:
    own = other[0].left - GUARD
    starts = {round(word.left) - GUARD for row in body for word in row.words}
    between = [own, *(x for x in starts if one[0].middle < x < own)]
    return min(between, key=lambda x: (sum(is_crossed(row, x) for row in body), -x))


def within(headed: Row, body: Sequence[Row], edges: list[float], headings: list[str]) -> list[Row]:
    """The lines that belong to the table: until one runs across its columns, or stands far below."""
    taken: list[Row] = []
    before = headed
    for row in body:
        is_again = [text_of(cell) for cell in cells_of(row)] == headings
        is_far = row.page == before.page and row.top - before.bottom > FAR * headed.height
        if (headings_of(row) and not is_again) or is_far or runs_across(row, edges):
            break
        taken.append(row)
        before = row
    return taken


def runs_across(row: Row, edges: list[float]) -> bool:
    """Whether words run on from the first column to the last, as those of a paragraph do."""
    return all(is_crossed(row, edge) for edge in edges)


def table_rows(lines: Sequence[Row], edges: list[float], activity: int) -> list[TableRow]:
    """The rows of a table, from the lines of words that they are wrapped in."""
    rows: list[TableRow] = []
    for part in parts_of(lines):
        strips = [cells_in(strip, edges) for strip in strips_of(part)]
        begins_here = any(any(cells[:-1]) for cells in strips)
        for number, cells in enumerate(strips):
            if not rows or (begins_here and (number == 0 or begins_another(cells, rows[-1].cells, activity))):
                rows.append(TableRow([""] * len(cells), part[0].page))
            rows[-1].cells[:] = [joined(had, more) for had, more in zip(rows[-1].cells, cells, strict=True)]
    return rows


def strips_of(part: Sequence[Row]) -> list[list[Row]]:
    """The lines of a part in strips: cells that stand in the middle of a row have lines between the others' lines."""
    strips = [[part[0]]]
    for before, line in pairwise(part):
        if line.center - before.center > LEAST_STEP * line.height:
            strips.append([])
        strips[-1].append(line)
    return strips


def parts_of(lines: Sequence[Row]) -> list[list[Row]]:
    """The lines in parts, with a wider space between than within; headings that are said again left out.

    A part is a row, or a few; one that has words in the last column alone is more of the row before.
    """
    usual, parts, before = usual_step(lines), [], None
    for line in lines:
        if headings_of(line):
            before = None
            continue
        if before is None or is_apart(line, before, usual):
            parts.append([])
        parts[-1].append(line)
        before = line
    return parts


def usual_step(lines: Sequence[Row]) -> float:
    """From line to line within a cell: the least that there is. Beside it may stand a cell whose lines are between."""
    pairs = [*pairwise(lines), *zip(lines, lines[2:], strict=False)]
    steps = [low.center - high.center for high, low in pairs if low.page == high.page]
    return min((step for step in steps if step > LEAST_STEP * lines[0].height), default=0.0)


def is_apart(line: Row, before: Row, usual: float) -> bool:
    step = line.center - before.center
    return line.page != before.page or step > WIDER_THAN_A_LINE * usual or step > AIRY * line.height


def begins_another(cells: list[str], open_cells: list[str], activity: int) -> bool:
    """Whether a status begins where the row has one already, or a sentence where the activity's own has ended."""
    beside = [(text, had) for at, (text, had) in enumerate(zip(cells, open_cells, strict=True)) if at != activity]
    if any(begins_answer(text) and begins_answer(had) for text, had in beside):
        return True
    return open_cells[activity].endswith((".", "!", "?")) and cells[activity][:1].isupper()


def cells_in(strip: Sequence[Row], edges: list[float]) -> list[str]:
    """The words of some lines by the column that their middle stands in."""
    cells = [""] * (len(edges) + 1)
    for line in strip:
        columns: list[list[Word]] = [[] for _ in cells]
        for word in line.words:
            columns[sum(edge < word.middle for edge in edges)].append(word)
        cells = [joined(had, text_of(words)) for had, words in zip(cells, columns, strict=True)]
    return cells


def as_text(words: str) -> Text:
    return Text(words, (Span(1, 0, len(words)),))
