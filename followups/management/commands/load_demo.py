"""Loads the demonstration: a fictional kommun, and invented answers that say that they are."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from followups.importing.files import load_folder
from pledges.importing.problems import ImportProblem
from pledges.importing.sweden import load_sweden
from pledges.importing.telling import told
from portal.models import User

from .load_pledges import ROBOT


class Command(BaseCommand):
    help = (
        "Läser in demonstrationen: den påhittade kommunen Exempelby, och påhittade svar för Sävsjö som är märkta som "
        "sådana på varje sida och i varje PDF. Kan köras om när som helst. Kör load_sweden och load_pledges först."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures" / "demo", help="mapp med demonstrationen"
        )

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            self.stdout.write(told("Exempellän", load_sweden(folder / "sverige", is_demo=True)))
            for name, created in load_folder(folder, User.objects.robot(ROBOT)):
                self.stdout.write(told(name, created))
        except ImportProblem as problem:
            raise CommandError(str(problem)) from None
