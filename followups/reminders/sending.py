"""Telling people: lines are logged first, sent when that is certain, and marked as sent when the server took them."""

import datetime
import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from followups.models import Reminder, ReminderOptOut
from followups.reminders.gathering import owed_on, pending_now
from followups.reminders.rules import Notice, notices, to_tell
from pledges.models import Membership
from portal.accounts.post import letter as letter_of
from portal.models import User

logger = logging.getLogger("portal")
SHOWN = 20  # lines of a letter; who works with the whole country could have hundreds


@dataclass(frozen=True)
class Outcome:
    """How many letters went out, and how many did not and will be tried again."""

    sent: int
    failed: int


def send_for_day(day: datetime.date, mailer: BaseEmailBackend) -> Outcome:
    """Send what should be known on the day: at most one letter of the portal's own to each account.

    Run as often as one likes. What was logged and never sent is forgotten, and found again if it still holds;
    what coordinators have asked for is sent as they wrote it.
    """
    Reminder.objects.automatic().unsent().delete()
    asked = Reminder.objects.unsent().letters()
    found = (write(lines, day) for lines in due_to_be_told(day).values())
    return post([*asked, *found], mailer)


def due_to_be_told(day: datetime.date) -> dict[int, list[Notice]]:
    """Each account's notices that it has not had."""
    everything = notices(day, Membership.objects.scopes(day), owed_on(day), pending_now())
    log = Reminder.objects.automatic().of_users({notice.user for notice in everything})
    return to_tell(everything, told=log.told(), declined=ReminderOptOut.objects.by_user(), rested=log.on(day).users())


@transaction.atomic
def write(lines: Iterable[Notice], day: datetime.date, *, by: User | None = None, note: str = "") -> uuid.UUID:
    """Log the lines of one letter, which is then to be posted; those that have been logged before are left out."""
    number = uuid.uuid4()
    Reminder.objects.write(
        Reminder(
            user_id=notice.user,
            kind=notice.kind,
            municipality_id=notice.line.place,
            about=notice.line.about,
            occasion=notice.occasion,
            day=day,
            subject=notice.line.subject[:300],
            text=notice.line.text,
            path=notice.line.path,
            note=note,
            by=by,
            letter=number,
        )
        for notice in lines
    )
    return number


def post(letters: Iterable[uuid.UUID], mailer: BaseEmailBackend | None = None) -> Outcome:
    """Send letters that are logged, after the transaction that logged them. One that fails is left for the next run."""
    results = [_post_one(number, mailer) for number in letters]
    return Outcome(sent=results.count(True), failed=results.count(False))


@transaction.atomic
def _post_one(number: uuid.UUID, mailer: BaseEmailBackend | None) -> bool | None:
    """Whether it went out; None when there was nothing to send, as when another process has."""
    rows = list(Reminder.objects.to_send(number))
    if not rows:
        return None
    try:
        reminder_letter(rows, mailer).send()
    except OSError:
        logger.exception("En påminnelse kunde inte skickas. Den skickas vid nästa försök.")
        return False
    Reminder.objects.were_sent(rows, timezone.now())
    return True


def reminder_letter(rows: list[Reminder], mailer: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The letter of some lines to the same account, with a way to have no more of them."""
    choices = settings.PUBLIC_URL + reverse("account_home") + "#paminnelser"
    message = letter_of(
        "reminder",
        rows[0].user.email,
        user=rows[0].user,
        by=rows[0].by,
        note=rows[0].note,
        first=rows[0],
        rows=[(row, settings.PUBLIC_URL + row.path) for row in rows[:SHOWN]],
        others=len(rows) - 1,
        left=max(0, len(rows) - SHOWN),
        office=settings.PUBLIC_URL + reverse("admin:index"),
        choices=choices,
    )
    message.extra_headers["List-Unsubscribe"] = f"<{choices}>"
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.connection = mailer
    return message
