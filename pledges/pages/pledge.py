"""The page of one pledge, now or past, with a way to the kommun's current one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.contents import pledge_content
from pledges.differences import Change, changes
from pledges.hidden_names import TOLD
from pledges.models import Municipality, Pledge, PledgeEdition, Publishable
from pledges.pages.base import Page, moment_day, moment_text, today
from pledges.pages.body import PledgeBody, panels, pledge_body, standings_of
from pledges.pages.citing import citation
from pledges.pages.municipality import MOST_PLEDGES, choose, crumbs, document_rows, other_pledge
from pledges.pages.pictures import pledge_picture
from pledges.pages.structured import pledge_document
from pledges.querysets.kommun_page import ListedPledge, around
from portal.wording import paragraphs, size_text


@dataclass(kw_only=True)
class PledgePage(Page):
    """`current` is the pledge that the banner leads to, None when this is the one; `file` is the PDF's facts.

    `citation` is how the edition is referred to; `editions` are all of them, newest first; `newer` leads from an old
    one, and `changes` are what it says that the one before did not.
    """

    municipality: Municipality
    body: PledgeBody
    current: dict | None
    panels: list
    documents: list[dict]
    file: dict | None
    citation: str = ""
    editions: Sequence[dict] = ()
    newer: str = ""
    changes: Sequence[Change] = ()
    is_preview: bool = False


@dataclass(kw_only=True)
class WithdrawnPage(Page):
    municipality: Municipality
    what: str
    day_text: str
    reason: list[str]


def pledge_page(pledge: Pledge, number: int | None = None, day: datetime.date | None = None) -> PledgePage | None:
    """The page of a published pledge, fetched with `for_page()`: of its latest edition, or of the one with that number.

    None when there is none with it.
    """
    editions = list(PledgeEdition.objects.of_pledge(pledge).newest_first())
    if number is None or number == pledge.current_edition.number:
        return edition_page(pledge, pledge.current_edition, editions, day or today())
    older = next((edition for edition in editions if edition.number == number), None)
    return edition_page(pledge, older, editions, day or today()) if older else None


def edition_page(
    pledge: Pledge, edition: PledgeEdition, editions: Sequence[PledgeEdition], day: datetime.date
) -> PledgePage:
    """The page of one edition. Where its activities stand is told as of today."""
    municipality, is_current = pledge.municipality, edition == pledge.current_edition
    differs = changes_since(pledge, edition)  # before the body writes in the content where activities stand
    known = around(municipality.slug, day, MOST_PLEDGES)
    parts = panels(municipality, [edition], day, pledge)
    body = pledge_body(edition.content, standings_of(pledge), parts, day)
    file = edition_file(pledge, edition)
    return _page(
        municipality,
        body,
        parts,
        current=current_pledge(known.pledges, pledge, day),
        documents=document_rows(municipality.documents.published().of_pledge(pledge)),
        file=file,
        picture=pledge_picture(municipality, body) if is_current else None,
        thing=pledge_document(municipality, body, file),
        citation=reference(pledge, body, file, day),
        editions=[edition_row(pledge, one) for one in editions],
        newer="" if is_current else pledge.get_absolute_url(),
        changes=differs,
        notices=[notice for notice in known.notices if notice["first_day"]],
    )


def pledge_preview(pledge: Pledge, day: datetime.date | None = None) -> PledgePage:
    """The page as it would be if the pledge, fetched with `for_content()`, were published now."""
    day = day or today()
    body = pledge_body(pledge_content(pledge), standings_of(pledge), [], day)
    return _page(pledge.municipality, body, [], current=None, documents=[], file=None, notices=[], is_preview=True)


def _page(municipality: Municipality, body: PledgeBody, parts: list, *, notices: Sequence[dict], **rest) -> PledgePage:
    content = body.content
    return PledgePage(
        title=f"{municipality.name} – {content['title'].lower()}",
        heading=content["title"],
        description=f"{content['title']} mellan polisen och {municipality.official_name}, och hur det gick.",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        notices=notices,
        is_demo=body.is_demo,
        municipality=municipality,
        body=body,
        panels=parts,
        **rest,
    )


def current_pledge(pledges: Sequence[ListedPledge], pledge: Pledge, day: datetime.date) -> dict | None:
    """The pledge that the kommun's page shows, when it is another than this one."""
    shown = choose(pledges, day)
    if shown is None or shown.pledge == pledge.pk:
        return None
    return other_pledge(shown, pledge.municipality, day)


def reference(pledge: Pledge, body: PledgeBody, file: dict, day: datetime.date) -> str:
    """How an edition is referred to, by the address that is its own for good."""
    parties = [party["name"] for party in body.content["parties"]]
    return citation(
        parties or ["Polisen", pledge.municipality.official_name],
        body.content["title"],
        edition=file["edition"],
        published=file["published_text"],
        path=reverse("pledge_edition", args=[*_keys(pledge), file["edition"]]),
        day=day,
        is_demo=body.content["is_demo"],
    )


def edition_file(pledge: Pledge, edition: PledgeEdition) -> dict:
    """The PDF of an edition and what is known of it. The latest has the pledge's own address."""
    keys, is_current = _keys(pledge), edition == pledge.current_edition
    return {
        "address": reverse("pledge_pdf", args=keys)
        if is_current
        else reverse("pledge_edition_pdf", args=[*keys, edition.number]),
        "size_text": size_text(edition.pdf_size),
        "pages": edition.pdf_pages,
        "sha256": edition.pdf_sha256,
        "edition": edition.number,
        "published_text": moment_text(edition.published_at),
        "published_on": moment_day(edition.published_at),
        "change_note": edition.change_note,
        "approvals": edition.approvals,
        "names_hidden": edition.content.get(TOLD, []),
    }


def edition_row(pledge: Pledge, edition: PledgeEdition) -> dict:
    return {
        "number": edition.number,
        "address": reverse("pledge_edition", args=[*_keys(pledge), edition.number]),
        "published_text": moment_text(edition.published_at),
        "change_note": edition.change_note,
    }


def changes_since(pledge: Pledge, edition: PledgeEdition) -> list[Change]:
    """What the edition says that the one before it did not, and the other way round."""
    before = PledgeEdition.objects.of_pledge(pledge).content_before(edition.number) if edition.number > 1 else None
    return changes(before, edition.content) if before else []


def _keys(pledge: Pledge) -> tuple[str, str]:
    return pledge.municipality.slug, pledge.slug


def withdrawn_page(item: Publishable) -> WithdrawnPage:
    """What remains of a withdrawn thing: what it was, when it was taken away and why."""
    municipality = item.municipality
    return WithdrawnPage(
        title=f"Tillbakadraget – {municipality.name}",
        heading="Det här har dragits tillbaka",
        description="Sidan har dragits tillbaka.",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        is_demo=municipality.is_demo,
        municipality=municipality,
        what=str(item),
        day_text=moment_text(item.state_changed_at),
        reason=paragraphs(item.withdrawal_reason),
    )
