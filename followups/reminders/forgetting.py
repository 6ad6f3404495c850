"""The reminders' part of the nightly sweep (settings.SWEEPS): who was told what is not kept for ever."""

import datetime

from followups.models import Reminder
from pledges.pages.base import today
from portal.retention import Kept, in_days

KEPT = datetime.timedelta(days=400)  # longer than anything is told of again


def sweep() -> str:
    """Forget reminders that are older than that; tells how many."""
    forgotten, _ = Reminder.objects.before(today() - KEPT).delete()
    return f"Påminnelser: {forgotten}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [Kept("Vem som har påmints om vad", in_days(KEPT))]
