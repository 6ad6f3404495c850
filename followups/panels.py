"""The part of a kommun's or a pledge's page that tells what has been reported: built here, placed by `pledges`."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from followups.charts import Course, course_of
from followups.coverage import STATE_TEXT, Block, CoverageState, Report, clashes, coverage, summarised
from followups.models import FollowUp
from followups.querysets.panel import reports_of
from followups.reporting import periods
from pledges.models import Municipality, Pledge
from pledges.querysets.kommun_page import ListedPledge
from pledges.tertial import ReportingRange, covered_text
from portal.addresses import address_of
from portal.wording import day_text, size_text

DETAIL = {
    CoverageState.UPCOMING: "Ska publiceras senast {due}",
    CoverageState.DUE: "Ska publiceras senast {due}",
    CoverageState.LATE: "Skulle ha publicerats {due}",
    CoverageState.MISSING: "Skulle ha publicerats {due}",
}

YEARS_SHOWN = 5  # unless all are asked for
MOST_SHARES = 6  # reports whose activities are shown beside each other: two years
WHERE_IT_IS = {True: "Finns som dokument", False: "Känd, men handlingen finns inte i portalen"}


@dataclass(frozen=True)
class FollowUpPanel:
    """Years for the table, and the follow-ups as a list, newest first; `shares` are those that count activities.

    `course` is the years as a chart; `template` draws it all.
    """

    years: list[dict]
    follow_ups: list[dict]
    shares: list[dict]
    course: Course
    has_more: bool = False  # years that are not shown
    template: str = "followups/panel.html"

    @property
    def is_demo(self) -> bool:
        return any(follow_up["is_demo"] for follow_up in self.follow_ups)


def municipality_panel(
    municipality: Municipality,
    pledges: Sequence[ListedPledge],
    day: datetime.date,
    *,
    pledge: Pledge | None = None,
    everything: bool = True,
) -> FollowUpPanel:
    """What has been reported on the kommun's pledges, or on one of them when `pledge` is given. One query.

    Without `everything`, of the latest years that there is a pledge or a report of.
    """
    newest = max((one.starts_on.year for one in pledges), default=0)
    found = reports_of(municipality.pk, pledge.pk if pledge else None, newest, None if everything else YEARS_SHOWN)
    follow_ups = [listed(row, municipality) for row in found.rows]
    for one in follow_ups:
        one["beside_text"] = beside_text(
            one["span"], [two["span"] for two in follow_ups if two["pledge"] == one["pledge"]]
        )
    reports = [Report(one["span"], one["reported_on"], one) for one in follow_ups]
    recent = [one for one in pledges if one.ends_on.year > found.after]
    years = coverage(periods(recent), reports, day, settings.REPORT_DUE_MONTHS)
    shown = [row for row in years if row.year > found.after]
    return FollowUpPanel(
        years=[{"year": row.year, "cells": [cell(block) for block in row.blocks]} for row in shown],
        follow_ups=follow_ups,
        course=course_of(shown),
        shares=[one for one in follow_ups if one["summary"]["total"]][:MOST_SHARES],
        has_more=found.has_more or any(one.starts_on.year <= found.after for one in pledges),
    )


def beside_text(span: ReportingRange, published: Sequence[ReportingRange]) -> str:
    """How a report stands to others that tell of the same months; "" when there are none."""
    if sums_up := summarised(span, published):
        return f"Sammanfattar {covered_text(sums_up)}"
    overlapped = clashes(span, published)
    return f"Delvis samma månader som {covered_text(overlapped)}" if overlapped else ""


def cell(block: Block) -> dict:
    """One cell of the table: how many columns, state, words, and the follow-ups it leads to."""
    return {
        "colspan": len(block.tertials),
        "state": block.state.value,
        "text": STATE_TEXT[block.state],
        "detail": detail_text(block),
        "follow_ups": [report.subject for report in block.reports],
    }


def detail_text(block: Block) -> str:
    """By when the block should be reported, and that a part of it is; "" for one that is reported."""
    due = DETAIL.get(block.state, "").format(due=day_text(block.due))
    return f"En del är redovisad. {due}" if due and block.reports else due


def listed(row: dict, municipality: Municipality) -> dict:
    """A follow-up (a row of `followups.querysets.panel`) as lists show it, with its file's size.

    A document that nobody has is said to be missing.
    """
    span = ReportingRange(row["year"], row["first_tertial"], row["last_tertial"], row["half_year"])
    address = address_of("follow_up", municipality.slug, row["slug"])
    has_answers = row["availability"] == FollowUp.Availability.FULL
    return {
        "span": span,
        "reported_on": row["reported_on"],
        "pledge": row["pledge"] or "",
        "label": span.label,
        "address": address,
        "pdf_address": f"{address.removesuffix('/')}.pdf" if has_answers else "",
        "pdf_size_text": size_text(row["pdf_size"]),
        "availability_text": "" if has_answers else WHERE_IT_IS[bool(row["file"])],
        "is_demo": row["is_demo"] or municipality.is_demo,
        "summary": row["summary"],
    }
