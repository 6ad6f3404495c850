"""Letting people in: by invitation alone, and back in when they have forgotten their password."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import transaction
from django.http import HttpRequest

from portal.accounts import audit, links, lockout, post
from portal.accounts.querysets import account_of
from portal.models import User


class AlreadyIn(Exception):
    """The account exists and has a password."""


def invite(*, email: str, full_name: str = "", by: User | None) -> User:
    """Make an account for the address and send the link to it; once more to who has not used theirs yet.

    Raises AlreadyIn when the account is in use, OSError when the mail server does not take the letter.
    """
    with transaction.atomic():
        user = waiting(email=email, full_name=full_name)
        link = links.address(user, links.INVITATION)
        post.letter("invitation", user.email, user=user, by=by, link=link).send()
    audit.record("invited", account=user, by=by.pk if by else None)
    return user


def waiting(*, email: str, full_name: str = "") -> User:
    """The account of the address, that nobody has chosen a password for yet. Raises AlreadyIn if somebody has."""
    address = BaseUserManager.normalize_email(email).lower()
    user = User.objects.of_address(address)
    if user is None:
        return User.objects.create_user(address, full_name=full_name)
    if user.has_usable_password() or not user.is_active:
        raise AlreadyIn(f"{user.email} har redan ett konto.")
    return user


def ask_for_password(request: HttpRequest, *, email: str) -> None:
    """Send a link to a new password if the address has an account. The same work is done when it has none.

    Raises Locked after too many questions.
    """
    lockout.begin(request, address=email, purpose=lockout.RESET)
    user = account_of(email)
    link = links.address(user or User(pk=0, email=email), links.RESET)
    letter = post.letter("new_password", user.email if user else email, user=user, link=link)
    audit.record("password_asked_for", request, account=user)
    if user:
        post.send_later(letter)
