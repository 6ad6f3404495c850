"""The page of a follow-up: its latest edition, or an older one under its own address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from followups.charts import share_rows, target_groups
from followups.models import FollowUp, FollowUpEdition
from followups.publishing import draft_content
from followups.sharing import follow_up_picture, reference, report
from pledges.differences import Change, changes
from pledges.hidden_names import TOLD
from pledges.models import Municipality, Notice
from pledges.pages.base import Page, moment_day, moment_text, today
from pledges.pages.municipality import crumbs
from portal.wording import size_text


@dataclass(kw_only=True)
class FollowUpPage(Page):
    """`content` is the edition's JSON; `editions` are all of them, newest first; `newer` leads from an old one.

    `citation` is how the edition is referred to; `targets` and `shares` are its charts (followups.charts).
    """

    municipality: Municipality
    content: dict
    document_address: str
    pledge_address: str
    file: dict | None
    editions: list[dict]
    newer: str
    changes: list[Change]  # since the edition before
    targets: list
    shares: list[dict]
    citation: str = ""
    is_preview: bool = False


def follow_up_page(follow_up: FollowUp, number: int | None = None) -> FollowUpPage | None:
    """The page of a published follow-up, fetched with `for_page()`; None when it has no edition of that number."""
    editions = list(FollowUpEdition.objects.of(follow_up).newest_first())
    wanted = follow_up.current_edition.number if number is None else number
    edition = next((edition for edition in editions if edition.number == wanted), None)
    if edition is None:
        return None
    is_current = edition.pk == follow_up.current_edition_id
    content = follow_up.current_edition.content if is_current else edition.content
    file = edition_file(follow_up, edition, is_current=is_current) | {"names_hidden": content.get(TOLD, [])}
    return _page(
        follow_up,
        content,
        file=file,
        picture=follow_up_picture(follow_up, content, None if is_current else edition.number),
        thing=report(follow_up, content, file),
        citation=reference(follow_up, content, file),
        editions=[edition_row(follow_up, one) for one in editions],
        newer="" if is_current else follow_up.get_absolute_url(),
        changes=changes_since(follow_up, edition.number, content),
        notices=list(Notice.objects.shown_on(today(), follow_up.municipality)),
    )


def follow_up_preview(follow_up: FollowUp) -> FollowUpPage:
    """The page as it would be if the follow-up, fetched with `for_content()`, were published now."""
    return _page(
        follow_up, draft_content(follow_up), file=None, editions=[], newer="", changes=[], notices=[], is_preview=True
    )


def changes_since(follow_up: FollowUp, number: int, content: dict) -> list[Change]:
    """What an edition says that the one before it did not, and the other way round."""
    before = FollowUpEdition.objects.of(follow_up).content_before(number) if number > 1 else None
    return changes(before, content) if before else []


def _page(follow_up: FollowUp, content: dict, *, notices: Sequence[Notice], **rest) -> FollowUpPage:
    municipality, document, pledge = follow_up.municipality, follow_up.document, content["pledge"]
    label = content["range_label"]
    return FollowUpPage(
        title=f"{label} – uppföljning för {municipality.name}",
        heading=f"Uppföljning {label[0].lower()}{label[1:]}",
        description=f"Hur det gick med medborgarlöftet i {municipality.name} under {content['in_words']}.",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        notices=notices,
        is_demo=content["is_demo"],
        municipality=municipality,
        content=content,
        targets=target_groups(content),
        shares=share_rows(content),
        document_address=document.get_absolute_url() if document and document.is_available else "",
        pledge_address=reverse("pledge", args=[municipality.slug, pledge["slug"]]) if pledge else "",
        **rest,
    )


def edition_file(follow_up: FollowUp, edition: FollowUpEdition, *, is_current: bool) -> dict:
    """The PDF of an edition and what is known of it. The latest has the follow-up's own address."""
    page = follow_up.get_absolute_url()
    path = page if is_current else reverse("follow_up_edition", args=[*_keys(follow_up), edition.number])
    return {
        "address": f"{path.removesuffix('/')}.pdf",
        "data_address": f"{path.removesuffix('/')}.json",
        "content_sha256": edition.content_sha256,
        "size_text": size_text(edition.pdf_size),
        "pages": edition.pdf_pages,
        "sha256": edition.pdf_sha256,
        "edition": edition.number,
        "published_text": moment_text(edition.published_at),
        "published_on": moment_day(edition.published_at),
        "change_note": edition.change_note,
        "approvals": edition.approvals,
    }


def edition_row(follow_up: FollowUp, edition: FollowUpEdition) -> dict:
    return {
        "number": edition.number,
        "address": reverse("follow_up_edition", args=[*_keys(follow_up), edition.number]),
        "published_text": moment_text(edition.published_at),
        "change_note": edition.change_note,
    }


def _keys(follow_up: FollowUp) -> tuple[str, str]:
    return follow_up.municipality.slug, follow_up.slug
