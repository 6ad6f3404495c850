"""What the start page shows of one's own: what waits for oneself, what is due, and what others have changed."""

import datetime
from dataclasses import dataclass, field

from django.contrib.admin.models import DELETION
from django.db.models import QuerySet
from django.urls import reverse

from pledges import permissions
from pledges.models import Pledge, Stage
from pledges.pages.base import today
from pledges.querysets.office import changed_by_others
from portal.wiring import load
from portal.wording import day_text

LATEST = 8
SHOWN = 20  # of each kind; who works with the whole country could have hundreds
ENDING = datetime.timedelta(days=183)  # half a year before and after its last day, a pledge wants a next one


@dataclass(frozen=True)
class Task:
    """Something to do: what it is about, what is wanted, and one address that leads there."""

    subject: str
    wanted: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Change:
    """What somebody else did, when, and with what; `address` is empty for what is gone."""

    subject: str
    who: str
    at: datetime.datetime
    address: str


@dataclass(frozen=True)
class Mine:
    """One kind's part of the start page."""

    waiting: list[Task] = field(default_factory=list)
    due: list[Task] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    ending: list[Task] = field(default_factory=list)


def mine_of(user) -> Mine:
    """All parts of settings.OFFICE_PANELS together."""
    parts = [panel(user, today()) for panel in load("OFFICE_PANELS")]
    changes = sorted((change for part in parts for change in part.changes), key=lambda one: one.at, reverse=True)
    return Mine(
        waiting=[task for part in parts for task in part.waiting][:SHOWN],
        due=[task for part in parts for task in part.due][:SHOWN],
        changes=changes[:LATEST],
        ending=[task for part in parts for task in part.ending][:SHOWN],
    )


def pledges_panel(user, day: datetime.date) -> Mine:
    """What of the pledges waits for the account, and what others have changed in them."""
    rows = Pledge.objects.editable_by(user)
    return Mine(waiting=waiting_for(user, rows), changes=changes_in(rows, user), ending=ending_in(rows, day))


def ending_in(rows: QuerySet, day: datetime.date) -> list[Task]:
    """The pledges that end soon, or did a while ago, and that no later one follows yet."""
    return [
        _task(item, "Nytt löfte från det här", "next", f"{'Slutade' if item.ends_on < day else 'Slutar'} {when}.")
        for item in rows.ending_without_next(day - ENDING, day + ENDING)[:SHOWN]
        for when in [day_text(item.ends_on)]
    ]


def waiting_for(user, rows: QuerySet) -> list[Task]:
    """What is on its way and whose next step is the account's. Two queries, however many there are."""
    return [task for item in rows.under_way() for task in next_steps(user, item)]


def next_steps(user, item) -> list[Task]:
    if item.stage == Stage.EDITING:
        return [_task(item, "Skickades tillbaka: ändra och skicka igen", "change", item.review_comment)]
    if item.stage == Stage.APPROVED:
        if item.publish_at or not permissions.may(user, "publish", item.municipality):
            return []
        return [_task(item, "Godkänd av båda: publicera", "publish")]
    given = {approval.party: approval.approved_by_id for approval in item.approvals.all()}
    left = permissions.parties_of(user, item.municipality) - set(given)
    return (
        [_task(item, "Läs och godkänn", "approve", item.change_note)] if left and user.pk not in given.values() else []
    )


def _task(item, wanted: str, step: str, note: str = "") -> Task:
    return Task(str(item), wanted, reverse(_name(item, step), args=[item.pk]), note)


def _name(item, step: str) -> str:
    return f"admin:{item._meta.app_label}_{item._meta.model_name}_{step}"


def changes_in(rows: QuerySet, user) -> list[Change]:
    return [
        Change(
            subject=entry.object_repr,
            who=str(entry.user),
            at=entry.action_time,
            address=""
            if entry.action_flag == DELETION
            else reverse(_name(rows.model, "change"), args=[entry.object_id]),
        )
        for entry in changed_by_others(rows, user, LATEST)
    ]
