"""The letters to those who follow: text and HTML, with a way out in each, and nothing in them that tells of reading."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from pledges.following.links import confirm_address, mine_address, stop_address
from pledges.models import Follower, FollowRequest, PublicEvent
from portal.accounts.post import letter
from portal.wording import listed

SHOWN = 40  # events in a letter; who follows the whole country once a month could have hundreds


def confirmation(asked: FollowRequest) -> EmailMultiAlternatives:
    """The only letter to an address that is not confirmed."""
    message = letter("follow", asked.address, what=asked.what, link=confirm_address(asked))
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    return message


def news(follower: Follower, events: Sequence[PublicEvent]) -> EmailMultiAlternatives:
    """What has happened, why one is told, and how to change or end that (one click as RFC 8058 has it)."""
    stop = stop_address(follower)
    message = letter(
        "news",
        follower.address,
        first=events[0],
        others=len(events) - 1,
        rows=[(event, settings.PUBLIC_URL + event.path) for event in events[:SHOWN]],
        left=max(0, len(events) - SHOWN),
        portal=settings.PUBLIC_URL,
        what=listed([followed.what for followed in follower.followed.in_order()]),
        change=mine_address(follower),
        stop=stop,
    )
    message.extra_headers |= {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return message
