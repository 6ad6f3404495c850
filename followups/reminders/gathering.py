"""What there is to tell on a day, asked of the database in a bounded number of questions."""

import datetime
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from followups.coverage import Block
from followups.models import FollowUp
from followups.reminders.rules import Line, Owed, Pending
from followups.reminders.words import WAITS, due_text, period_text
from followups.reporting import Reporting, reporting, writing_address
from pledges.models import Municipality, Pledge, Reviewed, Stage

STEP = {Stage.EDITING: "change", Stage.REVIEW: "approve", Stage.APPROVED: "publish"}


def owed_on(day: datetime.date) -> list[Owed]:
    """The reports of this year and the last that no kommun has published."""
    rows = reporting(Municipality.objects.all(), (day.year - 1, day.year), day)
    return [found for row in rows for found in owed_by(row, day)]


def owed_by(row: Reporting, day: datetime.date) -> list[Owed]:
    """A kommun's; one that is approved and has a time to be published is taken care of."""
    blocks = [block for year in row.years for block in year.blocks if is_owed(block)]
    return [
        Owed(owed_line(row, block, day), block.due)
        for block in blocks
        if not any(one.publish_at for one in row.under_way(block))
    ]


def is_owed(block: Block) -> bool:
    return not block.is_reported and block.state != block.state.OUTSIDE


def owed_line(row: Reporting, block: Block, day: datetime.date) -> Line:
    """Leads to the draft that is begun, or else to begin it."""
    begun = [one for one in row.under_way(block) if not one.is_published]
    address = writing_address(begun[0]) if begun else row.begin_address(block)
    return Line(
        place=row.municipality.pk,
        about=block.span.slug,
        subject=period_text(row.municipality.name, block.span),
        text=due_text(block.due, day),
        path=address or reverse("admin:index"),
    )


def pending_now() -> list[Pending]:
    """Pledges and follow-ups that are sent, approved or sent back. Four questions."""
    return [*_pending(Pledge.objects.under_way()), *_pending(FollowUp.objects.under_way())]


def _pending(rows: Iterable[Reviewed]) -> list[Pending]:
    return [
        Pending(
            line=pending_line(item),
            stage=item.stage,
            since=timezone.localtime(item.stage_changed_at),
            by=item.stage_changed_by_id,
            is_scheduled=item.publish_at is not None,
            approved={approval.party: approval.approved_by_id for approval in item.approvals.all()},
        )
        for item in rows
    ]


def pending_line(item: Reviewed) -> Line:
    step, label = STEP[item.stage], item._meta.label_lower
    return Line(
        place=item.municipality_id,
        about=f"{label}:{item.pk}",
        subject=period_text(item.municipality.name, item.range) if isinstance(item, FollowUp) else str(item),
        text=WAITS[step],
        path=reverse(f"admin:{label.replace('.', '_')}_{step}", args=[item.pk]),
    )
