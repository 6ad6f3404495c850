"""A kommun's pledge on other sites: a small card for a frame, a text to paste, and the page that hands out both."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from pledges.addresses import public_address
from pledges.models import Municipality
from pledges.pages.base import Page, site_notices, today
from pledges.pages.body import PledgeBody, panels
from pledges.pages.municipality import MOST_PLEDGES, choose, crumbs, shown_body
from pledges.querysets.kommun_page import around, shown
from portal.wording import day_text, shortened

MOST_PROMISES = 3  # a frame cannot grow with what it holds
PROMISE_LENGTH = 160
LOOKS = {"ljust": "is-light", "morkt": "is-dark"}  # else as the reader's own device


@dataclass(kw_only=True)
class Card:
    """The pledge that the kommun's page shows, None when none is known. `address` is that page's, in full."""

    municipality: Municipality
    body: PledgeBody | None
    address: str
    day_text: str

    @property
    def is_demo(self) -> bool:
        return bool(self.demo_text)

    @property
    def demo_text(self) -> str:
        """What is invented: all of it, the answers, or nothing ("")."""
        if self.municipality.is_demo or (self.body and self.body.content["is_demo"]):
            return "Påhittat för demonstration."
        return "Svaren är påhittade för demonstration." if self.body and self.body.has_demo_answers else ""

    @property
    def promises(self) -> list[str]:
        """The first few, shortened."""
        promises = self.body.content["promises"] if self.body else []
        return [shortened(promise["text"], PROMISE_LENGTH) for promise in promises[:MOST_PROMISES]]

    @property
    def more(self) -> int:
        return max(0, len(self.body.content["promises"]) - MOST_PROMISES) if self.body else 0


@dataclass(kw_only=True)
class EmbeddingPage(Page):
    """`frame` and `text` are HTML to copy."""

    municipality: Municipality
    card: Card
    frame: str
    text: str


def card_of(municipality: Municipality, day: datetime.date | None = None) -> Card:
    """The card of a kommun. Four questions, however long its history."""
    day = day or today()
    pledges = around(municipality.slug, day, MOST_PLEDGES).pledges
    chosen, parts = choose(pledges, day), panels(municipality, pledges, day, everything=False)
    return Card(
        municipality=municipality,
        body=shown_body(shown(chosen.edition), parts, day) if chosen else None,
        address=public_address(municipality),
        day_text=day_text(day),
    )


def embedding_page(municipality: Municipality) -> EmbeddingPage:
    """Where an editor of another site fetches the card, for a kommun fetched with `with_county()`."""
    card = card_of(municipality)
    source = f"{settings.PUBLIC_URL}{reverse('card', args=[municipality.slug])}"
    return EmbeddingPage(
        title=f"Visa löftet på din webbplats – {municipality.name}",
        heading="Visa löftet på din webbplats",
        description=f"Kod och text för den som vill visa medborgarlöftet i {municipality.name} på en annan webbplats.",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        notices=site_notices(today(), municipality),
        is_demo=card.is_demo,
        municipality=municipality,
        card=card,
        frame=render_to_string("pledges/card_frame.html", {"card": card, "source": source}).strip(),
        text=render_to_string("pledges/card_text.html", {"card": card}).strip(),
    )
