"""The links in letters to those who follow: signed, so that nobody can follow, change or stop for somebody else."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from pledges.models import Follower, FollowRequest

LASTS = datetime.timedelta(days=7)  # the link that confirms; a wish is not remembered longer
_confirming = signing.TimestampSigner(salt="pledges.following.confirm")
_following = signing.Signer(salt="pledges.following")


def confirm_address(asked: FollowRequest) -> str:
    return _address("follow_confirm", _confirming.sign(asked.pk))


def mine_address(follower: Follower) -> str:
    """Where it is changed what is followed. This and the next hold the same token, which lasts as they follow."""
    return _address("follow_mine", _following.sign(follower.pk))


def stop_address(follower: Follower) -> str:
    return _address("follow_stop", _following.sign(follower.pk))


def _address(name: str, token: str) -> str:
    return settings.PUBLIC_URL + reverse(name, args=[token])


def request_of(token: str) -> FollowRequest | None:
    """What the link confirms; None when it is false or too old, or when the wish is forgotten."""
    try:
        return FollowRequest.objects.with_key(int(_confirming.unsign(token, LASTS)))
    except signing.BadSignature:
        return None


def follower_of(token: str) -> Follower | None:
    """Whose letters hold the token; None when they follow no more. Raises BadSignature for a false one."""
    return Follower.objects.with_key(int(_following.unsign(token)))
