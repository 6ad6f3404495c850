"""Täckning as open data: for each kommun and tertial whether it is reported, due, late or missing."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from followups.coverage import Block, CoverageState, Report, coverage
from followups.models import FollowUp
from followups.panels import STATE_TEXT
from followups.querysets.coverage import with_tertials_to_tell
from followups.reporting import periods
from pledges.models import Municipality, PledgeEdition
from pledges.opendata.columns import (
    CODE,
    COMMON_KEYWORDS,
    ID,
    JUSTICE,
    NAME,
    OF_COUNTY,
    OF_MUNICIPALITY,
    TERTIALLY,
    place,
)
from pledges.tertial import ReportingRange, Tertial
from portal.opendata.addresses import absolute
from portal.opendata.datasets import Dataset
from portal.opendata.fields import Field, Kind, Record, Words


def coverage_records(municipalities: Sequence[Municipality]) -> list[list[Record]]:
    """Two questions, for the pledges and the reports of all of them."""
    pledges: dict[str, list] = {one.pk: [] for one in municipalities}
    reports: dict[str, list[Report]] = {one.pk: [] for one in municipalities}
    for row in PledgeEdition.objects.current().of_any(pledges).periods():
        pledges[row.pledge__municipality_id].append(row)
    for row in FollowUp.objects.published().in_municipalities(list(reports)).report_rows():
        span = ReportingRange(row.year, row.first_tertial, row.last_tertial, row.half_year)
        reports[row.municipality_id].append(Report(span, row.reported_on, row))
    return [records_of(one, pledges[one.pk], reports[one.pk]) for one in municipalities]


def records_of(municipality: Municipality, pledges: list, reports: list[Report]) -> list[Record]:
    """The tertials of one kommun, the oldest first."""
    years = coverage(periods(pledges), reports, timezone.localdate(), settings.REPORT_DUE_MONTHS)
    return [
        record_of(municipality, tertial, block)
        for year in reversed(years)
        for block in year.blocks
        for tertial in block.tertials
    ]


def record_of(municipality: Municipality, tertial: Tertial, block: Block) -> Record:
    rows = [report.subject for report in block.reports]
    return {
        "id": f"{municipality.code}-{tertial.year}-t{tertial.number}",
        **place(municipality),
        "year": tertial.year,
        "tertial": tertial.number,
        "state": block.state.value,
        "stateText": STATE_TEXT[block.state],
        "dueOn": None if block.state == CoverageState.OUTSIDE else block.due.isoformat(),
        "followUpIds": [str(row.pk) for row in rows],
        "followUpUrls": [absolute(reverse("follow_up", args=[municipality.slug, row.slug])) for row in rows],
        "isDemo": any(row.is_demo for row in rows),
    }


COVERAGE = Dataset(
    slug="tackning",
    schema="Tackning",
    title=Words("Täckning", "Coverage"),
    description=Words(
        "Vad som är redovisat och vad som saknas, för varje kommun, år och tertial med ett känt medborgarlöfte.",
        "What has been reported and what is missing, for each municipality, year and tertial with a known pledge.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=TERTIALLY,
    parents=lambda: with_tertials_to_tell(Municipality.objects.real()),
    order=("code",),
    size="tertials_to_tell",
    records=coverage_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY),
    fields=(
        ID,
        CODE,
        NAME,
        Field("year", Kind.INTEGER, "År", "Året.", "The year.", 2026, required=True),
        Field("tertial", Kind.INTEGER, "Tertial", "1, 2 eller 3.", "1, 2 or 3.", 1, required=True),
        Field(
            "state",
            Kind.TEXT,
            "Läge",
            "reported: redovisad. reported_late: redovisad sent. upcoming: tertialet pågår. due: väntas. late: "
            "försenad. missing: saknas. outside: inget löfte som är känt.",
            "reported, reported_late, upcoming (not over yet), due, late, missing, outside (no known pledge).",
            "reported",
            required=True,
            choices=tuple(CoverageState),
        ),
        Field("stateText", Kind.TEXT, "Läge i ord", "Läget på svenska.", "In Swedish.", "Redovisad", required=True),
        Field("dueOn", Kind.DAY, "Sista dag", "Sista dagen att redovisa.", "Last day to report.", "2026-05-31"),
        Field(
            "followUpIds",
            Kind.TEXTS,
            "Uppföljningar",
            "Id för de uppföljningar som redovisar tertialet, i datamängden uppfoljningar.",
            "Ids of the follow-ups that report on it, in the dataset uppfoljningar.",
            ["31"],
            required=True,
        ),
        Field("followUpUrls", Kind.TEXTS, "Deras webbadresser", "Deras sidor.", "Their pages.", required=True),
        Field(
            "isDemo",
            Kind.BOOLEAN,
            "Påhittat",
            "Sant när en av uppföljningarna är påhittad för demonstration.",
            "True when one of the follow-ups is invented for demonstration.",
            False,
            required=True,
        ),
    ),
)
