"""Codes of the second factor: each works once, in all processes."""

import time
from collections.abc import Iterator

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

from portal.accounts.querysets import TOTP, with_codes
from portal.models import User


def spend(user: User, code: str) -> Authenticator | None:
    """What the code belongs to, now used up: the user's app or recovery codes. None when it is wrong or was used."""
    with transaction.atomic():
        return next((found for found in with_codes(user) if _spend(found, code)), None)


def _spend(authenticator: Authenticator, code: str) -> bool:
    if authenticator.type != TOTP:
        return authenticator.wrap().validate_code(code)
    step = matching_step(decrypt(authenticator.data["secret"]), code)
    if step is None or step <= authenticator.data.get("last_step", 0):
        return False
    mark_spent(authenticator, step)
    return True


def mark_spent(authenticator: Authenticator, step: int) -> None:
    """This step and all before it are used (RFC 6238, 5.2)."""
    authenticator.data["last_step"] = step
    authenticator.save(update_fields=["data"])


def matching_step(secret: str, code: str) -> int | None:
    """The half minute that the code is for: this one or, since people and clocks are slow, a neighbour."""
    for step in _steps():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def _steps() -> Iterator[int]:
    now = int(time.time()) // app_settings.TOTP_PERIOD
    for away in range(-app_settings.TOTP_TOLERANCE, app_settings.TOTP_TOLERANCE + 1):
        yield now + away
