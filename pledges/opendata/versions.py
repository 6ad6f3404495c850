"""Whether anything in the open data has changed, and what time and län it tells of (settings.OPEN_DATA_…)."""

import datetime
import hashlib

from django.utils import timezone

from pledges.models import Pledge, PublicEvent
from portal.models import PublicChange


def version() -> str:
    """Another text when anything that the public sees has changed (portal.store), and each day. One small question."""
    told = (timezone.localdate(), sorted(PublicChange.objects.versions().items()))
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
