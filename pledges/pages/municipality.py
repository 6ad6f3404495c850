"""The kommun's page: what is promised now, how it goes, and everything else about it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pledges.models import County, Document, Municipality, Pledge
from pledges.pages.base import Page, moment_text, today
from pledges.pages.body import PledgeBody, panels, period_state, pledge_body
from pledges.pages.pictures import municipality_picture
from pledges.pages.structured import service
from pledges.querysets.kommun_page import Around, ListedPledge, Shown, around, shown
from portal.addresses import address_of
from portal.downloads import is_lost
from portal.wording import day_text, size_text

MOST_PLEDGES = 12  # in the list, unless all are asked for


@dataclass(kw_only=True)
class MunicipalityPage(Page):
    """`body` is the pledge shown, None when none is known; `others` are the rest, newest first.

    `has_more` says that there are older ones than the page lists.
    """

    municipality: Municipality
    areas: list[dict]
    body: PledgeBody | None
    file: dict | None
    others: list[dict]
    has_more: bool
    panels: list
    documents: list[dict]
    news: list[dict]
    old_notices: list[dict]


def municipality_page(
    slug: str, day: datetime.date | None = None, *, everything: bool = False
) -> MunicipalityPage | None:
    """The page of the kommun with that address, None without one. Three questions, however long its history.

    `everything` lists pledges and reports of all years.
    """
    day = day or today()
    known = around(slug, day, None if everything else MOST_PLEDGES + 1)
    return page_of(known, day, everything=everything) if known else None


def page_of(known: Around, day: datetime.date, *, everything: bool) -> MunicipalityPage:
    municipality = municipality_of(known)
    pledges = known.pledges if everything else known.pledges[:MOST_PLEDGES]
    chosen = choose(pledges, day)
    parts = panels(municipality, pledges, day, everything=everything)
    seen = shown(chosen.edition) if chosen else None
    body = shown_body(seen, parts, day) if seen else None
    return MunicipalityPage(
        heading=municipality.name if body is None else f"Det här lovar polisen och {municipality.official_name}",
        crumbs=crumbs(municipality),
        notices=[notice for notice in known.notices if notice["first_day"]],
        is_demo=municipality.is_demo or (body is not None and body.is_demo),
        **shared(municipality, body),
        municipality=municipality,
        areas=[{**area, "address": address_of("area", area["slug"])} for area in known.areas],
        body=body,
        file=file_of(municipality, chosen, seen) if chosen and seen else None,
        others=[other_pledge(one, municipality, day) for one in pledges if one != chosen],
        has_more=len(known.pledges) > len(pledges),
        panels=parts if pledges or any(part.follow_ups for part in parts) else [],
        documents=document_rows(Document(municipality=municipality, **row) for row in known.documents),
        news=[news_row(row, municipality) for row in known.news],
        old_notices=[notice for notice in known.notices if not notice["first_day"]],
    )


def shared(municipality: Municipality, body: PledgeBody | None) -> dict:
    """What the page is called, and what other services and machines are told of it."""
    told = {
        "title": f"{municipality.name} – medborgarlöften",
        "description": f"Vad polisen och {municipality.official_name} har lovat för tryggheten, och hur det går.",
    }
    if body:
        told |= {"picture": municipality_picture(municipality, body), "thing": service(municipality, body)}
    return told


def municipality_of(known: Around) -> Municipality:
    """The kommun with its county, from the rows that were read."""
    municipality = Municipality(**known.municipality)
    municipality.county = County(**known.county)
    return municipality


def choose(pledges: Sequence[ListedPledge], day: datetime.date) -> ListedPledge | None:
    """The pledge to show first: in force, for the whole kommun before a part; else the last that ended with a text.

    `pledges` come newest first.
    """
    in_force = [pledge for pledge in pledges if pledge.starts_on <= day <= pledge.ends_on]
    if in_force:
        return min(in_force, key=lambda pledge: bool(pledge.part))
    known = [pledge for pledge in pledges if pledge.availability == Pledge.Availability.FULL]
    ended = [pledge for pledge in known if pledge.ends_on < day]
    return next(iter(ended or known or pledges), None)


def shown_body(edition: Shown, parts: list, day: datetime.date) -> PledgeBody:
    return pledge_body(edition.content, edition.standings, parts, day)


def file_of(municipality: Municipality, pledge: ListedPledge, edition: Shown) -> dict:
    """The PDF of the pledge that is shown, and the pledge's own page."""
    return {
        "address": address_of("pledge_pdf", municipality.slug, pledge.slug),
        "page": address_of("pledge", municipality.slug, pledge.slug),
        "size_text": size_text(edition.pdf_size),
        "pages": edition.pdf_pages,
        "edition": edition.number,
        "published_text": moment_text(edition.published_at),
    }


def other_pledge(pledge: ListedPledge, municipality: Municipality, day: datetime.date) -> dict:
    state, state_text = period_state(pledge.starts_on, pledge.ends_on, exact=False, day=day)
    return {
        "title": pledge.title,
        "address": address_of("pledge", municipality.slug, pledge.slug),
        "state": state,
        "state_text": state_text,
        "availability": pledge.availability,
    }


def news_row(row: dict, municipality: Municipality) -> dict:
    day = row["published_on"]
    return {
        "title": row["title"],
        "address": address_of("news_item", municipality.slug, row["slug"]),
        "day_text": day_text(datetime.date.fromisoformat(day)) if day else "",
    }


def document_rows(documents: Iterable[Document]) -> list[dict]:
    """Documents as lists show them; one that nobody has keeps its place and says so."""
    return [
        {
            "title": document.title,
            "kind_text": document.get_kind_display(),
            "address": document.get_absolute_url() if document.is_available else "",
            "is_lost": document.is_available and is_lost(document.file, document.sha256),
            "size_text": size_text(document.size) if document.size else "",
            "pages": document.pages,
            "is_tagged": document.is_tagged,
            "source": document.source,
        }
        for document in documents
    ]


def crumbs(municipality: Municipality) -> list[tuple[str, str]]:
    county = municipality.county
    return [("Start", address_of("start")), (county.name, county.get_absolute_url())]
