"""A reminder that a coordinator asks for: who would get it, about what, and who would not and why."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from followups.coverage import CoverageState
from followups.models import Reminder, ReminderKind, ReminderOptOut
from followups.reminders.gathering import owed_line
from followups.reminders.rules import Line, Notice, writers
from followups.reminders.sending import post, write
from followups.reporting import Reporting
from pledges.models import Membership
from portal.models import User

ASKED_FOR = (CoverageState.DUE, CoverageState.LATE, CoverageState.MISSING)
AT_ONCE = 20  # letters; the rest go with the next run of send_reminders


@dataclass(frozen=True)
class Asking:
    """`letters` are each account's notices. `declined` and `reminded` get none, and in `unmanned` nobody writes."""

    letters: dict[User, list[Notice]]
    declined: list[User]
    reminded: list[User]
    unmanned: list[str]

    @property
    def lines(self) -> dict[User, list[Line]]:
        return {user: [notice.line for notice in notices] for user, notices in self.letters.items()}


def asking(found: Sequence[Reporting], day: datetime.date, *, by: User) -> Asking:
    """Whom to remind of what the kommuner have not published of the years. Four questions, however many."""
    people = Membership.objects.scopes(day)
    people.pop(by.pk, None)
    declined = {user for user, kinds in ReminderOptOut.objects.by_user().items() if ReminderKind.ASKED in kinds}
    told = Reminder.objects.asked_on(day).told()
    to = {one.municipality: writers(people, one.municipality.pk) for one in found}
    everything = [notice for one in found for notice in notices_of(one, to[one.municipality], day)]
    left = [notice for notice in everything if notice.user not in declined and notice.key not in told]
    accounts = {user.pk: user for user in User.objects.with_keys({notice.user for notice in everything})}
    return Asking(
        letters=by_account(left, accounts),
        declined=[user for pk, user in accounts.items() if pk in declined],
        reminded=[user for pk, user in accounts.items() if pk not in {one.user for one in left} | declined],
        unmanned=[place.name for place, users in to.items() if not users],
    )


def notices_of(one: Reporting, users: Sequence[int], day: datetime.date) -> list[Notice]:
    """About each period that is due, for each who writes in the kommun; the same period once a day."""
    blocks = [block for year in one.years for block in year.blocks if block.state in ASKED_FOR]
    lines = [owed_line(one, block, day) for block in blocks]
    return [Notice(user, ReminderKind.ASKED, day.isoformat(), line) for user in users for line in lines]


def by_account(notices: Sequence[Notice], accounts: Mapping[int, User]) -> dict[User, list[Notice]]:
    found: dict[int, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.user, []).append(notice)
    return {user: found[pk] for pk, user in accounts.items() if pk in found}


def log(asked: Asking, day: datetime.date, *, by: User, note: str) -> list[uuid.UUID]:
    """Write the letters down, in the caller's transaction; then they are to be posted."""
    return [write(notices, day, by=by, note=note) for notices in asked.letters.values()]


def post_at_once(letters: Sequence[uuid.UUID]) -> int:
    """Send as many as one may wait for, and stop at the first that fails; returns how many remain to be sent."""
    for number, letter in enumerate(letters[:AT_ONCE]):
        if post([letter]).failed:
            return len(letters) - number
    return max(0, len(letters) - AT_ONCE)
