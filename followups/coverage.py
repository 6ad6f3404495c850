"""What has been reported and what has not, per year and tertial. Plain values in and out.

The only place that decides it: the public pages, the back office, reminders and the open data all read this.
A tertial is reported when all its months are: one of which a half-year tells a part waits for the other half.
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


STATE_TEXT = {
    CoverageState.REPORTED: "Redovisad",
    CoverageState.REPORTED_LATE: "Redovisad sent",
    CoverageState.UPCOMING: "Pågår",
    CoverageState.DUE: "Väntas",
    CoverageState.LATE: "Försenad",
    CoverageState.MISSING: "Saknas",
    CoverageState.OUTSIDE: "Inget löfte",
}


@dataclass(frozen=True)
class Report:
    """A published follow-up; `reported_on` is None when the day is unknown. `subject` is the caller's own."""

    span: ReportingRange
    reported_on: datetime.date | None = None
    subject: object = field(default=None, compare=False)


@dataclass(frozen=True)
class Block:
    """One or several tertials of a year that one state describes; several when a report covers them together.

    `reports` tell of them; where the state is not that they are reported, only of a part.
    """

    tertials: tuple[Tertial, ...]
    state: CoverageState
    due: datetime.date
    reports: tuple[Report, ...] = ()

    @property
    def is_reported(self) -> bool:
        return self.state in (CoverageState.REPORTED, CoverageState.REPORTED_LATE)

    @property
    def span(self) -> ReportingRange:
        """The range of a report of the block: the other half-year where one half is told of, else the tertials."""
        first, last = self.tertials[0], self.tertials[-1]
        halves = {report.span.half for report in self.reports} - {None}
        if len(halves) == 1 and len(self.tertials) == 2 and not self.is_reported:
            return ReportingRange(first.year, half=3 - halves.pop())
        return ReportingRange(first.year, first.number, last.number)


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


def summarised(span: ReportingRange, published: Sequence[ReportingRange]) -> list[ReportingRange]:
    """Which of the published ranges one of a half-year or of the whole year sums up, in order of time."""
    if not (span.half or span.months == (1, 12)):
        return []
    return sorted((one for one in published if one != span and _holds(span, one)), key=_in_time)


def clashes(span: ReportingRange, published: Sequence[ReportingRange]) -> list[ReportingRange]:
    """Which of the published ranges tell of the same months as this one, without either summing up the other.

    A whole year or a half-year may stand beside the reports of its parts, since it sums them up. Tertial 1–2
    beside tertial 1 would be two answers about the same months, of which nobody could tell which holds.
    """
    return [
        one
        for one in sorted(published, key=_in_time)
        if one != span
        and one.first_day <= span.last_day
        and span.first_day <= one.last_day
        and one not in summarised(span, [one])
        and span not in summarised(one, [span])
    ]


def _holds(wide: ReportingRange, narrow: ReportingRange) -> bool:
    return wide.first_day <= narrow.first_day and narrow.last_day <= wide.last_day


def _in_time(span: ReportingRange) -> tuple[datetime.date, datetime.date]:
    return span.first_day, span.last_day


def _blocks(
    year: int, owed: set[Tertial], reports: list[Report], today: datetime.date, due_months: int
) -> tuple[Block, ...]:
    found = []
    for tertials in _kept_together(year, reports):
        inside = tuple(sorted((r for r in reports if _touches(r, tertials)), key=lambda r: _in_time(r.span)))
        due = tertials[-1].due(due_months)
        is_told = all(_is_told(tertial, reports) for tertial in tertials)
        state = _reported(inside, due) if is_told else _unreported(tertials, owed, today, due_months)
        found.append(Block(tertials, state, due, inside))
    return tuple(found)


def _touches(report: Report, tertials: Sequence[Tertial]) -> bool:
    return bool(set(report.span.tertials) & set(tertials))


def _is_told(tertial: Tertial, reports: list[Report]) -> bool:
    """Whether reports tell of all four months."""
    told = {month for report in reports for month in range(report.span.months[0], report.span.months[1] + 1)}
    return told >= set(range(tertial.first_day.month, tertial.last_day.month + 1))


def _kept_together(year: int, reports: list[Report]) -> list[tuple[Tertial, ...]]:
    """The year's tertials, those joined that some report tells of together.

    One that is half told is joined with the untold one beside it: the other half-year will tell of both.
    """
    blocks: list[tuple[Tertial, ...]] = []
    for number in (1, 2, 3):
        tertial = Tertial(year, number)
        if blocks and _belong_together(blocks[-1][-1], tertial, reports):
            blocks[-1] = (*blocks[-1], tertial)
        else:
            blocks.append((tertial,))
    return blocks


def _belong_together(before: Tertial, after: Tertial, reports: list[Report]) -> bool:
    told = [_is_told(tertial, reports) for tertial in (before, after)]
    if any(told):
        return all(told) and any({before, after} <= set(report.span.tertials) for report in reports)
    return any(_touches(report, (before, after)) for report in reports)


def _reported(reports: tuple[Report, ...], due: datetime.date) -> CoverageState:
    days = [report.reported_on for report in reports]
    late = all(day is not None and day > due for day in days)
    return CoverageState.REPORTED_LATE if late else CoverageState.REPORTED


def _unreported(
    tertials: Sequence[Tertial], owed: set[Tertial], today: datetime.date, due_months: int
) -> CoverageState:
    tertial = max(owed & set(tertials), default=None)
    if tertial is None:
        return CoverageState.OUTSIDE
    if today <= tertial.last_day:
        return CoverageState.UPCOMING
    if today <= tertial.due(due_months):
        return CoverageState.DUE
    return CoverageState.LATE if today <= tertial.next.due(due_months) else CoverageState.MISSING
