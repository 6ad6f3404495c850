"""Links in mails that let the reader choose a password: signed, for a time, and used once."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.models import User

INVITATION, RESET = "account_welcome", "account_new_password"  # the names of their addresses
LASTS = {INVITATION: datetime.timedelta(days=7), RESET: datetime.timedelta(hours=1)}


def address(user: User, purpose: str) -> str:
    """The whole address, on the portal's own host whatever host was asked for the mail."""
    return settings.PUBLIC_URL + reverse(purpose, args=[token(user, purpose)])


def log_in_address() -> str:
    return settings.PUBLIC_URL + reverse("account_login")


def token(user: User, purpose: str) -> str:
    return signing.dumps([user.pk, _state(user)], salt=f"portal.accounts.links.{purpose}")


def user_of(given: str, purpose: str) -> User | None:
    """Whose link it is; None when it is false, too old, used, or the account is closed."""
    try:
        pk, state = signing.loads(given, salt=f"portal.accounts.links.{purpose}", max_age=LASTS[purpose])
    except (signing.BadSignature, ValueError):
        return None
    user = User.objects.active(pk)
    return user if user and constant_time_compare(state, _state(user)) else None


def _state(user: User) -> str:
    """Changes with the password, the address and each sign-in, so that a link dies when it has been used."""
    value = f"{user.pk}|{user.email}|{user.password}|{user.last_login}|{user.session_generation}"
    return salted_hmac("portal.accounts.links", value, algorithm="sha256").hexdigest()[:32]
