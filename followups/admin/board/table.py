"""The board's table: a row for each kommun, a cell for each tertial or for those that one report covers together."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from followups.coverage import STATE_TEXT, Block, CoverageState
from followups.models import FollowUp
from followups.panels import beside_text, detail_text
from followups.reporting import Reporting
from pledges import permissions
from pledges.models import Membership, Municipality, Stage
from portal.wording import figure, listed

TO_REMIND_OF = (CoverageState.DUE, CoverageState.LATE, CoverageState.MISSING)
TOO_LATE = (CoverageState.LATE, CoverageState.MISSING)
# How the sums tell of one kommun and of several.
REST = {
    CoverageState.REPORTED_LATE: ("av dem sent", "av dem sent"),
    CoverageState.DUE: ("väntas", "väntas"),
    CoverageState.LATE: ("är försenad", "är försenade"),
    CoverageState.MISSING: ("saknas", "saknas"),
    CoverageState.UPCOMING: ("pågår", "pågår"),
}


@dataclass(frozen=True)
class Published:
    """A report in public, with the way to its form."""

    label: str
    address: str
    edit_address: str
    beside_text: str


@dataclass(frozen=True)
class OnItsWay:
    """A working copy: how far it has come, a line for each step."""

    label: str
    lines: list[str]
    edit_address: str


@dataclass(frozen=True)
class Cell:
    """`begin_address` is empty when something is begun or there is nothing to begin."""

    label: str
    colspan: int
    state: CoverageState
    text: str
    detail: str
    published: list[Published]
    on_its_way: list[OnItsWay]
    begin_address: str


@dataclass(frozen=True)
class Row:
    """`may_be_reminded` when something is to be reported and the account may ask for it."""

    municipality: Municipality
    cells: list[Cell]
    may_be_reminded: bool
    is_late: bool
    reminded_on: datetime.date | None


def rows(found: Sequence[Reporting], user, reminded: dict[str, datetime.date]) -> list[Row]:
    """Of one year's reporting."""
    return [_row(one, user, reminded.get(one.municipality.pk)) for one in found]


def _row(one: Reporting, user, reminded_on: datetime.date | None) -> Row:
    found = blocks(one)
    states = {block.state for block in found}
    return Row(
        municipality=one.municipality,
        cells=[cell(one, block) for block in found],
        may_be_reminded=bool(states & {*TO_REMIND_OF}) and permissions.may(user, "remind", one.municipality),
        is_late=bool(states & {*TOO_LATE}),
        reminded_on=reminded_on,
    )


def blocks(one: Reporting) -> Sequence[Block]:
    """The year's blocks; none for a kommun without any pledge or report near it."""
    return one.years[0].blocks if one.years else ()


def cell(one: Reporting, block: Block) -> Cell:
    on_its_way = [way(follow_up) for follow_up in one.under_way(block)]
    spans = [report.span for report in block.reports]
    begins = not on_its_way and not block.is_reported
    return Cell(
        label=block.span.label,
        colspan=len(block.tertials),
        state=block.state,
        text=STATE_TEXT[block.state],
        detail=detail_text(block),
        published=[published(report.subject, beside_text(report.span, spans)) for report in block.reports],
        on_its_way=on_its_way,
        begin_address=one.begin_address(block) if begins else "",
    )


def published(follow_up: FollowUp, beside: str) -> Published:
    return Published(follow_up.range.label, follow_up.get_absolute_url(), edit_address(follow_up), beside)


def edit_address(follow_up: FollowUp) -> str:
    """Where it is answered; what has no pledge to answer for is a form."""
    page = "answers" if follow_up.is_answered_here else "change"
    return reverse(f"admin:followups_followup_{page}", args=[follow_up.pk])


def way(follow_up: FollowUp) -> OnItsWay:
    """Where a working copy stands: who has taken which step, and when."""
    label = f"Rättelse av {lower(follow_up.range.label)}" if follow_up.is_published else follow_up.range.label
    given = {approval.party: approval for approval in follow_up.approvals.all()}
    lines = [stage_text(follow_up)] + [
        f"Godkänd av {party.label.lower()}: {given[party].approved_by}, {when(given[party].approved_at)}"
        for party in Membership.Party
        if party in given
    ]
    if follow_up.publish_at:
        at = date_format(timezone.localtime(follow_up.publish_at), "j F H:i")
        lines.append(f"Publiceras {at}")
    return OnItsWay(label, lines, edit_address(follow_up))


def stage_text(follow_up: FollowUp) -> str:
    if follow_up.stage == Stage.APPROVED:
        return "Klar att publicera" if not follow_up.publish_at else "Klar"
    if follow_up.stage == Stage.REVIEW:
        sent = "" if follow_up.approvals.all() else f" av {last_step(follow_up)}"
        return f"Skickad för granskning{sent}"
    written = f", {figure(follow_up.answered)} av {figure(follow_up.asked)} svar" if follow_up.asked else ""
    if follow_up.review_comment:
        return f"Skickad tillbaka av {last_step(follow_up)}{written}"
    return f"{follow_up.get_state_display()}{written}"


def last_step(follow_up: FollowUp) -> str:
    """Who took it and when."""
    return f"{follow_up.stage_changed_by}, {when(follow_up.stage_changed_at)}"


def when(moment: datetime.datetime) -> str:
    return date_format(timezone.localtime(moment), "j F")


def lower(label: str) -> str:
    return label[0].lower() + label[1:]


def sums(found: Sequence[Reporting]) -> list[str]:
    """A sentence for each tertial: how many of the kommuner that owe a report of it have published one."""
    return [_sum(number, Counter(state_of(one, number) for one in found)) for number in (1, 2, 3)]


def state_of(one: Reporting, number: int) -> CoverageState:
    """How a kommun stands in a tertial of the year."""
    states = [block.state for block in blocks(one) if number in {tertial.number for tertial in block.tertials}]
    return states[0] if states else CoverageState.OUTSIDE


def _sum(number: int, states: Counter) -> str:
    owed = states.total() - states[CoverageState.OUTSIDE]
    if not owed:
        return f"Tertial {number}: inget löfte att följa upp."
    done = states[CoverageState.REPORTED] + states[CoverageState.REPORTED_LATE]
    rest = [f"{figure(states[state])} {words[states[state] > 1]}" for state, words in REST.items() if states[state]]
    told = f" ({listed(rest)})" if rest else ""
    return f"{figure(done)} av {figure(owed)} har redovisat tertial {number}{told}."
