"""What the back office keeps of unfinished and deleted work, and for how long; forgotten by `manage.py sweep`."""

import datetime

from django.utils import timezone

from pledges.models import DeletedThing, FormNumber, UnsavedWork, Upload
from portal.retention import Kept, in_days

NUMBERS_KEPT = datetime.timedelta(days=7)  # a form may be left open over a weekend
UNSAVED_KEPT = datetime.timedelta(days=7)
TRASH_KEPT = datetime.timedelta(days=90)


def sweep() -> str:
    """Forget used form numbers, unsaved work and what has been in the trash (settings.SWEEPS); tells how many."""
    now = timezone.now()
    numbers, _ = FormNumber.objects.older_than(now - NUMBERS_KEPT).delete()
    things, _ = DeletedThing.objects.older_than(now - TRASH_KEPT).delete()
    unsaved, _ = UnsavedWork.objects.older_than(now - UNSAVED_KEPT).delete()
    Upload.objects.older_than(now - NUMBERS_KEPT).delete()
    return f"Formulärnummer: {numbers}. Ur papperskorgen: {things}. Osparat arbete: {unsaved}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [Kept("Osparat arbete", in_days(UNSAVED_KEPT)), Kept("Det som har raderats", in_days(TRASH_KEPT))]
