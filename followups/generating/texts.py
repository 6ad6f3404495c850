"""What a generated pledge says, and how it then goes: plain values that follow from a seed alone."""

import random
from dataclasses import dataclass

from followups.generating import words

PLACES = 10  # of a kommun
PROMISES = 3  # of a pledge
AMOUNTS = (2, 3, 4, 6, 8, 10, 12, 15, 20)
EXTENTS = ("counted", "counted", "counted", "continuous", "conditional")


@dataclass(frozen=True)
class PlaceText:
    name: str
    kind: str


@dataclass(frozen=True)
class AnswerText:
    status: str
    count: int | None
    comment: str


@dataclass(frozen=True)
class ActivityText:
    """`promise` and `place` are numbers from 0; `answers` are of the three tertials."""

    text: str
    promise: int
    place: int
    work: words.Work
    extent: str
    amount: int
    partner: str
    answers: tuple[AnswerText, AnswerText, AnswerText]


@dataclass(frozen=True)
class PromiseText:
    text: str
    theme: str
    relation: str


@dataclass(frozen=True)
class PledgeText:
    """`reports` says for each tertial how many days before its last day it was reported; None: it never was."""

    promises: tuple[PromiseText, ...]
    activities: tuple[ActivityText, ...]
    situation: str
    effect: str
    narratives: tuple[str, str, str]
    reports: tuple[int | None, int | None, int | None]


class Teller:
    """Tells of one kommun, the same each time that the seed is the same."""

    def __init__(self, seed: int, code: str) -> None:
        self.chance = random.Random(f"{seed}/{code}")  # noqa: S311 - the same each time is the point
        parts = ((first, *last) for first in words.PLACE_FIRST for last in words.PLACE_LAST)
        self.places = [PlaceText(first + last, kind) for first, last, kind in self.chance.sample(list(parts), PLACES)]
        self.themes = self.chance.sample(list(words.PROMISES), PROMISES)
        self.promises = [self.chance.choice(words.PROMISES[theme]) for theme in self.themes]

    def pledge(self, activities: int, *, is_first: bool) -> PledgeText:
        """The next pledge; most of its promises are those of the last one."""
        relations = ["new" if is_first else self._carried_on(number) for number in range(PROMISES)]
        return PledgeText(
            promises=tuple(map(PromiseText, self.promises, self.themes, relations)),
            activities=tuple(self._activity(number % PROMISES) for number in range(activities)),
            situation=self._filled(self.chance.choice(words.SITUATIONS)),
            effect=self.chance.choice(words.EFFECTS),
            narratives=tuple(self._filled(self.chance.choice(words.NARRATIVES)) for _ in range(3)),
            reports=tuple(self._reported() for _ in range(3)),
        )

    def _carried_on(self, number: int) -> str:
        """Whether the promise is the same; one in five gives way to another of its theme."""
        if self.chance.random() < 0.8:
            return "same"
        self.promises[number] = self.chance.choice(words.PROMISES[self.themes[number]])
        return "reworded"

    def _activity(self, promise: int) -> ActivityText:
        chance = self.chance
        work = chance.choice([work for work in words.WORKS if work.theme == self.themes[promise]])
        extent, amount = chance.choice(EXTENTS), chance.choice(AMOUNTS)
        place, partner = chance.randrange(PLACES), chance.choice(list(words.PARTNERS))
        text = chance.choice(words.OPENINGS).format(
            who=words.WHO[work.responsible],
            number=f"minst {amount}" if extent == "counted" else "återkommande",
            what=work.what,
            where=f"vid {self.places[place].name}",
            when=chance.choice(words.WHEN),
            partner=words.PARTNERS[partner],
        )
        counted = amount if extent == "counted" else None
        return ActivityText(
            text[0].upper() + text[1:], promise, place, work, extent, amount, partner, self._answers(counted)
        )

    def _answers(self, amount: int | None) -> tuple[AnswerText, ...]:
        course = self.chance.choice(words.COURSES)
        return tuple(AnswerText(status, self._count(amount, status), self._comment(status)) for status in course)

    def _count(self, amount: int | None, status: str) -> int | None:
        if amount is None or status in ("not_reported", "cancelled", "not_started"):
            return None
        return self.chance.randint(0, amount // 2 + 1)

    def _comment(self, status: str) -> str:
        said = words.COMMENTS.get(status)
        silent = status != "cancelled" and self.chance.random() < 0.3
        return self._filled(self.chance.choice(said)) if said and not silent else ""

    def _reported(self) -> int | None:
        return self.chance.choice([None, -20, -9, *range(3, 28)])

    def _filled(self, text: str) -> str:
        place, other = self.chance.sample(self.places, 2)
        partner = self.chance.choice(list(words.PARTNERS.values()))
        filled = text.format(place=place.name, other=other.name, partner=partner)
        return filled[0].upper() + filled[1:]
