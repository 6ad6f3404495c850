"""What has been reported and what has not, per year and tertial. Plain values in and out.

The only place that decides it: the public pages, the back office and the open data all read this.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pledges.tertial import ReportingRange, Tertial, tertials_between


class CoverageState(StrEnum):
    REPORTED = "reported"
    REPORTED_LATE = "reported_late"
    UPCOMING = "upcoming"  # the tertial has not ended
    DUE = "due"  # ended, and the report is not due yet
    LATE = "late"  # due, but by less than a tertial
    MISSING = "missing"
    OUTSIDE = "outside"  # no pledge that is known covers it


@dataclass(frozen=True)
class Report:
    """A published follow-up; `reported_on` is None when the day is unknown. `subject` is the caller's own."""

    span: ReportingRange
    reported_on: datetime.date | None = None
    subject: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Block:
    """One or several tertials of a year that one state describes; several when a report covers them together."""

    tertials: tuple[Tertial, ...]
    state: CoverageState
    due: datetime.date
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True)
class CoverageYear:
    year: int
    blocks: tuple[Block, ...]


def coverage(
    periods: Sequence[tuple[datetime.date, datetime.date]],
    reports: Sequence[Report],
    today: datetime.date,
    due_months: int,
) -> list[CoverageYear]:
    """The years of some pledges and their reports, newest first, each with its three tertials in blocks.

    `periods` are first and last day of each pledge; reports outside them are shown too. `today` is a day
    in Europe/Stockholm; a report is due `due_months` months after its tertial.
    """
    owed = {tertial for first, last in periods for tertial in tertials_between(first, last)}
    years = {tertial.year for tertial in owed} | {report.span.year for report in reports}
    if not years:
        return []
    return [
        CoverageYear(year, _blocks(year, owed, [r for r in reports if r.span.year == year], today, due_months))
        for year in range(max(years), min(years) - 1, -1)
    ]


def _blocks(
    year: int, owed: set[Tertial], reports: list[Report], today: datetime.date, due_months: int
) -> tuple[Block, ...]:
    found = []
    for tertials in _kept_together(year, reports):
        inside = tuple(
            sorted(
                (r for r in reports if set(r.span.tertials) & set(tertials)),
                key=lambda r: (r.span.first_day, r.span.last_day),
            )
        )
        due = tertials[-1].due(due_months)
        state = _reported(inside, due) if inside else _unreported(tertials[0], owed, today, due_months)
        found.append(Block(tertials, state, due, inside))
    return tuple(found)


def _kept_together(year: int, reports: list[Report]) -> list[tuple[Tertial, ...]]:
    """The year's tertials, those that some report covers together joined."""
    blocks: list[tuple[Tertial, ...]] = []
    for number in (1, 2, 3):
        tertial = Tertial(year, number)
        joined = blocks and any({blocks[-1][-1], tertial} <= set(report.span.tertials) for report in reports)
        if joined:
            blocks[-1] = (*blocks[-1], tertial)
        else:
            blocks.append((tertial,))
    return blocks


def _reported(reports: tuple[Report, ...], due: datetime.date) -> CoverageState:
    days = [report.reported_on for report in reports]
    late = all(day is not None and day > due for day in days)
    return CoverageState.REPORTED_LATE if late else CoverageState.REPORTED


def _unreported(tertial: Tertial, owed: set[Tertial], today: datetime.date, due_months: int) -> CoverageState:
    if tertial not in owed:
        return CoverageState.OUTSIDE
    if today <= tertial.last_day:
        return CoverageState.UPCOMING
    if today <= tertial.due(due_months):
        return CoverageState.DUE
    return CoverageState.LATE if today <= tertial.next.due(due_months) else CoverageState.MISSING
