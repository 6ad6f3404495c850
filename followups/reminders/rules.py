"""Who should hear of what on a day. Plain values in and out: the database is asked, and mail sent, elsewhere."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from followups.models import ReminderKind
from pledges.models import Role, Stage
from pledges.permissions import ROLES_FOR
from pledges.querysets import Scope

BEFORE_DUE = (3, 14)  # days left, the fewest first
LATE_EVERY = 14  # days, from the day after
LATE_AT_MOST = 4  # times
WAITED = 3  # days that something lies approved before it is told of
WRITES = frozenset({Role.EDITOR, Role.REVIEWER})  # who is reminded of reports


@dataclass(frozen=True)
class Line:
    """What a letter says of one thing: `path` is where it is done. `place` is a kommunkod."""

    place: str
    about: str
    subject: str
    text: str
    path: str


@dataclass(frozen=True)
class Owed:
    """A report that is to be published by a day, and has not been."""

    line: Line
    due: datetime.date


@dataclass(frozen=True)
class Pending:
    """Something on its way to its next edition: where it stands since when and by whom, and who has approved."""

    line: Line
    stage: str
    since: datetime.datetime
    by: int | None
    is_scheduled: bool = False
    approved: Mapping[str, int] = field(default_factory=dict)  # party -> account


@dataclass(frozen=True)
class Notice:
    """A line for somebody, why, and what makes it worth telling now and not again."""

    user: int
    kind: str
    occasion: str
    line: Line

    @property
    def key(self) -> tuple:
        """What `Reminder` keeps unique."""
        return self.user, self.kind, self.line.place, self.line.about, self.occasion


def notices(
    day: datetime.date, people: Mapping[int, Scope], owed: Iterable[Owed], pending: Iterable[Pending]
) -> list[Notice]:
    """Everything that somebody should have heard of by the day, told before or not: what waits, late, soon due."""
    waiting = [
        Notice(user, ReminderKind.WAITING, one.since.isoformat(timespec="seconds"), one.line)
        for one in pending
        for user, scope in people.items()
        if waits_for(one, user, scope.at(one.line.place), day)
    ]
    reached = [(one, occasion(one.due, day)) for one in owed]
    told = [
        Notice(user, kind, which, one.line)
        for one, found in sorted(reached, key=lambda pair: pair[0].due)
        if found
        for kind, which in [found]
        for user in writers(people, one.line.place)
    ]
    return waiting + told


def occasion(due: datetime.date, day: datetime.date) -> tuple[str, str] | None:
    """The kind and the latest occasion that has come for a report, so that a missed day loses none; None before any.

    Long after its day a report is told of no more: it shows as missing in public.
    """
    left = (due - day).days
    if left >= 0:
        come = [days for days in BEFORE_DUE if left <= days]
        return (ReminderKind.SOON, f"{come[0]} dagar före") if come else None
    time = (-left - 1) // LATE_EVERY + 1
    return (ReminderKind.LATE, f"gång {time}") if time <= LATE_AT_MOST else None


def writers(people: Mapping[int, Scope], place: str) -> list[int]:
    """Who edits in the kommun, for either party."""
    return [user for user, scope in people.items() if {role for role, _party in scope.at(place)} & WRITES]


def waits_for(one: Pending, user: int, work: frozenset[tuple[str, str]], day: datetime.date) -> bool:
    """Whether the next step is the account's, by its roles and parties in the kommun. Not one's own last step."""
    roles = {role for role, _party in work}
    if user == one.by:
        return False
    if one.stage == Stage.EDITING:
        return bool(roles & WRITES)
    if one.stage == Stage.REVIEW:
        parties = {party for role, party in work if role in ROLES_FOR["approve"]}
        return bool(parties - set(one.approved)) and user not in one.approved.values()
    waited = (day - one.since.date()).days >= WAITED
    return waited and not one.is_scheduled and bool(roles & ROLES_FOR["publish"])


def to_tell(
    found: Iterable[Notice], *, told: set[tuple], declined: Mapping[int, set[str]], rested: set[int]
) -> dict[int, list[Notice]]:
    """What is left for each account: what it has not heard, of kinds that it wants, unless it has had its letter."""
    left: dict[int, list[Notice]] = {}
    for notice in found:
        if notice.user in rested or notice.key in told or notice.kind in declined.get(notice.user, ()):
            continue
        left.setdefault(notice.user, []).append(notice)
    return left
