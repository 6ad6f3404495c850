"""Answers that a follow-up's page or table gives, for the activities of a pledge that is already known."""

from collections.abc import Sequence
from dataclasses import dataclass

from .answers import Answer
from .drafts import PageDraft
from .likeness import best_covering, covered, likeness
from .texts import Text

LEAST = 0.6
UNKNOWN = "Ingen aktivitet i löftet liknar raden tillräckligt. Välj en, eller lämna svaret."
CLEAR = 0.85
UNCLEAR = "Raden liknar aktiviteten, men inte helt. Kontrollera att svaret hör dit."


@dataclass(frozen=True)
class ProposedAnswer:
    """An answer for the activity at `activity` in the list, None when none is like it; `row` as the page has it."""

    answer: Answer
    row: Text
    activity: int | None
    likeness: float
    doubt: str = ""


def propose_answers(page: PageDraft, activities: Sequence[str]) -> list[ProposedAnswer]:
    """Each answer of the page, in its order, with the activity that it most likely is for."""
    return [
        _proposed(answer, draft.text, activities)
        for pledge in page.pledges
        for group in pledge.groups
        for draft in group.activities
        for answer in draft.answers
    ]


def _proposed(answer: Answer, row: Text, activities: Sequence[str]) -> ProposedAnswer:
    at = best_covering(row.value, activities, LEAST)
    if at is None:
        return ProposedAnswer(answer, row, None, 0.0, UNKNOWN)
    score = round(max(covered(row.value, activities[at]), likeness(row.value, activities[at])), 3)
    return ProposedAnswer(answer, row, at, score, answer.doubt or ("" if score >= CLEAR else UNCLEAR))
