"""The follow-ups' part of the back office's start page: what waits for the account, and what should be reported."""

import datetime

from django.conf import settings

from followups.coverage import STATE_TEXT, Block, CoverageState, Report, coverage
from followups.models import FollowUp
from followups.panels import detail_text
from followups.reporting import begin_address, writing_address
from pledges.admin.mine import Mine, Task, changes_in, waiting_for
from pledges.models import Pledge

ASKED_FOR = (CoverageState.LATE, CoverageState.DUE, CoverageState.MISSING)  # the order in which they are shown
LOOKS_BACK = datetime.timedelta(days=400)  # what is older is history, and shown in public


def follow_ups_panel(user, day: datetime.date) -> Mine:
    rows = FollowUp.objects.editable_by(user)
    return Mine(waiting=waiting_for(user, rows), due=due(user, rows, day), changes=changes_in(rows, user))


def due(user, rows, day: datetime.date) -> list[Task]:
    """What should be reported on the account's pledges, late before due before missing. Two queries."""
    pledges = list(Pledge.objects.editable_by(user).owed_follow_up(day - LOOKS_BACK))
    reports: dict[int, list[FollowUp]] = {}
    for follow_up in rows.of_pledges(pledges):
        reports.setdefault(follow_up.pledge_id, []).append(follow_up)
    found = [
        (ASKED_FOR.index(block.state), task(pledge, block, reports.get(pledge.pk, [])))
        for pledge in pledges
        for block in blocks(pledge, reports.get(pledge.pk, []), day)
    ]
    return [one for _order, one in sorted(found, key=lambda pair: pair[0])]


def blocks(pledge: Pledge, follow_ups: list[FollowUp], day: datetime.date) -> list[Block]:
    """The tertials of the pledge that lack a published report, of the time that is looked back on."""
    reports = [Report(found.range, found.reported_on) for found in follow_ups if found.is_published]
    years = coverage([(pledge.starts_on, pledge.ends_on)], reports, day, settings.REPORT_DUE_MONTHS)
    recent = day - LOOKS_BACK
    return [block for year in years for block in year.blocks if block.state in ASKED_FOR and block.due >= recent]


def task(pledge: Pledge, block: Block, follow_ups: list[FollowUp]) -> Task:
    """To go on with the draft that covers the tertial, or else to begin one that is filled in as far as is known."""
    begun = [one for one in follow_ups if not one.is_published and block.tertials[0] in one.range.tertials]
    label = f"{block.span.label[0].lower()}{block.span.label[1:]}"
    note = f"{STATE_TEXT[block.state]}. {detail_text(block)}."
    if begun:
        return Task(f"{pledge.municipality}: {label}", "Fortsätt på utkastet", writing_address(begun[0]), note)
    return Task(f"{pledge.municipality}: {label}", "Börja uppföljningen", begin_address(pledge.pk, block.span), note)
