"""Whether anything in the open data has changed, and what time and län it tells of (settings.OPEN_DATA_…)."""

import datetime
import hashlib

from django.utils import timezone

from pledges.models import AreaMembership, HiddenName, LocalPoliceArea, Municipality, Pledge, PublicEvent


def version() -> str:
    """Another text when something is published, corrected or withdrawn, when a person's name is hidden, when the name
    of a kommun or an area changes, and each day.

    Some small questions: the rows of Sweden itself are read whole.
    """
    told = (
        timezone.localdate(),
        PublicEvent.objects.count_and_last(),
        HiddenName.objects.count(),
        Municipality.objects.names_and_addresses(),
        LocalPoliceArea.objects.names_and_addresses(),
        AreaMembership.objects.spans(),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()[:24]


def reach() -> tuple[datetime.date | None, datetime.date | None, list[str], datetime.date | None]:
    """The first and the last day of the published pledges, the codes of their län, and when something last happened."""
    public = Pledge.objects.published().real()
    latest = PublicEvent.objects.newest(1)
    return (
        *public.first_and_last_day(),
        public.county_codes(),
        timezone.localdate(latest[0].happened_at) if latest else None,
    )
