"""The kommun's page: what is promised now, how it goes, and everything else about it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.models import AreaMembership, Document, Municipality, NewsItem, Notice, Pledge, PledgeEdition
from pledges.pages.base import Page, today
from pledges.pages.body import PledgeBody, panels, period_state, pledge_body, standings_of
from portal.downloads import is_whole
from portal.wording import size_text


@dataclass(kw_only=True)
class MunicipalityPage(Page):
    """`body` is the pledge shown, None when none is known; `others` are the rest, newest first."""

    municipality: Municipality
    areas: list
    body: PledgeBody | None
    others: list[dict]
    panels: list
    documents: list[dict]
    news: Sequence[NewsItem]
    old_notices: Sequence[Notice]


def municipality_page(municipality: Municipality, day: datetime.date | None = None) -> MunicipalityPage:
    """The page of a kommun, fetched with `with_county()`. Nine queries at most, however long its history."""
    day = day or today()
    editions = list(PledgeEdition.objects.current().of(municipality).for_list())
    shown = choose(editions, day)
    parts = panels(municipality, editions, day)
    notices = list(Notice.objects.for_page_of(municipality, day))
    body = shown_body(shown, parts, day) if shown else None
    return MunicipalityPage(
        title=f"{municipality.name} – medborgarlöften",
        heading=municipality.name if body is None else f"Det här lovar polisen och {municipality.official_name}",
        description=f"Vad polisen och {municipality.official_name} har lovat för tryggheten, och hur det går.",
        crumbs=crumbs(municipality),
        notices=[notice for notice in notices if notice.first_day],
        is_demo=municipality.is_demo or (body is not None and body.is_demo),
        municipality=municipality,
        areas=[membership.area for membership in AreaMembership.objects.of(municipality).on(day)],
        body=body,
        others=[other_pledge(edition, municipality, day) for edition in editions if edition != shown],
        panels=parts if editions or any(part.follow_ups for part in parts) else [],
        documents=document_rows(municipality.documents.published()),
        news=list(municipality.news.published().newest_first()),
        old_notices=[notice for notice in notices if not notice.first_day],
    )


def choose(editions: Sequence[PledgeEdition], day: datetime.date) -> PledgeEdition | None:
    """The pledge to show first: in force, for the whole kommun before a part; else the last that ended with a text.

    `editions` come newest first.
    """
    in_force = [edition for edition in editions if edition.starts_on <= day <= edition.ends_on]
    if in_force:
        return min(in_force, key=lambda edition: bool(edition.pledge.part))
    known = [edition for edition in editions if edition.availability == Pledge.Availability.FULL]
    ended = [edition for edition in known if edition.ends_on < day]
    return next(iter(ended or known or editions), None)


def shown_body(edition: PledgeEdition, parts: list, day: datetime.date) -> PledgeBody:
    body = pledge_body(edition.content, standings_of(edition.pledge), parts, day)
    body.edition = edition
    return body


def other_pledge(edition: PledgeEdition, municipality: Municipality, day: datetime.date) -> dict:
    state, state_text = period_state(edition.starts_on, edition.ends_on, exact=False, day=day)
    return {
        "title": edition.title,
        "address": reverse("pledge", args=[municipality.slug, edition.pledge.slug]),
        "state": state,
        "state_text": state_text,
        "availability": edition.availability,
    }


def document_rows(documents: Sequence[Document]) -> list[dict]:
    """Documents as lists show them; one that nobody has keeps its place and says so."""
    return [
        {
            "title": document.title,
            "kind_text": document.get_kind_display(),
            "address": document.get_absolute_url() if document.is_available else "",
            "is_lost": document.is_available and not is_whole(document.file, document.sha256),
            "size_text": size_text(document.size) if document.size else "",
            "pages": document.pages,
            "is_tagged": document.is_tagged,
            "source": document.source,
        }
        for document in documents
    ]


def crumbs(municipality: Municipality) -> list[tuple[str, str]]:
    county = municipality.county
    return [("Start", reverse("start")), (county.name, county.get_absolute_url())]
