"""A theme or a method across the country: what it is, where it is found, and how it goes with what is done."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.models import Method, Theme
from pledges.pages.base import Page, site_notices, today
from pledges.pages.search import Asked, Hit
from pledges.summaries import summary
from portal.models import SearchEntry
from portal.wording import paragraphs

Term = Theme | Method
SHOWN = 40  # of the latest; the rest is a search away


@dataclass(frozen=True)
class Kind:
    """What makes a theme's pages differ from a method's: facet of the search, route, words."""

    model: type[Term]
    facet: str
    route: str
    name: str
    plural: str
    found_as: str  # which kind of entry is listed
    feed_route: str = ""  # of what can be followed


THEMES = Kind(Theme, "tema", "theme", "Tema", "Teman", "lofte", "theme_feed")
METHODS = Kind(Method, "metod", "method", "Metod", "Metoder", "aktivitet")


@dataclass(kw_only=True)
class TopicsPage(Page):
    """`rows` are {"name", "address", "count", "explanation"} of what is found somewhere."""

    rows: list[dict]


@dataclass(kw_only=True)
class TopicPage(Page):
    """`summary` counts the activities that belong to it; `hits` are the latest promises or activities.

    `topic` is what it is called where it is followed, `feed` its feed's address, "" for what has none.
    """

    explanation: list[str]
    hits: Sequence[Hit]
    hits_heading: str
    summary: dict
    municipality_count: int
    is_capped: bool
    search_address: str
    topic: str
    feed: str


def topics_page(kind: Kind) -> TopicsPage:
    counts = SearchEntry.objects.counts_of(kind.facet)
    return TopicsPage(
        title=kind.plural,
        heading=kind.plural,
        description=f"{kind.plural} i medborgarlöften över hela landet.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        rows=[
            {
                "name": str(term),
                "address": reverse(kind.route, args=[term.slug]),
                "count": counts[term.slug],
                "explanation": next(iter(paragraphs(term.explanation)), ""),
            }
            for term in kind.model.objects.with_slugs(counts)
        ],
    )


def topic_page(kind: Kind, term: Term) -> TopicPage:
    """The page of one theme or method. Four questions."""
    facets = [f"{kind.facet}:{term.slug}"]
    entries = list(SearchEntry.objects.latest_with([*facets, f"slag:{kind.found_as}"], SHOWN + 1))
    counted = SearchEntry.objects.facets_of([*facets, "slag:aktivitet"])
    statuses = {facet.removeprefix("lage:"): count for facet, count in counted.items() if facet.startswith("lage:")}
    places = SearchEntry.objects.facets_of(facets)
    return TopicPage(
        title=f"{term} – medborgarlöften i landet",
        heading=str(term),
        description=f"Vad som lovas och görs om {str(term).lower()} i landets medborgarlöften.",
        crumbs=[("Start", reverse("start")), (kind.plural, reverse(f"{kind.route}_list"))],
        notices=site_notices(today()),
        explanation=paragraphs(term.explanation),
        hits=[Hit(entry.title, entry.address, entry.where, "", entry.is_demo) for entry in entries[:SHOWN]],
        hits_heading="Löften" if kind.found_as == "lofte" else "Aktiviteter",
        summary=summary(status for status, count in statuses.items() for _ in range(count)),
        municipality_count=sum(facet.startswith("kommun:") for facet in places),
        is_capped=len(entries) > SHOWN,
        search_address=Asked(str(term), {kind.facet: term.slug}).address(),
        topic=facets[0],
        feed=reverse(kind.feed_route, args=[term.slug]) if kind.feed_route else "",
    )
