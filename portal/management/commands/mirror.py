"""`manage.py mirror FOLDER`: a static copy of the public site, and whether one still is."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from portal.mirror import building, verifying
from portal.mirror.asking import DoesNotAnswer, OtherPortal, ThisPortal
from portal.mirror.folder import InUse
from portal.mirror.manifest import Manifest
from portal.public_addresses import public_addresses

TELL_EVERY = 5  # seconds
MOST_LINES = 50


class Command(BaseCommand):
    help = (
        "Gör en statisk kopia av hela den offentliga webbplatsen i en mapp, eller uppdaterar den som finns där. "
        "MAPP/current/public är det som en webbserver ska visa, MAPP/current/nginx.conf hur."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="MAPP", type=Path)
        parser.add_argument("--verify", action="store_true", help="jämför kopian med portalen och ändra inget")
        parser.add_argument("--against", metavar="ADRESS", help="jämför med portalen på en annan adress")

    def handle(self, *args, folder: Path, verify: bool, against: str | None, **options) -> None:
        if against and not verify:
            raise CommandError("--against används tillsammans med --verify.")
        self.told = time.monotonic()
        try:
            if verify:
                self.verify(folder, against)
            else:
                self.make(folder)
        except InUse:
            raise CommandError(f"En annan körning arbetar redan i {folder}.") from None
        except DatabaseError as error:
            raise CommandError(f"Databasen kunde inte läsas: {str(error).splitlines()[0]}.") from None
        except (building.Failed, DoesNotAnswer, OSError) as error:
            raise CommandError(f"{error} Kopian är som den var.") from None

    def make(self, folder: Path) -> None:
        outcome = building.mirror(folder, self.progress)
        told = f"{outcome.written} nya eller ändrade filer, {outcome.same} som förut, {outcome.removed} borttagna."
        self.stdout.write(f"Kopian i {folder / 'current'}: {told}")

    def verify(self, folder: Path, against: str | None) -> None:
        try:
            known = verifying.copy_in(folder)
        except verifying.NoCopy:
            raise CommandError(f"Det finns ingen kopia i {folder}.") from None
        portal = OtherPortal(against) if against else ThisPortal()
        addresses = verifying.in_the_site_map(portal.ask) if against else public_addresses()
        wrong = [*verifying.altered(folder, known), *self.differences(known, addresses, portal.ask)]
        for line in wrong[:MOST_LINES]:
            self.stderr.write(line)
        if len(wrong) > MOST_LINES:
            self.stderr.write(f"… och {len(wrong) - MOST_LINES} till.")
        if wrong:
            raise CommandError(f"{len(wrong)} skillnader. Kör manage.py mirror {folder} för en ny kopia.")
        self.stdout.write(f"Kopian från {known.made} är hel och lik portalen: {len(known.files)} filer.")

    def differences(self, known: Manifest, addresses: Iterable[str], ask: Callable) -> list[str]:
        found = []
        for number, line in enumerate(verifying.differing(known, addresses, ask), start=1):
            self.progress(number, max(number, len(known.files)))
            found += [line] if line else []
        return found

    def progress(self, done: int, total: int) -> None:
        if time.monotonic() - self.told > TELL_EVERY:
            self.stdout.write(f"{done} av {total} adresser")
            self.told = time.monotonic()
