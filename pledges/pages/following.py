"""Pages of following by e-mail."""

from dataclasses import dataclass

from django.urls import reverse

from pledges.following.links import mine_address, stop_address
from pledges.models import Follower
from pledges.pages.base import Page, site_notices, today
from portal.wording import listed


@dataclass(kw_only=True)
class MinePage(Page):
    """`what` is all that is followed, in running text; the addresses lead to changing and ending that."""

    what: str
    mine_address: str
    stop_address: str


def following_page(heading: str) -> Page:
    """A page without anything of its own."""
    return Page(**_around(heading))


def mine_page(follower: Follower, heading: str) -> MinePage:
    """A page for one follower."""
    return MinePage(
        **_around(heading),
        what=listed([followed.what for followed in follower.followed.in_order()]),
        mine_address=mine_address(follower),
        stop_address=stop_address(follower),
    )


def _around(heading: str) -> dict:
    return {
        "title": heading,
        "heading": heading,
        "description": "Få ett brev när polisen eller kommunen publicerar, rättar eller drar tillbaka något.",
        "crumbs": [("Start", reverse("start"))],
        "notices": site_notices(today()),
    }
