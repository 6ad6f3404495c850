"""A text of one line, for rules that read words."""

from pledges.importing.reading.texts import Span, Text


def text(words: str, line: int = 1) -> Text:
    return Text(words, (Span(line, 0, len(words)),))
