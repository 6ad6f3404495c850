"""The public addresses of the domain (settings.PUBLIC_ADDRESSES): kommuner, the country, and what kommuner have."""

from collections.abc import Iterator

from django.urls import reverse

from pledges.models import (
    County,
    Document,
    LocalPoliceArea,
    Method,
    Municipality,
    NewsItem,
    Pledge,
    PledgeEdition,
    Promise,
    Theme,
)
from portal.public_addresses import in_pages

AROUND = (
    "start", "municipality_list", "area_list", "news_list", "theme_list", "method_list", "search", "follow", "about",
    "statuses", "easy", "english", "accessibility", "privacy", "open_data", "open_data_trying", "feed",
)  # fmt: skip
OF_A_MUNICIPALITY = ("municipality_feed", "card", "embedding")


def municipalities() -> Iterator[str]:
    """The kommuner's own pages, which everybody comes for."""
    for found in Municipality.objects.in_order():
        yield found.get_absolute_url()


def country() -> Iterator[str]:
    """The pages that are not about one kommun."""
    yield from map(reverse, AROUND)
    for county in County.objects.all():
        yield county.get_absolute_url()
    for area in LocalPoliceArea.objects.all():
        yield area.get_absolute_url()
        yield reverse("area_feed", args=[area.slug])
    for theme in Theme.objects.all():
        yield reverse("theme", args=[theme.slug])
        yield reverse("theme_feed", args=[theme.slug])
    for method in Method.objects.all():
        yield reverse("method", args=[method.slug])


def belongings() -> Iterator[str]:
    """What each kommun has besides its own page."""
    for found in Municipality.objects.in_order():
        yield from (reverse(name, args=[found.slug]) for name in OF_A_MUNICIPALITY)
    for found in Municipality.objects.in_order().with_published_pledge():
        yield reverse("municipality_picture", args=[found.slug])
    yield from pledges()
    for promise in in_pages(Promise.objects.one_of_each_thread()):
        yield reverse("thread", args=[promise.pledge.municipality.slug, promise.thread])
    for rows in (NewsItem.objects.once_public(), Document.objects.once_public().with_file()):
        for item in in_pages(rows.for_address()):
            yield item.get_absolute_url()


def pledges() -> Iterator[str]:
    """Each pledge with its file and picture, and each edition."""
    for pledge in in_pages(Pledge.objects.once_public().for_address()):
        keys = [pledge.municipality.slug, pledge.slug]
        yield from (reverse(name, args=keys) for name in ("pledge", "pledge_pdf", "pledge_picture"))
    for edition in in_pages(PledgeEdition.objects.for_address()):
        keys = [edition.pledge.municipality.slug, edition.pledge.slug, edition.number]
        yield from (reverse(name, args=keys) for name in ("pledge_edition", "pledge_edition_pdf"))
