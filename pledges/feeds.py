"""Atom feeds of what is published, corrected and withdrawn: of the whole country, and of each kommun."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from pledges.models import Municipality, PublicEvent

LATEST = 40


class CountryFeed(Feed):
    """Everything but the demonstration's."""

    feed_type = Atom1Feed
    language = "sv"
    title = "Medborgarlöften: nytt i hela landet"
    subtitle = "Löften, uppföljningar, dokument och nyheter som har publicerats, rättats eller dragits tillbaka."

    def link(self, of: Municipality | None = None) -> str:
        return reverse("start")

    def feed_guid(self, of: Municipality | None = None) -> str:
        return f"{settings.PUBLIC_URL}{self.feed_url(of)}"

    def feed_url(self, of: Municipality | None = None) -> str:
        return reverse("feed")

    def items(self, of: Municipality | None = None):
        return PublicEvent.objects.real().newest(LATEST)

    def item_title(self, item: PublicEvent) -> str:
        return f"{item.get_kind_display()}: {item.subject}"

    def item_description(self, item: PublicEvent) -> str:
        return item.note or f"{item.municipality.official_name}."

    def item_link(self, item: PublicEvent) -> str:
        return item.path

    def item_guid(self, item: PublicEvent) -> str:
        """The same for good, and another for each event of the same thing."""
        return f"{settings.PUBLIC_URL}{item.path}#handelse-{item.pk}"

    def item_pubdate(self, item: PublicEvent):
        return item.happened_at

    item_updateddate = item_pubdate


class MunicipalityFeed(CountryFeed):
    """What happens with one kommun's promises."""

    subtitle = "Löften, uppföljningar, dokument och nyheter från polisen och kommunen."

    def get_object(self, request: HttpRequest, slug: str) -> Municipality:
        return Municipality.objects.get(slug=slug)

    def title(self, of: Municipality) -> str:
        return f"Medborgarlöften i {of.name}" + (" (påhittat för demonstration)" if of.is_demo else "")

    def link(self, of: Municipality) -> str:
        return of.get_absolute_url()

    def feed_url(self, of: Municipality) -> str:
        return reverse("municipality_feed", args=[of.slug])

    def items(self, of: Municipality):
        return PublicEvent.objects.of(of).newest(LATEST)
