"""A table in a PDF as rows: from where the words stand, since the file itself knows neither rows nor columns.

A table is known by its headings. Between two of them runs the line that the fewest words below cross. A row ends where
the space between lines is wider than within a cell, or where another status begins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .answers import begins_answer
from .lines import Line, Shape
from .tables import columns_of
from .texts import Span, Text

SAME = 0.4  # of a word's height: words less far below stand on the same line
GUARD = 0.5  # points that a letter may stand outside its place
SPACE = 0.45  # of a line's height: what is narrower is the space between two words
WIDE = 0.8  # of a line's height: a wider space parts two headings
LEAST_STEP = 0.8  # of a line's height: what is less is the same line, written a little higher
AIRY = 1.6  # of a line's height: no lines within a cell stand so far apart
WIDER_THAN_A_LINE = 1.15  # of the usual step from line to line within a cell
MOST_ACROSS, LOOKED_AT = 150, 150  # words beside each other; lines that tell where columns are
FAR = 4.0  # of a line's height: what stands so far below is no longer the table
DIVIDED = re.compile(r"(?<=[a-zåäö])[-\u00ad\ufffe\x02]$")
CELL_END = "\t"


class Word(NamedTuple):
    """A word and its box, in points from the top left of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def center(self) -> float:
        """Where the word stands from the top."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Row:
    """Words that stand beside each other, from the left."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def center(self) -> float:
        return median(word.center for word in self.words)

    @property
    def height(self) -> float:
        return median(word.bottom - word.top for word in self.words)

    @property
    def page(self) -> int:
        return self.words[0].page


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
    rows = [row for row in rows_of(words) if len(row.words) <= MOST_ACROSS]
    at = 0
    while at < len(rows):
        headings = headings_of(rows[at])
        if headings is None:
            at += 1
            continue
        body = rows[at + 1 :]
        edges = edges_between(headings, body[: min(until_next(body), LOOKED_AT)])
        taken = within(rows[at], body, edges, [text_of(cell) for cell in headings])
        yield [text_of(cell) for cell in headings], table_rows(taken, edges)
        at += len(taken) + 1


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words that stand on one line, page by page, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.page, word.center, word.left)):
        line = rows[-1] if rows else []
        if line and line[0].page == word.page and word.center - line[0].center < SAME * (word.bottom - word.top):
            line.append(word)
        else:
            rows.append([word])
    return [Row(tuple(sorted(line, key=lambda word: word.left))) for line in rows]


def cells_of(row: Row) -> list[list[Word]]:
    """The words of a line in groups, where a wide space is between."""
    cells = [[row.words[0]]]
    for before, word in pairwise(row.words):
        if word.left - before.right > WIDE * row.height:
            cells.append([])
        cells[-1].append(word)
    return cells


def headings_of(row: Row) -> list[list[Word]] | None:
    """The headings, when the line is those of a table with an activity and a status or a comment."""
    cells = cells_of(row)
    names = columns_of([as_text(text_of(cell)) for cell in cells])
    return cells if {"status", "comment"} & set(names) else None


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


def is_crossed(row: Row, x: float) -> bool:
    """Whether words run on over a place: one stands there, or there is only a usual space between two."""
    before = max((word.right for word in row.words if word.left < x), default=None)
    after = min((word.left for word in row.words if word.left >= x), default=None)
    if before is None:
        return False
    return before > x + GUARD or (after is not None and after - before < SPACE * row.height)


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


def table_rows(lines: Sequence[Row], edges: list[float]) -> list[TableRow]:
    """The rows of a table, from the lines of words that they are wrapped in."""
    rows: list[TableRow] = []
    for part in parts_of(lines):
        strips = [cells_in(strip, edges) for strip in strips_of(part)]
        begins_here = any(any(cells[:-1]) for cells in strips)
        for number, cells in enumerate(strips):
            if not rows or (begins_here and (number == 0 or begins_another(cells, rows[-1].cells))):
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


def begins_another(cells: list[str], open_cells: list[str]) -> bool:
    """Whether a status begins where the row has one already, or a sentence where the row's own has ended."""
    if any(begins_answer(text) and begins_answer(had) for text, had in zip(cells[1:], open_cells[1:], strict=True)):
        return True
    return open_cells[0].endswith((".", "!", "?")) and cells[0][:1].isupper()


def cells_in(strip: Sequence[Row], edges: list[float]) -> list[str]:
    """The words of some lines by the column that their middle stands in."""
    cells = [""] * (len(edges) + 1)
    for line in strip:
        columns: list[list[Word]] = [[] for _ in cells]
        for word in line.words:
            columns[sum(edge < word.middle for edge in edges)].append(word)
        cells = [joined(had, text_of(words)) for had, words in zip(cells, columns, strict=True)]
    return cells


def text_of(cell: Iterable[Word]) -> str:
    return " ".join(word.text for word in cell)


def joined(had: str, more: str) -> str:
    """Two lines of a cell as one; a word that was divided, with a hyphen or in a narrow cell without, becomes whole."""
    if not (had and more):
        return had or more
    if more[:1].islower() and DIVIDED.search(had):
        return DIVIDED.sub("", had) + more
    is_cut_status = more[:1].islower() and begins_answer(had + more) and not begins_answer(had)
    return had + more if is_cut_status else f"{had} {more}"


def as_text(words: str) -> Text:
    return Text(words, (Span(1, 0, len(words)),))
