"""Where an activity stands after some answers: its latest status and its sum so far. Plain values in and out."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledges.tertial import ReportingRange, covered_text

NOT_REPORTED = "not_reported"


@dataclass(frozen=True)
class Answer:
    """What one follow-up says of one activity; `count` is how many in that range alone."""

    activity: int
    span: ReportingRange
    status: str = NOT_REPORTED
    count: int | None = None
    comment: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class Standing:
    """The latest status and the range it is from; the sum, and which time it covers ("" when nothing is counted)."""

    status: str = NOT_REPORTED
    period: str = ""
    comment: str = ""
    count: int | None = None
    covers: str = ""
    is_demo: bool = False


def standing_of(answers: Iterable[Answer], per: str = "total") -> Standing:
    """The standing of one activity. `per` is the period of its target: "total" sums all, else the latest year.

    An answer that says nothing does not hide an earlier one that does: its range tells how old it is.
    """
    said = sorted((a for a in answers if a.status != NOT_REPORTED), key=lambda a: (a.span.last_day, a.span.first_day))
    if not said:
        return Standing()
    latest = said[-1]
    counted = _without_overlap([a for a in said if a.count is not None], latest.span.year if per != "total" else None)
    return Standing(
        status=latest.status,
        period=latest.span.label,
        comment=latest.comment,
        count=sum(a.count or 0 for a in counted) if counted else None,
        covers=covered_text([a.span for a in counted]),
        is_demo=latest.is_demo,
    )


def _without_overlap(answers: list[Answer], year: int | None) -> list[Answer]:
    """Answers that count each month once: a report of the whole year stands before those of its tertials."""
    chosen: list[Answer] = []
    widest_first = sorted(answers, key=lambda a: (a.span.first_day, -a.span.last_day.toordinal()))
    for answer in widest_first:
        if year is not None and answer.span.year != year:
            continue
        if not chosen or answer.span.first_day > chosen[-1].span.last_day:
            chosen.append(answer)
    return chosen
