"""`manage.py sweep`: forgets form numbers and empties the trash of what has been there long; run it every night."""

import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from pledges.models import DeletedThing, FormNumber

NUMBERS_KEPT = datetime.timedelta(days=7)  # a form may be left open over a weekend
TRASH_KEPT = datetime.timedelta(days=90)


class Command(BaseCommand):
    help = "Glömmer använda formulärnummer efter 7 dagar och tömmer papperskorgen på det som legat där i 90 dagar."

    def handle(self, *args, **options) -> None:
        now = timezone.now()
        numbers, _ = FormNumber.objects.older_than(now - NUMBERS_KEPT).delete()
        things, _ = DeletedThing.objects.older_than(now - TRASH_KEPT).delete()
        self.stdout.write(f"Formulärnummer: {numbers}. Ur papperskorgen: {things}.")
