"""What the colours of a map of kommuner tell: how a tertial is reported, or whether a pledge is in force today."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from followups.coverage import STATE_TEXT, CoverageState
from followups.situations import Situation
from pledges.map import Window, outlines
from pledges.tertial import Tertial
from portal.templatetags.drawings import Shape
from portal.wording import day_text

# What is owed, first; then what is told.
URGENCY = [
    CoverageState.MISSING,
    CoverageState.LATE,
    CoverageState.DUE,
    CoverageState.REPORTED_LATE,
    CoverageState.REPORTED,
    CoverageState.UPCOMING,
    CoverageState.OUTSIDE,
]


@dataclass(frozen=True)
class Colouring:
    """`title` says what the colours tell; `texts` are its states in the legend's order, each with its words."""

    title: str
    texts: dict[str, str]
    state_of: Callable[[Situation], str]

    def legend(self, found: Sequence[Situation]) -> list[dict]:
        """What the colours mean and how many kommuner there are of each, those that occur."""
        counts = Counter(map(self.state_of, found))
        return [
            {"state": state, "text": text, "count": counts[state]}
            for state, text in self.texts.items()
            if counts[state]
        ]

    def shapes(self, found: Sequence[Situation], window: Window | None) -> list[Shape]:
        """The kommuner that are drawn; none without a window on them."""
        return [self.shape(one, window) for one in found if window and one.municipality.code in outlines()]

    def shape(self, one: Situation, window: Window) -> Shape:
        outline, state = outlines()[one.municipality.code], self.state_of(one)
        return Shape(
            path=outline.path,
            address=one.municipality.get_absolute_url(),
            name=one.municipality.name,
            state=state,
            state_text=self.texts[state].lower(),
            label_at=outline.label_at if window.has_room_for(one.municipality.name, outline) else None,
        )


def by_report(tertial: Tertial, _day: datetime.date) -> Colouring:
    return Colouring(
        f"Redovisning av {tertial.label.lower()}, {tertial.span}",
        {state.value: STATE_TEXT[state] for state in reversed(URGENCY)},
        lambda one: one.block_of(tertial).state.value,
    )


IN_FORCE, ENDED, UNKNOWN = "in_force", "not_in_force", "no_pledge"
PLEDGE_TEXT = {IN_FORCE: "Gäller nu", ENDED: "Gäller inte nu", UNKNOWN: "Inget känt löfte"}


def pledge_state(one: Situation) -> str:
    if one.in_force:
        return IN_FORCE
    return ENDED if one.pledge else UNKNOWN


def by_pledge(_tertial: Tertial, day: datetime.date) -> Colouring:
    return Colouring(f"Medborgarlöften {day_text(day)}", PLEDGE_TEXT, pledge_state)


# What the map can be asked to show, by the word of the address; the first is shown when nothing is asked for.
COLOURINGS: dict[str, Callable[[Tertial, datetime.date], Colouring]] = {"redovisning": by_report, "lofte": by_pledge}
