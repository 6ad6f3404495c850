"""`manage.py sweep`: forgets and empties what has been kept long enough; run it every night."""

import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from pledges.models import DeletedThing, FormNumber, UnsavedWork, Upload
from portal.wiring import load

NUMBERS_KEPT = datetime.timedelta(days=7)  # a form may be left open over a weekend
UNSAVED_KEPT = datetime.timedelta(days=7)
TRASH_KEPT = datetime.timedelta(days=90)


class Command(BaseCommand):
    help = (
        "Glömmer använda formulärnummer och osparat arbete efter 7 dagar, tömmer papperskorgen på det som legat där "
        "i 90 dagar, raderar exporter och påminnelser som inte sparas längre och filer som inget hör till, "
        "och låter sökningen följa med när året byts."
    )

    def handle(self, *args, **options) -> None:
        now = timezone.now()
        numbers, _ = FormNumber.objects.older_than(now - NUMBERS_KEPT).delete()
        things, _ = DeletedThing.objects.older_than(now - TRASH_KEPT).delete()
        unsaved, _ = UnsavedWork.objects.older_than(now - UNSAVED_KEPT).delete()
        Upload.objects.older_than(now - NUMBERS_KEPT).delete()
        self.stdout.write(f"Formulärnummer: {numbers}. Ur papperskorgen: {things}. Osparat arbete: {unsaved}.")
        for sweep in load("SWEEPS"):
            self.stdout.write(sweep())
