"""The start page, what is new, and the pages about medborgarlöften."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.models import GlossaryTerm, Method, Municipality, PledgeEdition, PublicEvent
from pledges.pages.base import Page, site_notices, today

NEWEST = 8


@dataclass(kw_only=True)
class StartPage(Page):
    """`newest` are public events; the counts are of real kommuner."""

    newest: Sequence[PublicEvent]
    in_force_count: int
    municipality_count: int


@dataclass(kw_only=True)
class AboutPage(Page):
    methods: Sequence[Method]
    terms: Sequence[GlossaryTerm]


def start_page() -> StartPage:
    day = today()
    return StartPage(
        title="Medborgarlöften – vad polisen och kommunen har lovat",
        heading="Vad har polisen och kommunen lovat där du bor?",
        description="Se vad polisen och din kommun har lovat för tryggheten, och hur det går.",
        notices=site_notices(day),
        newest=list(PublicEvent.objects.newest(NEWEST)),
        in_force_count=PledgeEdition.objects.current().real().in_force(day).count(),
        municipality_count=Municipality.objects.real().count(),
    )


def about_page() -> AboutPage:
    return AboutPage(
        title="Om medborgarlöften",
        heading="Om medborgarlöften",
        description="Vad ett medborgarlöfte är, hur det följs upp, och vad orden betyder.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        methods=list(Method.objects.explained()),
        terms=list(GlossaryTerm.objects.explained()),
    )


def statuses_page() -> Page:
    return Page(
        title="Så läser du statusarna",
        heading="Så läser du statusarna",
        description="Vad orden för hur det går betyder, och hur siffrorna räknas.",
        crumbs=[("Start", reverse("start")), ("Om medborgarlöften", reverse("about"))],
        notices=site_notices(today()),
    )
