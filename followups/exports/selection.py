"""What is asked for, found: the published follow-ups in order, and the kommuner that lack one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from followups.coverage import STATE_TEXT, Block, CoverageState, Report, coverage
from followups.exports.places import Place
from followups.models import FollowUp
from followups.panels import DETAIL, periods
from pledges.models import Municipality, PledgeEdition
from pledges.tertial import ReportingRange, Tertial, numbers_text
from portal.wording import NBSP, day_text, figure

LACKING = frozenset(CoverageState) - {CoverageState.REPORTED, CoverageState.REPORTED_LATE}


@dataclass(frozen=True)
class Gap:
    """Tertials of a kommun that no published follow-up covers. `due` is the last one's day."""

    municipality: Municipality
    year: int
    tertials: tuple[int, ...]
    state: CoverageState
    due: datetime.date

    @property
    def state_text(self) -> str:
        return STATE_TEXT[self.state]

    @property
    def in_words(self) -> str:
        """ "Saknas. Skulle ha publicerats 31 januari 2021"."""
        detail = DETAIL.get(self.state, "").format(due=day_text(self.due))
        return f"{self.state_text}. {detail}" if detail else self.state_text

    @property
    def label(self) -> str:
        return f"Tertial{NBSP}{numbers_text(list(self.tertials))} {self.year}"


@dataclass(frozen=True)
class Selection:
    """The follow-ups have their kommun and current edition, without its content; both lists are kommun by kommun."""

    place: Place
    year: int
    tertials: tuple[int, ...]
    follow_ups: Sequence[FollowUp]
    gaps: Sequence[Gap]

    @property
    def period(self) -> str:
        return f"tertial{NBSP}{numbers_text(list(self.tertials))} {self.year}"

    @property
    def told(self) -> str:
        """ "3 uppföljningar för Gislaved, tertial 3 2020"."""
        many = len(self.follow_ups)
        return f"{figure(many)} {'uppföljning' if many == 1 else 'uppföljningar'} för {self.place.name}, {self.period}"

    @property
    def is_demo(self) -> bool:
        return any(one.is_demo or one.municipality.is_demo for one in self.follow_ups)


def select(place: Place, year: int, tertials: Iterable[int], day: datetime.date) -> Selection:
    """What is published of the place's tertials of the year, as it stands on the day. Three queries."""
    wanted = tuple(sorted(set(tertials)))
    of_year = list(FollowUp.objects.published().of_year(year, place.codes))
    chosen = [one for one in of_year if {tertial.number for tertial in one.range.tertials} & set(wanted)]
    return Selection(place, year, wanted, chosen, gaps(place, year, wanted, of_year, day))


def gaps(place: Place, year: int, wanted: tuple[int, ...], follow_ups: list[FollowUp], day: datetime.date) -> list[Gap]:
    """What the kommuner of the place have not reported, as followups.coverage has it."""
    reports: dict[str, list[Report]] = {}
    for one in follow_ups:
        reports.setdefault(one.municipality_id, []).append(Report(one.range, one.reported_on))
    pledges: dict[str, list] = {}
    for row in PledgeEdition.objects.current().of_any(place.codes).periods():
        pledges.setdefault(row.pledge__municipality_id, []).append(row)
    found = []
    for kommun in Municipality.objects.with_codes(place.codes).in_order():
        owed = periods(pledges.get(kommun.pk, []))
        years = coverage(owed, reports.get(kommun.pk, []), day, settings.REPORT_DUE_MONTHS)
        blocks = next((one.blocks for one in years if one.year == year), nothing_owed(year))
        found += lacking(kommun, [block for block in blocks if block.tertials[0].number in wanted])
    return found


def nothing_owed(year: int) -> tuple[Block, ...]:
    """A year on which no known pledge says anything."""
    tertials = [Tertial(year, number) for number in (1, 2, 3)]
    return tuple(Block((one,), CoverageState.OUTSIDE, one.due(settings.REPORT_DUE_MONTHS)) for one in tertials)


def lacking(kommun: Municipality, blocks: list[Block]) -> list[Gap]:
    """One for each tertial that lacks a report, in order of time; those that no pledge asks for together, last."""
    missing = [block for block in blocks if block.state in LACKING and block.state != CoverageState.OUTSIDE]
    outside = [block for block in blocks if block.state == CoverageState.OUTSIDE]
    groups = [[block] for block in missing] + ([outside] if outside else [])
    return [
        Gap(
            kommun,
            group[0].tertials[0].year,
            tuple(block.tertials[0].number for block in group),
            group[0].state,
            group[-1].due,
        )
        for group in groups
    ]


def tertials_text(span: ReportingRange) -> str:
    """A range's tertials without the year: "1–2", "3", "halvår 1"."""
    return f"halvår {span.half}" if span.half else numbers_text([tertial.number for tertial in span.tertials])
