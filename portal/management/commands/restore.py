"""`manage.py restore FILE`: puts a backup in place, when all of it is as it was made."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.backup.reading import Unusable
from portal.backup.restoring import restore
from portal.storage import StorageFull


class Command(BaseCommand):
    help = (
        "Lägger in en säkerhetskopia i en tom databas. Hela kopian kontrolleras först: en som är skadad, avbruten, "
        "ändrad, en annan portals eller från en nyare version läggs inte in, och inget har då rörts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="en fil som backup har skrivit")
        parser.add_argument("--replace", action="store_true", help="byt ut allt som finns i databasen")
        parser.add_argument("--other-key", action="store_true", help="godta en kopia gjord med en annan SECRET_KEY")

    def handle(self, *, file: Path, replace: bool, other_key: bool, verbosity: int, **options) -> None:
        tell = self.stderr.write if verbosity else lambda _: None
        try:
            contents = restore(file, replace=replace, other_key=other_key, tell=tell)
        except Unusable as reason:
            raise CommandError(str(reason)) from None
        except StorageFull:
            raise CommandError("Disken är full. Databasen är som den var, och inga filer har lagts till.") from None
        except OSError as error:
            raise CommandError(f"Det går inte att läsa eller skriva en fil: {error}.") from None
        except DatabaseError as error:
            first = str(error).splitlines()[0]
            raise CommandError(f"Databasen tog inte emot kopian, och är som den var: {first}.") from None
        rows = sum(contents.rows.values())
        self.stdout.write(f"Kopian från {contents.manifest.made} är på plats: {rows} rader och {contents.files} filer.")
