"""The followers' part of the nightly sweep (settings.SWEEPS): no more is known of anybody than is needed."""

import datetime

from django.utils import timezone

from pledges.following.links import LASTS
from pledges.models import Dispatch, FollowRequest
from portal.retention import Kept, in_days

KEPT = datetime.timedelta(days=70)  # what was told, so that they can be told that it is withdrawn
TRIED = datetime.timedelta(days=14)  # a letter that no server takes


def sweep() -> str:
    """Forget wishes that nobody confirmed, what was sent long ago, and what could not be sent."""
    today = timezone.localdate()
    wishes, _ = FollowRequest.objects.asked_before(timezone.now() - LASTS).delete()
    old, _ = Dispatch.objects.before(today - KEPT).delete()
    failed, _ = Dispatch.objects.unsent().before(today - TRIED).delete()
    return f"Önskningar att följa: {wishes}. Utskick: {old + failed}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [
        Kept("Din e-postadress, om du inte bekräftar att du vill följa", in_days(LASTS)),
        Kept("Vad som har skickats till dig som följer", in_days(KEPT)),
    ]
