"""The public addresses of the follow-ups (settings.PUBLIC_ADDRESSES): across the country, and of each kommun."""

from collections.abc import Iterator

from django.urls import reverse

from followups.models import FollowUp, FollowUpEdition
from pledges.models import LocalPoliceArea, Municipality
from portal.public_addresses import in_pages

AROUND = ("overview", "overview_table", "comparison")
OF_A_FOLLOW_UP = ("follow_up", "follow_up_pdf", "follow_up_json", "follow_up_picture")
OF_AN_EDITION = (
    "follow_up_edition", "follow_up_edition_pdf", "follow_up_edition_json", "follow_up_edition_picture",
)  # fmt: skip


def country() -> Iterator[str]:
    """The pages and calendars that are not about one kommun."""
    yield from map(reverse, AROUND)
    for area in LocalPoliceArea.objects.all():
        yield reverse("area_calendar", args=[area.slug])


def belongings() -> Iterator[str]:
    """Each kommun's calendar, its follow-ups with file, data and picture, and each edition of them."""
    for municipality in Municipality.objects.in_order():
        yield reverse("municipality_calendar", args=[municipality.slug])
    for found in in_pages(FollowUp.objects.once_public().for_address()):
        keys = [found.municipality.slug, found.slug]
        yield from (reverse(name, args=keys) for name in OF_A_FOLLOW_UP)
    for edition in in_pages(FollowUpEdition.objects.for_address()):
        keys = [edition.follow_up.municipality.slug, edition.follow_up.slug, edition.number]
        yield from (reverse(name, args=keys) for name in OF_AN_EDITION)
