"""Blocks of a page: lines that belong together as a heading, a paragraph, an item of a list or a row of a table."""

import re
from dataclasses import dataclass, field

from .answers import begins_answer
from .days import DAY_LINE
from .headings import is_known_heading
from .lines import BLANK, Line, Shape
from .texts import Span, Text

MARK = re.compile(
    r"(?:[•·▪●○◦‣►➢✓\uf0b7\uf0a7*-]|[–—-]|o(?=[\t ]{1,}[A-ZÅÄÖ])|\d{1,2}[.)]|"
    r"\d{1,2}(?:\.\d{1,2})+\.?|[a-hA-H]\))[\s\u00a0]+"
)
LONE_BULLET = re.compile(r"[•·▪●○◦‣►➢✓\uf0b7\uf0a7*–-]")
NUMBER = re.compile(r"\d")
SIDE_BY_SIDE = re.compile(r"\S[ \u00a0]{6,}\S")  # two columns, as of those who sign
CONTACT = re.compile(r"\S+@\S+$|https?:|www\.|tel(?:efon)?\b", re.I)
ENDS = (".", "!", "?", ":", ";", "”", '"')
SHORT_LINE = 50  # a line that was wrapped is longer
SOFT_HYPHENS = ("\u00ad", "\ufffe", "\x02")
AFTER_HYPHEN = re.compile(r"(?:och|eller|samt|respektive)\b")


@dataclass(frozen=True)
class Block:
    """`mark` is an item's bullet or number as written, `depth` how far in it stands, `level` a heading's rank."""

    text: Text
    shape: Shape
    mark: str = ""
    depth: int = 0
    level: int = 0
    region: str = ""
    address: str = ""
    alone: bool = True  # empty lines, or other blocks by the file's own word, on both sides

    @property
    def line(self) -> int:
        return self.text.line

    @property
    def is_numbered(self) -> bool:
        return bool(NUMBER.match(self.mark))


@dataclass
class _Open:
    """A block that still may grow."""

    first: Line
    mark: str
    depth: int
    value: str = ""
    spans: list[Span] = field(default_factory=list)
    last: int = 0
    last_length: int = 0

    def add(self, line: Line, start: int) -> None:
        """Join a line; a word that was divided at its end becomes whole."""
        text = line.text.rstrip(BLANK)
        while self.value.endswith(SOFT_HYPHENS) or (_is_divided(self.value) and not AFTER_HYPHEN.match(text[start:])):
            self.value = self.value[:-1]
            end = self.spans[-1]
            self.spans[-1] = Span(end.line, end.start, end.end - 1, end.at)
            divided = True
            break
        else:
            divided = not self.value
        self.value += "" if divided else " "
        self.spans.append(Span(line.number, start, len(text), len(self.value)))
        self.value += text[start:]
        self.last, self.last_length = line.number, len(text)


def blocks_of(lines: list[Line]) -> list[Block]:
    """All lines in blocks: each line is in exactly one."""
    opened: list[_Open] = []
    width = wrapping_width(lines)
    lone = ""  # a bullet on a line of its own, as a PDF may have it: it is of the line after
    for line in lines:
        start, mark, depth = _mark(line)
        if lone and not mark and not is_known_heading(line.text.strip(BLANK)):
            mark, depth = lone, 1
        lone = line.text.strip(BLANK) if LONE_BULLET.fullmatch(line.text.strip(BLANK)) else ""
        if opened and not mark and not lone and _continues(opened[-1], line, start, width):
            opened[-1].add(line, start)
        else:
            block = _Open(line, mark, depth)
            block.add(line, start)
            opened.append(block)
    return [_closed(block, before, after, width) for before, block, after in _with_neighbours(opened)]


def wrapping_width(lines: list[Line]) -> int:
    """Where a text was wrapped, in characters; 0 when its paragraphs are whole lines."""
    lengths = [len(line.text) for line in lines if line.shape == Shape.UNSAID]
    longest = max(lengths, default=0)
    full = sum(length > longest * 0.8 for length in lengths)
    return longest if len(lengths) >= 8 and longest <= 130 and full > len(lengths) * 0.4 else 0


def _mark(line: Line) -> tuple[int, str, int]:
    """Where a line's words begin, its bullet or number, and its depth."""
    indent = len(line.text) - len(line.text.lstrip(BLANK))
    found = MARK.match(line.text, indent)
    if line.shape in (Shape.HEADING, Shape.ROW) or not found or found.end() >= len(line.text.rstrip(BLANK)):
        return indent, "", line.level if line.shape == Shape.ITEM else 0
    mark = found[0].strip(BLANK)
    depth = line.level or 1 + indent // 3 + mark.strip(".").count(".")
    return found.end(), mark, depth


def _continues(block: _Open, line: Line, start: int, width: int) -> bool:
    """Whether a line without a bullet goes on where the block ended."""
    if line.shape != Shape.UNSAID or "\t" in line.text.strip(BLANK) or line.number != block.last + 1:
        return False
    text = line.text[start:]
    if begins_answer(text) or is_known_heading(text) or DAY_LINE.match(text):
        return False
    if CONTACT.match(text) or SIDE_BY_SIDE.search(text):
        return False
    if text[:1].islower() or (block.mark and start > 0):
        return True
    if block.value.endswith(ENDS):
        return bool(width and block.last_length > width * 0.8 and block.value.endswith(".") and not block.mark)
    return block.last_length > max(SHORT_LINE, width * 0.7) and not text[:1].isdigit()


def _is_divided(value: str) -> bool:
    return len(value) > 2 and value.endswith("-") and value[-2].isalpha() and value[-2].islower()


def _with_neighbours(opened: list[_Open]):
    return zip([None, *opened], opened, [*opened[1:], None], strict=False)


def _stands_out(block: _Open, before: _Open | None, width: int) -> bool:
    """In a wrapped text without empty lines: a short line after the end of a sentence."""
    is_short = 0 < len(block.value) < width * 0.6 and len(block.spans) == 1
    return is_short and not block.value.endswith(ENDS) and before is not None and before.value.endswith((".", ")"))


def _closed(block: _Open, before: _Open | None, after: _Open | None, width: int) -> Block:
    line = block.first
    shape = Shape.ITEM if block.mark and line.shape in (Shape.UNSAID, Shape.PARAGRAPH) else line.shape
    if shape == Shape.UNSAID and "\t" in line.text.strip(BLANK):
        shape = Shape.ROW
    alone = (
        line.shape != Shape.UNSAID
        or (
            (before is None or line.number > before.last + 1)
            and (after is None or after.first.number > block.last + 1 or bool(after.mark))
        )
        or _stands_out(block, before, width)
    )
    text = Text(block.value, tuple(block.spans))
    return Block(text, shape, block.mark, block.depth, line.level, line.region, line.address, alone)
