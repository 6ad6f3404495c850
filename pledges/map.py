"""The map of Sweden: each kommun's outline, and a window on some of them. Plain values.

The outlines are Statistics Sweden's boundaries in SWEREF 99 TM (fixtures/sverige/README.md), one unit of the
drawing for about 160 metres.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MAP_FILE = Path(__file__).resolve().parent.parent / "fixtures" / "sverige" / "kommunkarta.json"
MARGIN = 0.03  # of the longer side, around what is shown
MOST_NAMED = 4000  # the height of the largest window with names in it: the largest län, not the country
LETTER = 0.55  # the width of a letter, of its height


@dataclass(frozen=True)
class Outline:
    """A kommun's shape: an SVG path, its bounds, and a point inside for a label."""

    path: str
    left: int
    top: int
    right: int
    bottom: int
    label_at: tuple[int, int]


@dataclass(frozen=True)
class Window:
    """A part of the drawing: `view_box` for SVG, and how large its letters are."""

    left: float
    top: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        return f"{self.left:.0f} {self.top:.0f} {self.width:.0f} {self.height:.0f}"

    @property
    def grain(self) -> float:
        """How large dots and hatching are drawn, so that they look the same on every map."""
        return round(self.height / 75)

    @property
    def letter_height(self) -> float:
        return max(self.width, self.height) / 38

    def has_room_for(self, name: str, outline: Outline) -> bool:
        """Whether the name can be written inside the shape, on a map of a part of the country."""
        if self.height > MOST_NAMED:
            return False
        wide, high = outline.right - outline.left, outline.bottom - outline.top
        return wide > len(name) * self.letter_height * LETTER and high > self.letter_height * 1.5


@cache
def drawn() -> dict[str, dict]:
    """The file as it is, by kommunkod; read once."""
    return json.loads(MAP_FILE.read_text(encoding="utf-8"))["kommuner"]


def neighbours(code: str) -> frozenset[str]:
    """The kommuner that a kommun borders on by land."""
    return frozenset(drawn().get(code, {}).get("grannar", ()))


@cache
def outlines() -> dict[str, Outline]:
    """Every kommun's outline by its code."""
    return {code: Outline(shape["d"], *bounds(shape["d"]), tuple(shape["c"])) for code, shape in drawn().items()}


def bounds(path: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a path of absolute moves, relative lines and closings.

    >>> bounds("M10 20l5 -5 5 15z")
    (10, 15, 20, 30)
    """
    points: list[tuple[int, int]] = []
    for command, numbers in re.findall(r"([Mlz])([^Mlz]*)", path):
        values = [int(number) for number in re.findall(r"-?\d+", numbers)]
        for across, down in zip(values[::2], values[1::2], strict=True):
            points.append((across, down) if command == "M" else (points[-1][0] + across, points[-1][1] + down))
    lefts, tops = zip(*points, strict=True)
    return min(lefts), min(tops), max(lefts), max(tops)


def window_on(codes: Iterable[str]) -> Window | None:
    """The part of the map that holds these kommuner, with a margin; None when none of them is drawn."""
    shown = [outlines()[code] for code in codes if code in outlines()]
    if not shown:
        return None
    left, top = min(one.left for one in shown), min(one.top for one in shown)
    width, height = max(one.right for one in shown) - left, max(one.bottom for one in shown) - top
    edge = MARGIN * max(width, height)
    return Window(left - edge, top - edge, width + 2 * edge, height + 2 * edge)
