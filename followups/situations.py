"""Where kommuner stand, from their rows in the overview: which pledge, what is reported of a year, how it goes."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from followups.coverage import Block, CoverageState, CoverageYear, Report, coverage
from followups.models import MunicipalityOverview
from pledges.models import Municipality, Pledge
from pledges.summaries import summary
from pledges.tertial import ReportingRange, Tertial

LATEST = 3  # years that the courses of an area's kommuner show


@dataclass(frozen=True)
class Situation:
    """One kommun in one year. `pledge` is the one in force on the day, or else the newest; None without any.

    `blocks` are the year's tertials (followups.coverage); `years` has them by year, for that one and the latest few;
    `summary` counts the activities of the newest pledge.
    """

    municipality: Municipality
    pledge: dict | None
    in_force: bool
    blocks: tuple[Block, ...]
    years: dict[int, tuple[Block, ...]]
    summary: dict
    is_demo: bool

    def block_of(self, tertial: Tertial) -> Block:
        return next(block for block in self.blocks if tertial in block.tertials)

    def course(self, shown: Iterable[int], due_months: int) -> list[CoverageYear]:
        """These years, whether the kommun had a pledge then or not."""
        return [CoverageYear(year, self.years.get(year) or without_pledge(year, due_months)) for year in shown]


def situations(
    municipalities: Iterable[Municipality],
    overviews: Iterable[MunicipalityOverview],
    *,
    year: int,
    day: datetime.date,
    due_months: int,
) -> list[Situation]:
    """One for each kommun, in their order; those without a row have no pledge."""
    rows = {row.pk: row for row in overviews}
    return [
        situation_of(one, rows.get(one.pk) or MunicipalityOverview(municipality=one), year, day, due_months)
        for one in municipalities
    ]


def situation_of(
    municipality: Municipality, row: MunicipalityOverview, year: int, day: datetime.date, due_months: int
) -> Situation:
    known = [pledge for pledge in row.pledges if pledge["availability"] != Pledge.Availability.MENTIONED]
    current = next((one for one in row.pledges if one["starts_on"] <= day.isoformat() <= one["ends_on"]), None)
    told = {year, *latest_years(known, day)}
    periods = [(_day(pledge["starts_on"]), _day(pledge["ends_on"])) for pledge in known if spans(pledge, told)]
    reports = [report_of(report) for report in row.reports if report["year"] in told]
    years = {one.year: one.blocks for one in coverage(periods, reports, day, due_months) if one.year in told}
    return Situation(
        municipality=municipality,
        pledge=current or next(iter(row.pledges), None),
        in_force=current is not None,
        blocks=years.get(year) or without_pledge(year, due_months),
        years=years,
        summary=summary(Counter(row.statuses).elements()),
        is_demo=municipality.is_demo or row.has_demo_answers,
    )


def latest_years(pledges: Iterable[dict], day: datetime.date) -> range:
    """The last few years, to this one, that the pledges tell of; what is older is only told when asked for."""
    last = min(max((int(pledge["ends_on"][:4]) for pledge in pledges), default=day.year), day.year)
    return range(last - LATEST + 1, last + 1)


def spans(pledge: dict, years: Iterable[int]) -> bool:
    """Whether the pledge is in force in any of the years."""
    return any(pledge["starts_on"][:4] <= str(year) <= pledge["ends_on"][:4] for year in years)


def report_of(report: dict) -> Report:
    span = ReportingRange(report["year"], report["first"], report["last"], report["half"])
    return Report(span, _day(report["reported_on"]) if report["reported_on"] else None, report["slug"])


def without_pledge(year: int, due_months: int) -> tuple[Block, ...]:
    tertials = [Tertial(year, number) for number in (1, 2, 3)]
    return tuple(Block((tertial,), CoverageState.OUTSIDE, tertial.due(due_months)) for tertial in tertials)


def tertial_to_tell(year: int, day: datetime.date) -> Tertial:
    """The latest tertial of the year that had ended on the day; the first when none had."""
    ended = [Tertial(year, number) for number in (1, 2, 3) if Tertial(year, number).last_day < day]
    return ended[-1] if ended else Tertial(year, 1)


def counted(found: Sequence[Situation], tertial: Tertial) -> Counter:
    """How many kommuner are in each state of that tertial."""
    return Counter(one.block_of(tertial).state for one in found)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
