"""Sends letters that are queued, each in a transaction of its own that marks it as sent when the server took it.

Any number of processes may do it at once. What cannot be sent stays queued. The log names no addresses.
"""

import logging
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from pledges.following.letters import confirmation, news
from pledges.models import Dispatch, Follower, FollowRequest

logger = logging.getLogger("portal")


@dataclass(frozen=True)
class Outcome:
    """How many letters went out, how many did not and will be tried again, and how many were not tried."""

    sent: int = 0
    failed: int = 0
    left: int = 0


def send_all(most: int | None = None) -> Outcome:
    """Send all that is due, or the first of it. Nothing is sent twice, however often and by however many it is done."""
    waiting, told = FollowRequest.objects.waiting(), Follower.objects.to_be_told(timezone.localdate())
    letters = [*((_confirmation, key) for key in waiting), *((_news, key) for key in told)]
    tried = letters[:most]
    if not tried:
        return Outcome()
    mailer = get_connection()
    try:
        mailer.open()
    except OSError as error:
        logger.error("E-postservern svarar inte (%s). Breven till dem som följer väntar.", type(error).__name__)  # noqa: TRY400 - a traceback could name addresses
        return Outcome(failed=len(letters))
    try:
        results = [send(key, mailer) for send, key in tried]
    finally:
        mailer.close()
    return Outcome(sent=results.count(True), failed=results.count(False), left=len(letters) - len(tried))


@transaction.atomic
def _confirmation(pk: int, mailer: BaseEmailBackend) -> bool | None:
    """Whether it went out; None when there was nothing to send, as when another process has."""
    asked = FollowRequest.objects.take(pk)
    if asked is None:
        return None
    if not _post(confirmation(asked), mailer):
        return False
    asked.sent_at = timezone.now()
    asked.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def _news(pk: int, mailer: BaseEmailBackend) -> bool | None:
    """The same of all that is due to one follower."""
    follower = Follower.objects.take(pk)
    rows = list(Dispatch.objects.due(follower, timezone.localdate())) if follower else []
    if not rows:
        return None
    if not _post(news(follower, [row.event for row in rows]), mailer):
        return False
    Dispatch.objects.were_sent(rows, timezone.now())
    return True


def _post(letter: EmailMessage, mailer: BaseEmailBackend) -> bool:
    letter.connection = mailer
    try:
        letter.send()
    except (OSError, ValueError) as error:  # ValueError: an address that cannot be written in a letter
        logger.error("Ett brev till en som följer kunde inte skickas (%s). Det prövas igen.", type(error).__name__)  # noqa: TRY400 - a traceback could name the address
        return False
    return True
