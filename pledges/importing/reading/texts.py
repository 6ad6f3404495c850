"""Words of a page that know where they stand: the only kind of text that a draft may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from .spelling import Known, known

V = TypeVar("V")


@dataclass(frozen=True)
class Span:
    """Part of a line: characters `start` up to `end` of line `line`; `at` is where they stand in the text."""

    line: int
    start: int
    end: int
    at: int = 0


@dataclass(frozen=True)
class Text:
    """Verbatim words, misspellings included. What is wrapped over lines is joined by a space (or at a hyphen)."""

    value: str
    spans: tuple[Span, ...]

    @property
    def line(self) -> int:
        return self.spans[0].line

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(span.line for span in self.spans)

    @cached_property
    def known(self) -> Known:
        """The same text with the field's words spelt right, for rules to look at. Never shown."""
        return known(self.value)

    def cut(self, start: int, end: int) -> "Text":
        """The words between two positions, without space around them."""
        while start < end and self.value[start].isspace():
            start += 1
        while end > start and self.value[end - 1].isspace():
            end -= 1
        spans = tuple(
            Span(
                span.line,
                span.start + max(0, start - span.at),
                min(span.end, span.start + end - span.at),
                max(0, span.at - start),
            )
            for span in self.spans
            if span.at < end and span.at + span.end - span.start > start
        )
        return Text(self.value[start:end], spans)

    def group(self, match: re.Match, group: int | str = 0) -> "Text":
        """What a pattern found in `known.text`, as the page has it."""
        return self.cut(*self.known.original(*match.span(group)))

    def find(self, pattern: re.Pattern) -> re.Match | None:
        return pattern.search(self.known.text)

    def find_all(self, pattern: re.Pattern) -> Iterator[re.Match]:
        return pattern.finditer(self.known.text)

    def parts(self, pattern: re.Pattern) -> Iterator["Text"]:
        """The text between what the pattern finds."""
        start = 0
        for match in pattern.finditer(self.value):
            yield self.cut(start, match.start())
            start = match.end()
        yield self.cut(start, len(self.value))


@dataclass(frozen=True)
class Read(Generic[V]):
    """A value and the words it was read from. `doubt` says in Swedish why it is uncertain; "" when it is sure."""

    value: V
    text: Text
    doubt: str = ""
