"""The last check of a reading: what was said to be placed stands in the draft, or the line is left for the editor."""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import replace

from .drafts import Outcome, Placement
from .texts import Text

# Understood, though their words are no part of the draft: rubrics, and labels whose value stands on another line.
WITHOUT_TEXT = ("heading:", "published", "updated", "owner")
NOT_IN_DRAFT = "Raden förstods som en del av något annat, men orden kom inte med i utkastet."


def texts_in(value) -> Iterator[Text]:
    """Every text anywhere in a draft."""
    if isinstance(value, Text):
        yield value
    elif dataclasses.is_dataclass(value):
        for name in value.__dataclass_fields__:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts_in(part)


def honest(placements: Iterable[Placement], parts: Iterable) -> tuple[Placement, ...]:
    """The placements, but for lines that are called placed and yet are nowhere in the draft's parts."""
    covered = {line for part in parts for text in texts_in(part) for line in text.lines}
    return tuple(_honest(placement, covered) for placement in placements)


def _honest(placement: Placement, covered: set[int]) -> Placement:
    is_claimed = placement.outcome == Outcome.PLACED and not placement.code.startswith(WITHOUT_TEXT)
    if not is_claimed or placement.line in covered:
        return placement
    return replace(placement, outcome=Outcome.LEFT, code="left", what=NOT_IN_DRAFT, doubt="")
