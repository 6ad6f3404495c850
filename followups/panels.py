"""The part of a kommun's or a pledge's page that tells what has been reported: built here, placed by `pledges`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from followups.coverage import Block, CoverageState, Report, coverage
from followups.models import FollowUp
from pledges.models import Municipality, Pledge, PledgeEdition
from pledges.pages.base import moment_text
from portal.wording import day_text, size_text

STATE_TEXT = {
    CoverageState.REPORTED: "Redovisad",
    CoverageState.REPORTED_LATE: "Redovisad sent",
    CoverageState.UPCOMING: "Pågår",
    CoverageState.DUE: "Väntas",
    CoverageState.LATE: "Försenad",
    CoverageState.MISSING: "Saknas",
    CoverageState.OUTSIDE: "Inget löfte",
}
DETAIL = {
    CoverageState.UPCOMING: "Ska publiceras senast {due}",
    CoverageState.DUE: "Ska publiceras senast {due}",
    CoverageState.LATE: "Skulle ha publicerats {due}",
    CoverageState.MISSING: "Skulle ha publicerats {due}",
}


@dataclass(frozen=True)
class FollowUpPanel:
    """Years for the table, and the follow-ups as a list, newest first. `template` draws it."""

    years: list[dict]
    follow_ups: list[dict]
    template: str = "followups/panel.html"

    @property
    def is_demo(self) -> bool:
        return any(follow_up["is_demo"] for follow_up in self.follow_ups)


def municipality_panel(
    municipality: Municipality, editions: Sequence[PledgeEdition], day: datetime.date, *, pledge: Pledge | None = None
) -> FollowUpPanel:
    """What has been reported on the kommun's pledges, or on one of them when `pledge` is given. One query."""
    published = municipality.follow_ups.published()
    if pledge:
        published = published.of_pledge(pledge)
    follow_ups = list(published.for_list())
    reports = [Report(found.range, found.reported_on, found) for found in follow_ups]
    years = coverage(periods(editions), reports, day, settings.REPORT_DUE_MONTHS)
    return FollowUpPanel(
        years=[{"year": row.year, "cells": [cell(block, municipality) for block in row.blocks]} for row in years],
        follow_ups=[listed(found, municipality) for found in follow_ups],
    )


def periods(editions: Sequence[PledgeEdition]) -> list[tuple[datetime.date, datetime.date]]:
    """The days on which a known pledge is owed follow-up; one that is only mentioned is not."""
    mentioned = Pledge.Availability.MENTIONED
    return [(edition.starts_on, edition.ends_on) for edition in editions if edition.availability != mentioned]


def cell(block: Block, municipality: Municipality) -> dict:
    """One cell of the table: how many columns, state, words, and the follow-ups it leads to."""
    return {
        "colspan": len(block.tertials),
        "state": block.state.value,
        "text": STATE_TEXT[block.state],
        "detail": DETAIL.get(block.state, "").format(due=day_text(block.due)),
        "follow_ups": [listed(report.subject, municipality) for report in block.reports],
    }


def listed(follow_up: FollowUp, municipality: Municipality) -> dict:
    """A follow-up as lists show it, with its file's size; a document that nobody has is said to be missing."""
    edition, address = follow_up.current_edition, reverse("follow_up", args=[municipality.slug, follow_up.slug])
    has_answers = follow_up.availability == FollowUp.Availability.FULL
    return {
        "pledge": follow_up.pledge.slug if follow_up.pledge else "",
        "label": follow_up.range.label,
        "in_words": follow_up.range.in_words,
        "address": address,
        "pdf_address": f"{address.removesuffix('/')}.pdf" if has_answers else "",
        "pdf_size_text": size_text(edition.pdf_size),
        "pdf_pages": edition.pdf_pages,
        "edition": edition.number,
        "published_text": moment_text(edition.published_at),
        "availability": follow_up.availability,
        "availability_text": "" if has_answers else _where_it_is(follow_up),
        "is_demo": follow_up.is_demo or municipality.is_demo,
    }


def _where_it_is(follow_up: FollowUp) -> str:
    if follow_up.document and follow_up.document.is_available:
        return "Finns som dokument"
    return "Känd, men handlingen finns inte i portalen"
