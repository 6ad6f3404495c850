"""Atom feeds of what is published, corrected and withdrawn: of the country, a kommun, a police area and a theme."""

import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page, require_safe

from pledges.models import LocalPoliceArea, Municipality, PublicEvent, Theme
from pledges.pages.base import today
from pledges.versions import of_area, of_municipality
from portal.store.declaring import everything, stored

LATEST = 40
BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
INVENTED = " (påhittat för demonstration)"


class LastingAtom(Atom1Feed):
    """An empty feed was not changed a moment ago, each time that it is asked for."""

    def latest_post_date(self) -> datetime.datetime:
        return super().latest_post_date() if self.items else BEGINNING


class CountryFeed(Feed):
    """Everything but the demonstration's. What is withdrawn is told of as that alone."""

    feed_type = LastingAtom
    language = "sv"
    author_name = settings.PORTAL_NAME
    title = "Medborgarlöften: nytt i hela landet"
    subtitle = "Löften, uppföljningar, dokument och nyheter som har publicerats, rättats eller dragits tillbaka."

    def events(self, of=None) -> QuerySet[PublicEvent]:
        return PublicEvent.objects.real()

    def path(self, of=None) -> str:
        """Where the feed itself is."""
        return reverse("feed")

    def page(self, of=None) -> str:
        """The page that it belongs to."""
        return reverse("start")

    def link(self, of=None) -> str:
        return settings.PUBLIC_URL + self.page(of)

    def feed_url(self, of=None) -> str:
        return settings.PUBLIC_URL + self.path(of)

    feed_guid = feed_url

    def items(self, of=None) -> QuerySet[PublicEvent]:
        return self.events(of).standing().newest(LATEST)

    def item_title(self, item: PublicEvent) -> str:
        return f"{item.get_kind_display()}: {item.headline}"

    def item_description(self, item: PublicEvent) -> str:
        return item.note or f"{item.municipality.official_name}."

    def item_link(self, item: PublicEvent) -> str:
        return settings.PUBLIC_URL + item.path

    def item_guid(self, item: PublicEvent) -> str:
        """The same for good, and another for each event of the same thing."""
        return f"{self.item_link(item)}#handelse-{item.pk}"

    def item_pubdate(self, item: PublicEvent) -> datetime.datetime:
        return item.happened_at

    item_updateddate = item_pubdate


class MunicipalityFeed(CountryFeed):
    """What happens with one kommun's promises."""

    subtitle = "Löften, uppföljningar, dokument och nyheter från polisen och kommunen."

    def get_object(self, request: HttpRequest, slug: str) -> Municipality:
        return Municipality.objects.get(slug=slug)

    def title(self, of: Municipality) -> str:
        return f"Medborgarlöften i {of.name}" + (INVENTED if of.is_demo else "")

    def page(self, of: Municipality) -> str:
        return of.get_absolute_url()

    def path(self, of: Municipality) -> str:
        return reverse("municipality_feed", args=[of.slug])

    def events(self, of: Municipality) -> QuerySet[PublicEvent]:
        return PublicEvent.objects.of(of)


class AreaFeed(MunicipalityFeed):
    """What happens in the kommuner that a lokalpolisområde covers today."""

    subtitle = "Löften, uppföljningar, dokument och nyheter från kommunerna i området."

    def get_object(self, request: HttpRequest, slug: str) -> LocalPoliceArea:
        found = LocalPoliceArea.objects.get(slug=slug)
        found.covered = Municipality.objects.in_area(slug, today())
        found.is_demo = found.covered.exists() and not found.covered.real().exists()
        return found

    def title(self, of: LocalPoliceArea) -> str:
        return f"Medborgarlöften i lokalpolisområde {of.name}" + (INVENTED if of.is_demo else "")

    def path(self, of: LocalPoliceArea) -> str:
        return reverse("area_feed", args=[of.slug])

    def events(self, of: LocalPoliceArea) -> QuerySet[PublicEvent]:
        return PublicEvent.objects.in_municipalities(of.covered)


class ThemeFeed(CountryFeed):
    """What happens in the country with the promises about a theme; of the demonstration nothing."""

    subtitle = "Löften, uppföljningar, dokument och nyheter i hela landet som rör temat."

    def get_object(self, request: HttpRequest, slug: str) -> Theme:
        return Theme.objects.get(slug=slug)

    def title(self, of: Theme) -> str:
        return f"Medborgarlöften om {of.name.lower()}"

    def page(self, of: Theme) -> str:
        return reverse("theme", args=[of.slug])

    def path(self, of: Theme) -> str:
        return reverse("theme_feed", args=[of.slug])

    def events(self, of: Theme) -> QuerySet[PublicEvent]:
        return PublicEvent.objects.real().about(of)


country, municipality, area, theme = (
    stored(names)(require_safe(conditional_page(feed())))
    for feed, names in (
        (CountryFeed, everything),
        (MunicipalityFeed, of_municipality),
        (AreaFeed, of_area),
        (ThemeFeed, everything),
    )
)
