"""What many kommuner have reported and what is on its way, in as many questions as for one."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from followups.coverage import Block, CoverageYear, Report, coverage
from followups.models import FollowUp
from pledges.models import Municipality, Pledge, PledgeEdition, Stage
from pledges.tertial import ReportingRange


@dataclass(frozen=True)
class Reporting:
    """One kommun: its coverage of the years that were asked for, its published pledges and all its follow-ups."""

    municipality: Municipality
    years: list[CoverageYear]
    pledges: list
    follow_ups: list[FollowUp]

    def under_way(self, block: Block) -> list[FollowUp]:
        """What tells of the block, or is to, and has not been published as it is now."""
        own = [one for one in self.follow_ups if set(one.range.tertials) & set(block.tertials)]
        return [one for one in own if not one.is_published or one.stage != Stage.EDITING]

    def begin_address(self, block: Block) -> str:
        """Where a report of the block is begun, with its pledge filled in; "" when no pledge covers it."""
        covering = self.covering(block)
        return begin_address(covering[-1].pledge_id, block.span) if covering else ""

    def covering(self, block: Block) -> list:
        """The known pledges that are in force in some of the block's time, the latest last."""
        span = block.span
        known = [one for one in self.pledges if one.availability != Pledge.Availability.MENTIONED]
        return [one for one in known if one.starts_on <= span.last_day and span.first_day <= one.ends_on]


def reporting(municipalities: Iterable[Municipality], years: Iterable[int], day: datetime.date) -> list[Reporting]:
    """What the kommuner have reported of the years, as it stands on the day. Three questions, however many."""
    places = list(municipalities)
    years, codes = set(years), [place.pk for place in places]
    pledges: dict[str, list] = {code: [] for code in codes}
    for row in PledgeEdition.objects.current().of_any(codes).periods():
        pledges[row.pledge__municipality_id].append(row)
    follow_ups: dict[str, list[FollowUp]] = {code: [] for code in codes}
    for found in FollowUp.objects.for_overview(codes, years):
        follow_ups[found.municipality_id].append(found)
    return [_one(place, pledges[place.pk], follow_ups[place.pk], years, day) for place in places]


def _one(
    place: Municipality, pledges: list, follow_ups: list[FollowUp], years: set[int], day: datetime.date
) -> Reporting:
    for found in follow_ups:
        found.municipality = place
    reports = [Report(found.range, found.reported_on, found) for found in follow_ups if found.is_published]
    rows = coverage(periods(pledges), reports, day, settings.REPORT_DUE_MONTHS)
    return Reporting(place, [row for row in rows if row.year in years], pledges, follow_ups)


def periods(editions: Sequence[PledgeEdition]) -> list[tuple[datetime.date, datetime.date]]:
    """The days on which a known pledge is owed follow-up; one that is only mentioned is not."""
    mentioned = Pledge.Availability.MENTIONED
    return [(edition.starts_on, edition.ends_on) for edition in editions if edition.availability != mentioned]


def writing_address(follow_up: FollowUp) -> str:
    """Where one goes on writing a follow-up: its answers, or its form when they are not given here."""
    page = "answers" if follow_up.is_answered_here else "change"
    return reverse(f"admin:followups_followup_{page}", args=[follow_up.pk])


def begin_address(pledge: int, span: ReportingRange) -> str:
    """The address of a new follow-up with pledge and period filled in."""
    query = urlencode({"pledge": pledge, "year": span.year, "span": span.slug.partition("-")[2]})
    return f"{reverse('admin:followups_followup_add')}?{query}"
