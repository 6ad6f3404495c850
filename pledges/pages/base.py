"""What every page has: a title, a description, where one is, and the notices of the day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from pledges.models import Municipality, Notice
from portal.previews.picture import Picture
from portal.wording import day_text


@dataclass(kw_only=True)
class Page:
    """`crumbs` are (text, address) from the start page down, without the page itself.

    `title` begins with what the page is about; `heading` is its h1. `picture` is shown beside links to the page, and
    `thing` is what it is about in the words of schema.org, for machines.
    """

    title: str
    heading: str
    description: str
    crumbs: list[tuple[str, str]] = field(default_factory=list)
    notices: Sequence = ()  # each with a `text`
    is_demo: bool = False
    lang: str = "sv"
    picture: Picture | None = None
    thing: dict | None = None


def today() -> datetime.date:
    """The day in Sweden (Europe/Stockholm), which decides tertials and what is in force."""
    return timezone.localdate()


def moment_text(moment: datetime.datetime) -> str:
    """The day of a moment, in Sweden, in words."""
    return day_text(timezone.localtime(moment).date())


def moment_day(moment: datetime.datetime) -> str:
    """The same day as machines read it."""
    return timezone.localtime(moment).date().isoformat()


def site_notices(day: datetime.date, municipality: Municipality | None = None) -> list[Notice]:
    return list(Notice.objects.shown_on(day, municipality))
