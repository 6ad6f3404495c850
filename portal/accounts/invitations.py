"""Letting people in: by invitation alone, and back in when they have forgotten their password."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone

from portal.accounts import audit, links, lockout, post
from portal.accounts.querysets import account_of
from portal.models import User


def send(user: User, *, work: Sequence[str], by: User) -> None:
    """Write what work the account has been given, with a link to a password for who has not come yet.

    Raises OSError when the mail server does not take the letter.
    """
    if user.has_come:
        letter = post.letter("new_work", user.email, user=user, by=by, work=work, link=links.log_in_address())
    else:
        user.invited_at = timezone.now()
        user.save(update_fields=["invited_at"])
        link = links.address(user, links.INVITATION)
        letter = post.letter("invitation", user.email, user=user, by=by, work=work, link=link)
    letter.send()
    audit.record("given_work" if user.has_come else "invited", account=user, by=by)


def withdraw(user: User, *, by: User) -> None:
    """Delete the account of somebody who has not come; the link in the letter leads nowhere from now on."""
    audit.record("invitation_withdrawn", account=user, by=by)
    user.delete()


def lasts_until(user: User):
    """When the link of the latest invitation stops working."""
    return user.invited_at + links.LASTS[links.INVITATION]


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
