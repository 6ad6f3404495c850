"""Writes where a kommun stands in public, when something of it is published or withdrawn.

Lists of many kommuner read these rows: as many as there are kommuner, however long the history.
"""

from followups.models import FollowUp, MunicipalityOverview
from pledges.models import Activity, Municipality, Pledge, PledgeEdition, Publishable

PLEDGES_KEPT = 12  # the newest, with every report of their years, so that no year is told by halves
YEARS_KEPT = 12  # of reports where no pledge is public


def after_publication(item: Publishable) -> None:
    if isinstance(item, Pledge | FollowUp):
        refresh(item.municipality)


def refresh(municipality: Municipality) -> MunicipalityOverview:
    """Write the kommun's row anew."""
    row = derived(municipality)
    MunicipalityOverview.objects.put(row)
    return row


def derived(municipality: Municipality) -> MunicipalityOverview:
    """The row as it follows from what is public now. Three questions, one more without a pledge."""
    editions = list(PledgeEdition.objects.current().of(municipality).for_list()[:PLEDGES_KEPT])
    reports = recent_reports(municipality, editions)
    counted = next((edition for edition in editions if edition.availability == Pledge.Availability.FULL), None)
    activities = Activity.objects.of(counted.pledge_id) if counted else Activity.objects.none()
    return MunicipalityOverview(
        municipality=municipality,
        pledges=[pledge_row(edition) for edition in editions],
        reports=[report_row(follow_up) for follow_up in reports],
        statuses=activities.status_counts(),
        has_demo_answers=any(follow_up.is_demo for follow_up in reports),
    )


def rebuild(*, everything: bool) -> tuple[str, int]:
    """Derive the rows that are missing, or all; what they are called, and how many there were."""
    kommuner = Municipality.objects.once_public()
    return "Översikten", len([refresh(one) for one in (kommuner if everything else kommuner.without("overview"))])


def recent_reports(municipality: Municipality, editions: list[PledgeEdition]) -> list[FollowUp]:
    published = FollowUp.objects.published().of(municipality)
    years = [edition.starts_on.year for edition in editions]
    return list(published.since(min(years) if years else published.latest_year() - YEARS_KEPT + 1))


def pledge_row(edition: PledgeEdition) -> dict:
    return {
        "slug": edition.pledge.slug,
        "title": edition.title,
        "part": edition.pledge.part,
        "availability": edition.availability,
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
    }


def report_row(follow_up: FollowUp) -> dict:
    span = follow_up.range
    return {
        "slug": follow_up.slug,
        "year": span.year,
        "first": span.first,
        "last": span.last,
        "half": span.half,
        "reported_on": follow_up.reported_on.isoformat() if follow_up.reported_on else "",
    }
