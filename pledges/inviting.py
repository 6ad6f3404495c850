"""Letting people in to work: an account, what it shall do and where, and a letter that says so."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.formats import date_format

from pledges import revisions
from pledges.models import Membership, Role
from pledges.work import give_work
from portal.accounts import accounts, invitations
from portal.models import User


@transaction.atomic
def invite(
    *,
    email: str,
    full_name: str,
    role: Role,
    party: Membership.Party,
    places: Sequence[dict],
    first_day: datetime.date | None,
    last_day: datetime.date | None,
    by: User,
) -> User:
    """Give the account of the address the work in each place (pledges.work), made if need be, and write to it.

    Asked again it gives nothing twice. Raises OSError, with nothing done, when the letter cannot be sent.
    """
    user, is_new = accounts.find_or_make(email=email, full_name=full_name)
    if not is_new:
        revisions.remember(user, lambda: content_of(user))
    days = {"first_day": first_day, "last_day": last_day}
    work = [give_work(user, role=role, party=party, place=place, **days) for place in places]
    invitations.send(user, work=[told(one) for one in work], by=by)
    written(user, revisions.Verb.INVITED, by=by)
    return user


@transaction.atomic
def invite_again(user: User, *, by: User) -> None:
    """Send a new letter to who has not come yet. Raises OSError when it cannot be sent."""
    invitations.send(user, work=[told(one) for one in user.memberships.with_places()], by=by)
    written(user, revisions.Verb.INVITED, by=by)


@transaction.atomic
def withdraw(user: User, *, by: User) -> None:
    """Take an invitation back: the account, which nobody has used, with its work and its history."""
    revisions.forget(user)
    invitations.withdraw(user, by=by)


def told(work: Membership) -> str:
    """The work in a sentence, with its days."""
    days = (("från och med", work.first_day), ("till och med", work.last_day))
    return " ".join([str(work), *(f"{words} {date_format(day, 'j F Y')}" for words, day in days if day)])


def written(user: User, verb: revisions.Verb, *, by: User) -> None:
    """Write in the account's history what was done with it, and what it says now."""
    revisions.record(user, verb, by=by, content=content_of(user))


def content_of(user: User) -> dict:
    """What history keeps of an account: its fields, never its password, and its work."""
    return revisions.described(user, {"uppdrag": user.memberships.with_places()})
