"""The verbs of whoever follows: ask, confirm, change, stop. The actor is whoever has the letter with the link."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from pledges.following.tasks import send_soon
from pledges.models import Followed, Follower, FollowRequest
from portal.limits import Limit, spend

STOP = "sluta"  # instead of a pace
HOUR = datetime.timedelta(hours=1)
FROM_CONNECTION = (Limit(6, HOUR / 60), Limit(30, HOUR))
TO_ADDRESS = (Limit(5, 24 * HOUR),)


def ask(address: str, target: Mapping, pace: str, *, connection: str) -> None:
    """Write down the wish and queue the letter that asks for a confirmation; the same whether or not they follow.

    `target` are the keys of what is followed (Following.target), `connection` is where it was asked from.
    Raises portal.limits.TooMany when so many letters have been asked for from there, or to the address.
    """
    address = address.lower()
    spend("follow from", connection, *FROM_CONNECTION)
    spend("follow to", address, *TO_ADDRESS)
    wish = {"pace": pace, "asked_at": timezone.now(), "sent_at": None}
    with transaction.atomic():
        FollowRequest.objects.update_or_create(address=address, **target, defaults=wish)
        send_soon.enqueue()


@transaction.atomic
def confirm(asked: FollowRequest) -> Follower:
    """Follow what was asked for; once more is the same."""
    follower, _ = Follower.objects.get_or_create(address=asked.address)
    Followed.objects.update_or_create(
        follower=follower,
        **asked.target,
        defaults={"pace": asked.pace},
        create_defaults={"pace": asked.pace, "confirmed_at": timezone.now()},
    )
    return follower


@transaction.atomic
def change(follower: Follower, wanted: Mapping[int, str]) -> bool:
    """Follow each thing (by the key of its Followed) at another pace, or no more where that is STOP.

    Who follows nothing more is forgotten; whether they still follow something.
    """
    for followed in follower.followed.all():
        followed.pace = wanted.get(followed.pk, followed.pace)
        if followed.pace == STOP:
            followed.delete()
        else:
            followed.save(update_fields=["pace"])
    if follower.followed.exists():
        return True
    stop(follower)
    return False


@transaction.atomic
def stop(follower: Follower) -> None:
    """Follow nothing more, and forget the address with all that is queued for it."""
    Follower.objects.hold(follower.pk)
    FollowRequest.objects.of_address(follower.address).delete()
    follower.delete()
