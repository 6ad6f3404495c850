"""Calendars of a kommun and of an area: what will happen on a day, and when it is to be told how things go."""

import datetime
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from followups.coverage import Block, CoverageState
from followups.reporting import Reporting, reporting
from pledges.addresses import public_address
from pledges.models import LocalPoliceArea, Municipality, PledgeEdition
from portal.calendars import Entry, calendar

FIRST_YEAR, AHEAD = 2015, 5  # years


def municipality_calendar(municipality: Municipality, day: datetime.date) -> bytes:
    """The kommun's calendar. Four questions."""
    name = f"Medborgarlöften i {municipality.name}"
    return _calendar(name, "municipality_calendar", municipality, [municipality], day)


def area_calendar(area: LocalPoliceArea, day: datetime.date) -> bytes:
    """That of the kommuner which the area covers on the day. Five questions."""
    covered = Municipality.objects.in_area(area.slug, day)
    return _calendar(f"Medborgarlöften i lokalpolisområde {area.name}", "area_calendar", area, list(covered), day)


def _calendar(name: str, route: str, of, municipalities: list[Municipality], day: datetime.date) -> bytes:
    invented = " (påhittat för demonstration)" if any(one.is_demo for one in municipalities) else ""
    return calendar(
        name + invented,
        address=settings.PUBLIC_URL + reverse(route, args=[of.slug]),
        page=public_address(of),
        host=urlsplit(settings.PUBLIC_URL).hostname,
        entries=[*happening(municipalities), *owing(municipalities, day)],
    )


def happening(municipalities: Iterable[Municipality]) -> Iterator[Entry]:
    """The activities of published pledges that take place on known days."""
    names = {one.pk: one.name for one in municipalities}
    for edition in PledgeEdition.objects.current().of_any(list(names)).with_events():
        pledge = edition.pledge
        for activity in edition.events:
            yield Entry(
                key=f"aktivitet-{activity['id']}",
                first=datetime.date.fromisoformat(activity["happens"]["on"]),
                last=datetime.date.fromisoformat(activity["happens"]["until"]),
                summary=f"{names[pledge.municipality_id]}: {activity['text']}",
                description=". ".join(filter(None, [edition.title, activity["responsible_text"], *activity["places"]])),
                address=public_address(pledge),
                changed=edition.published_at,
            )


def owing(municipalities: Iterable[Municipality], day: datetime.date) -> Iterator[Entry]:
    """The last day to publish each follow-up, also of those that have been published."""
    for row in reporting(municipalities, range(FIRST_YEAR, day.year + AHEAD), day):
        for block in (block for year in row.years for block in year.blocks):
            if block.state != CoverageState.OUTSIDE:
                yield _due(row, block)


def _due(row: Reporting, block: Block) -> Entry:
    place, label = row.municipality, block.span.label
    promised = [one.published_at for one in row.covering(block)]
    told = [report.subject.state_changed_at for report in block.reports]
    return Entry(
        key=f"redovisning-{place.pk}-{block.span.slug}",
        first=block.due,
        last=block.due,
        summary=f"{place.name}: sista dag att redovisa {label[0].lower()}{label[1:]}",
        description="Senast i dag ska polisen och kommunen ha berättat hur det går med det de har lovat.",
        address=public_address(place),
        changed=max(promised + told),
    )
