"""`manage.py import_addresses FILE`: lets addresses of older sites lead to pages here."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.csv_files import Unreadable
from pledges.importing.old_addresses import carry_out, read
from pledges.management.list_command import FILE_HELP, NOTHING_DONE, PRETENDED
from portal.models import User


class Command(BaseCommand):
    help = (
        "Läser in gamla adresser ur en CSV-fil med kolumnerna gammal adress, ny adress och vad. "
        "Hela filen läses in eller ingenting; kan köras om när som helst."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=FILE_HELP)
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, och ändra ingenting")

    def handle(self, *args, file: Path, dry_run: bool, **options) -> None:
        try:
            moves = read(file.read_bytes())
        except OSError as error:
            raise CommandError(f"Filen {file} går inte att läsa.") from error
        except Unreadable as error:
            raise CommandError("\n".join([*error.problems, NOTHING_DONE])) from None
        done = carry_out(moves, by=User.objects.robot("inlasning"), pretend=dry_run)
        self.stdout.write(str(done))
        if dry_run:
            self.stdout.write(PRETENDED)
