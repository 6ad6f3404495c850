"""Loads what is known of real kommuner's medborgarlöften."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from followups.importing.files import load_folder
from pledges.importing.problems import ImportProblem
from pledges.importing.telling import told
from portal.models import User

ROBOT = "inlasning"


class Command(BaseCommand):
    help = (
        "Läser in det som är känt om kommunernas medborgarlöften: löften, uppföljningar, dokument, nyheter och ord. "
        "Skapar det som saknas och ändrar aldrig det som finns; kan köras om när som helst. Kör load_sweden först."
    )
    default_folder = settings.BASE_DIR / "fixtures" / "loften"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=self.default_folder, help="mapp med en fil per kommun")

    def handle(self, *args, folder: Path, **options) -> None:
        try:
            for name, created in load_folder(folder, User.objects.robot(ROBOT)):
                self.stdout.write(told(name, created))
        except ImportProblem as problem:
            raise CommandError(str(problem)) from None
