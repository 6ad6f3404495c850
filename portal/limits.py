"""How often anybody may do something without an account: counted in the database, which all processes share.

Only what is valid is to be counted: spend after a form has been found to be right, before what it asks for is done.
Nothing that is kept leads back to anybody: a keyed hash, with a salt of the day, for as long as it counts.
"""

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.models import LimitedAct, Pace


@dataclass(frozen=True)
class Limit:
    """So many times within any stretch of time that is so long."""

    times: int
    within: datetime.timedelta


class TooMany(Exception):
    """It has been done too often; `seconds` until it may be done again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"För många gånger. Försök igen om {seconds} sekunder.")
        self.seconds = seconds


@transaction.atomic(durable=True)
def spend(purpose: str, who: str, *limits: Limit) -> None:
    """Count that it is done once more by whoever it is: a connection, an e-mail address.

    Raises TooMany, and counts nothing, when a limit is reached.
    """
    LimitedAct.objects.one_at_a_time(f"{purpose} {who}")
    now = timezone.now()
    made = LimitedAct.objects.moments(key_of(purpose, who, day) for day in _days(now, limits))
    wait = max(_left(made, limit, now) for limit in limits)
    if wait > datetime.timedelta(0):
        raise TooMany(math.ceil(wait.total_seconds()))
    kept = max(limit.within for limit in limits)
    LimitedAct.objects.create(key=key_of(purpose, who, now.date()), at=now, until=now + kept)


def _left(made: list[datetime.datetime], limit: Limit, now: datetime.datetime) -> datetime.timedelta:
    """How long until the limit allows it once more, given when it was done before, the latest first."""
    return made[limit.times - 1] + limit.within - now if len(made) >= limit.times else datetime.timedelta(0)


def _days(now: datetime.datetime, limits: Iterable[Limit]) -> list[datetime.date]:
    """The days whose keys may still count, in UTC: a limit is no more generous around midnight."""
    first = min(now - limit.within for limit in limits).date()
    return [now.date() - datetime.timedelta(days=back) for back in range((now.date() - first).days + 1)]


def key_of(purpose: str, who: str, day: datetime.date) -> str:
    """Under which something is counted: another each day, and nobody can tell who it was."""
    return salted_hmac(f"portal.limits.{day}", f"{purpose} {who}", algorithm="sha256").hexdigest()


def sweep() -> str:
    """The limits' part of the nightly sweep (settings.SWEEPS): forget what counts no more."""
    now = timezone.now()
    forgotten, _ = LimitedAct.objects.forgotten_by(now).delete()
    paces, _ = Pace.objects.before(int(now.timestamp() // 60)).delete()
    return f"Räknade formulär: {forgotten}. Räknade frågor: {paces}."
