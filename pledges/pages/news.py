"""News: the list of the whole country, and one item."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.content_parts import quote_content
from pledges.contents import photo
from pledges.hidden_names import hidden_in, named_in, without
from pledges.models import NewsItem, Notice
from pledges.pages.base import Page, site_notices, today
from pledges.pages.municipality import crumbs
from portal.wording import day_text, paragraphs

NEWEST = 50


@dataclass(kw_only=True)
class NewsListPage(Page):
    items: Sequence[NewsItem]


@dataclass(kw_only=True)
class NewsItemPage(Page):
    item: NewsItem
    day_text: str
    lead: list[str]
    paragraphs: list[str]
    quotes: list[dict]
    page_owner: str
    photo: dict | None


def news_list_page() -> NewsListPage:
    return NewsListPage(
        title="Nyheter",
        heading="Nyheter",
        description="Nyheter om medborgarlöften i hela landet.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        items=list(NewsItem.objects.published().newest_first()[:NEWEST]),
    )


def news_item_page(item: NewsItem) -> NewsItemPage:
    """The page of a news item, fetched with `for_page()`."""
    municipality = item.municipality
    named = persons(item)
    if named_in(named, ()):
        named, _ = without(named, (), hidden_in(municipality))
    return NewsItemPage(
        title=f"{item.title} – {municipality.name}",
        heading=item.title,
        description=" ".join(item.lead.split())[:200] or f"Nyhet om medborgarlöften i {municipality.name}.",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        notices=list(Notice.objects.shown_on(today(), municipality)),
        is_demo=municipality.is_demo,
        item=item,
        day_text=day_text(item.published_on) if item.published_on else "",
        lead=paragraphs(item.lead),
        paragraphs=paragraphs(item.body),
        quotes=named["quotes"],
        page_owner=named["record"]["page_owner"],
        photo=photo(item),
    )


def persons(item: NewsItem) -> dict:
    """Where persons stand with their names in the item, as in a content."""
    return {
        "quotes": [quote_content(quote) for quote in item.quotes.all()],
        "record": {"page_owner": item.page_owner},
    }
