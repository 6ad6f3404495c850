"""Loads the reference data: Sweden's kommuner, län, polisregioner and known lokalpolisområden."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.problems import ImportProblem
from pledges.importing.sweden import load_sweden


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
        news = ", ".join(f"{count} {kind}" for kind, count in created.items() if count)
        self.stdout.write(f"Sverige: nytt är {news}." if news else "Sverige: inget nytt att läsa in.")
