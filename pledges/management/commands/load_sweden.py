"""Loads the reference data: Sweden's kommuner, län, polisregioner and known lokalpolisområden."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.problems import ImportProblem
from pledges.importing.sweden import load_sweden
from pledges.importing.telling import told


class Command(BaseCommand):
    help = (
        "Läser in Sveriges kommuner, län, polisregioner och kända lokalpolisområden. "
        "Skapar det som saknas och ändrar aldrig det som finns; kan köras om när som helst."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures" / "sverige", help="mapp med tabellerna"
        )

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            created = load_sweden(folder)
        except ImportProblem as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(told("Sverige", created))
