"""Stops guessing: ten failures for an account from one network in a quarter of an hour, and that network must wait.

Counted in the database, which all processes share. Whether the account exists makes no difference. Each attempt is
counted before it is tried, so that many at once are not more than ten.
"""

import datetime
import math

from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts import audit
from portal.accounts.network import network_of
from portal.models import LoginAttempt
from portal.retention import Kept, in_days

LIMIT = 10
WINDOW = datetime.timedelta(minutes=15)
SIGN_IN, RESET = "sign-in", "reset"


class Locked(Exception):
    """Too many attempts; `seconds` until the next one is allowed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"För många försök. Försök igen om {seconds} sekunder.")
        self.seconds = seconds


def begin(request: HttpRequest, *, address: str, purpose: str = SIGN_IN) -> LoginAttempt:
    """Count an attempt on the account with this e-mail address; delete what is returned if it succeeds.

    Raises Locked when it may not be made at all.
    """
    account, network = account_key(address, purpose), network_of(request)
    now = timezone.now()
    with transaction.atomic():
        LoginAttempt.objects.one_at_a_time(account, network)
        LoginAttempt.objects.older_than(now - WINDOW).delete()
        made = LoginAttempt.objects.of(account, network).moments()
        if len(made) < LIMIT:
            return LoginAttempt.objects.create(account=account, network=network, at=now)
    wait = made[LIMIT - 1] + WINDOW - now
    audit.record("locked_out", request, purpose=purpose, account_hash=account[:12])
    raise Locked(max(1, math.ceil(wait.total_seconds())))


def forgive(request: HttpRequest, *, address: str) -> None:
    """Somebody got all the way in: earlier slips from the same network no longer count."""
    LoginAttempt.objects.of(account_key(address, SIGN_IN), network_of(request)).delete()


def account_key(address: str, purpose: str) -> str:
    """A keyed hash of the address, so that the table is no list of what people typed."""
    return salted_hmac(f"portal.lockout.{purpose}", address.strip().lower(), algorithm="sha256").hexdigest()


def sweep() -> str:
    """The accounts' part of the nightly sweep: attempts that count no more, and sessions that are over."""
    forgotten, _ = LoginAttempt.objects.older_than(timezone.now() - WINDOW).delete()
    call_command("clearsessions", verbosity=0)
    return f"Inloggningsförsök: {forgotten}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [
        Kept("Misslyckade försök att logga in, utan adress", in_days(1)),
        Kept("Inloggningar", in_days(1)),
    ]
