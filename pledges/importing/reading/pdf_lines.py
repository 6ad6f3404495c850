"""Words of a PDF as lines: which stand beside each other, and how they are parted or run on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .answers import begins_answer

SAME = 0.4  # of a word's height: words less far below stand on the same line
GUARD = 0.5  # points that a letter may stand outside its place
SPACE = 0.45  # of a line's height: what is narrower is the space between two words
WIDE = 0.8  # of a line's height: a wider space parts two headings
DIVIDED = re.compile(r"(?<=[a-zåäö])[-\u00ad\ufffe\x02]$")


class Word(NamedTuple):
    """A word and its box on its page, in points that grow to the right and downwards."""

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


def in_order(words: Iterable[Word]) -> Row:
    """The words from the left."""
    return Row(tuple(sorted(words, key=lambda word: word.left)))


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Words that stand on one line, page by page, from the top."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.page, word.center, word.left)):
        line = rows[-1] if rows else []
        if line and line[0].page == word.page and word.center - line[0].center < SAME * (word.bottom - word.top):
            line.append(word)
        else:
            rows.append([word])
    return [in_order(line) for line in rows]


def cells_of(row: Row) -> list[list[Word]]:
    """The words of a line in groups, where a wide space is between."""
    cells = [[row.words[0]]]
    for before, word in pairwise(row.words):
        if word.left - before.right > WIDE * row.height:
            cells.append([])
        cells[-1].append(word)
    return cells


def is_crossed(row: Row, x: float) -> bool:
    """Whether words run on over a place: one stands there, or there is only a usual space between two."""
    before = max((word.right for word in row.words if word.left < x), default=None)
    after = min((word.left for word in row.words if word.left >= x), default=None)
    if before is None:
        return False
    return before > x + GUARD or (after is not None and after - before < SPACE * row.height)


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
