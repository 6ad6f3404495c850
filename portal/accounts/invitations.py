"""Letting people in: by invitation alone, and back in when they have forgotten their password."""

from django.db import transaction
from django.http import HttpRequest

from portal.accounts import accounts, audit, links, lockout, post
from portal.accounts.querysets import account_of
from portal.models import User


def invite(*, email: str, full_name: str = "", by: User | None) -> User:
    """Make an account for the address and send the link to it; once more to who has not used theirs yet.

    Raises accounts.AlreadyIn when the account is in use, OSError when the mail server does not take the letter.
    """
    with transaction.atomic():
        user = accounts.waiting(email=email, full_name=full_name)
        link = links.address(user, links.INVITATION)
        post.letter("invitation", user.email, user=user, by=by, link=link).send()
    audit.record("invited", account=user, by=by.pk if by else None)
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
