"""Where the parts of a chart are: shares of a whole, an outcome against its target, stretches in a row. Plain values.

Units are those of the drawing (an SVG's viewBox). How the parts look is in portal.templatetags.charts and the sheets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ROOM = 1.5  # how many times the target there is room for


@dataclass(frozen=True)
class Bar:
    """The measures of a bar of parts; `least` is the width of one among hundreds, so that it is still seen."""

    width: int
    height: int
    gap: int
    edge: int
    mark: int
    least: int


@dataclass(frozen=True)
class Part:
    """A part of a bar, its edge drawn inside; `mark_x` is where its mark begins, None where there is no room."""

    name: str
    x: float
    width: float
    mark_x: float | None


@dataclass(frozen=True)
class Reach:
    """How far an outcome comes and where its target is; `is_cut` when it goes on where the drawing ends."""

    done: float
    target: float
    is_cut: bool


@dataclass(frozen=True)
class Stretch:
    """One or several tertials of a year: their state, how many they are, and both in words."""

    state: str
    length: int
    said: str


def shares(counts: Sequence[tuple[str, int]], bar: Bar) -> list[Part]:
    """The bar divided by count, in order; each has at least the least width."""
    total = sum(count for _name, count in counts)
    room = bar.width - bar.gap * (len(counts) - 1) - bar.least * len(counts)
    parts, start = [], 0.0
    for name, count in counts:
        width = bar.least + room * count / total
        mark_x = start + (width - bar.mark) / 2 if width >= 1.4 * bar.mark else None
        parts.append(Part(name, start + bar.edge / 2, width - bar.edge, mark_x))
        start += width + bar.gap
    return parts


def reach(share: float, width: float) -> Reach:
    """An outcome as a share of its target (1 reaches it), on a bar with room for one and a half targets.

    >>> reach(0.5, 300)
    Reach(done=100.0, target=200.0, is_cut=False)
    """
    return Reach(min(share, ROOM) / ROOM * width, width / ROOM, share > ROOM)


def in_a_row(lengths: Sequence[int], size: float, gap: float) -> list[tuple[float, float]]:
    """Left edge and width of stretches that are so many steps long, one after another.

    >>> in_a_row([2, 1], 10, 2)
    [(0.0, 22), (24.0, 10)]
    """
    found, start = [], 0.0
    for length in lengths:
        width = length * size + (length - 1) * gap
        found.append((start, width))
        start += width + gap
    return found
