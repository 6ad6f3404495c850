"""What a sheet would change: each answer as it is and as it would become, and why a line cannot be saved."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from followups import answering
from followups.answering import Given
from followups.models import FollowUp
from followups.sheets.cells import tidy
from followups.sheets.columns import ACTIVITY, COMMENT, COUNT, KEY, STATUS, shown
from followups.sheets.reading import Record, problem
from followups.sheets.rows import given_of, version_of
from pledges import permissions
from pledges.models import Stage
from pledges.publishing import Refused
from portal.models import User

UNKNOWN = "Raden hör inte till någon uppföljning som du kan ändra. Hämta ett nytt kalkylark."
ELSEWHERE = "Texten hör inte till rad-id:t. Har bara några av kolumnerna sorterats? Hämta ett nytt kalkylark."
COLUMN_OF = {"status": STATUS, "done_count": COUNT, "comment": COMMENT}


@dataclass(frozen=True)
class Change:
    """One answer that would become another. A conflict has been changed in the portal too since the sheet was made."""

    record: Record
    follow_up: FollowUp
    was: Given
    is_conflict: bool

    @property
    def key(self) -> str:
        return f"{self.record.follow_up_id}-{self.record.activity_id}"

    @property
    def becomes(self) -> Given:
        return self.record.given

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """What differs: heading, as it is, as it would become."""
        texts = (
            (column.heading, shown(self.was, name), shown(self.becomes, name)) for name, column in COLUMN_OF.items()
        )
        return [(heading, was, becomes) for heading, was, becomes in texts if was != becomes]


@dataclass
class Comparison:
    """All that a sheet would change. With `problems` nothing can be saved; `held` are the follow-ups, rows held."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    unchanged: int = 0
    held: dict[int, answering.Answers] = field(default_factory=dict)

    @property
    def taken_back(self) -> list[FollowUp]:
        """The follow-ups that are sent for review or approved, which a change takes back."""
        touched = {change.follow_up.pk: change.follow_up for change in [*self.changes, *self.conflicts]}
        return [follow_up for follow_up in touched.values() if follow_up.stage != Stage.EDITING]

    @property
    def seen(self) -> str:
        """What somebody who was shown this has seen: differs as soon as anything would be saved over something else."""
        said = [[c.key, c.was.status, c.was.done_count, c.was.comment] for c in [*self.changes, *self.conflicts]]
        return hashlib.sha256(json.dumps([said, len(self.changes)]).encode()).hexdigest()


@transaction.atomic
def compare(records: Iterable[Record], *, by: User) -> Comparison:
    """Hold the follow-ups that the records name, and tell what would change in those that the account may edit."""
    records = list(records)
    found, rows = Comparison(held=_held(records, by)), {}
    for record in records:
        if record.key in rows:
            found.problems.append(problem(record.row, KEY, f"Samma rad finns redan på rad {rows[record.key]}."))
            continue
        rows[record.key] = record.row
        _compare_one(record, found, by)
    return found


def _compare_one(record: Record, found: Comparison, by: User) -> None:
    sheet = found.held.get(record.follow_up_id)
    row = sheet.rows.get(record.activity_id) if sheet else None
    if row is None:
        found.problems.append(problem(record.row, KEY, UNKNOWN))
    elif tidy(row.activity.text).split() != record.activity.split():
        found.problems.append(problem(record.row, ACTIVITY, ELSEWHERE))
    elif record.given == given_of(row) or record.version == version_of(record.given):
        found.unchanged += 1  # as it is, or as it was when the sheet was made
    else:
        _add(record, sheet, found, by)


def _add(record: Record, sheet: answering.Answers, found: Comparison, by: User) -> None:
    now = given_of(sheet.rows[record.activity_id])
    change = Change(record, sheet.follow_up, now, is_conflict=record.version != version_of(now))
    refused = _refusals(record, sheet, by)
    if refused:
        found.problems += refused
    else:
        (found.conflicts if change.is_conflict else found.changes).append(change)


def _held(records: list[Record], by: User) -> dict[int, answering.Answers]:
    """The follow-ups by key, without those of other kommuner. Held in order, so that no two wait for each other."""
    named = FollowUp.objects.editable_by(by).with_activities().with_keys({record.follow_up_id for record in records})
    return {follow_up.pk: answering.hold(follow_up.pk, by=by) for follow_up in named}


def _refusals(record: Record, sheet: answering.Answers, by: User) -> list[str]:
    """Why the answer cannot be so, by column."""
    try:
        voices = permissions.voices_of(by, sheet.follow_up.municipality)
        answering.require(sheet, record.activity_id, record.given, voices)
    except answering.WrongAnswer as wrong:
        return [problem(record.row, COLUMN_OF[name], text) for name, text in wrong.problems.items()]
    except Refused as refusal:
        return [problem(record.row, STATUS, str(refusal))]
    return []
