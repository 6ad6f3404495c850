"""What the commands that read a list have in common: the file, a dry run, and what they tell."""

from pathlib import Path
from typing import ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.csv_files import Unreadable, read_file
from pledges.importing.lists.merging import Kind, merge
from portal.models import User

NOTHING_DONE = "Inget är ändrat."
PRETENDED = f"Det var en provkörning. {NOTHING_DONE}"
FILE_HELP = "CSV-filen, i UTF-8, med semikolon, komma eller tabb mellan kolumnerna"
HOW = (
    "Hela filen läses in eller ingenting, och samma fil två gånger ändrar inget. "
    "Det som någon har ändrat eller tagit bort i portalen lämnas och nämns rad för rad."
)


class ListCommand(BaseCommand):
    """Reads one kind of list."""

    kind: ClassVar[Kind]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=FILE_HELP)
        parser.add_argument("--dry-run", action="store_true", help="visa vad som skulle ändras, och ändra ingenting")
        parser.add_argument(
            "--overwrite", action="store_true", help="låt filen bestämma även över det som har ändrats i portalen"
        )

    def handle(self, *args, file: Path, dry_run: bool, overwrite: bool, **options) -> None:
        by = User.objects.robot("inlasning")
        try:
            rows = read_file(file, self.kind.columns)
            merged = merge(self.kind, rows, by=by, overwrite=overwrite, pretend=dry_run)
        except OSError as error:
            raise CommandError(f"Filen {file} går inte att läsa.") from error
        except Unreadable as error:
            raise CommandError("\n".join([*error.problems, NOTHING_DONE])) from None
        self.stdout.writelines(f"{line}\n" for line in (*merged.changed, *merged.kept, str(merged)))
        if dry_run:
            self.stdout.write(PRETENDED)
