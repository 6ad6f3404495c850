"""`manage.py verify`: is all that is stored what it was when it was stored?"""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.wiring import load

MOST_LINES = 50


class Command(BaseCommand):
    help = (
        "Går igenom allt som är sparat: varje fil mot sin kontrollsumma, varje utgåva mot sin, det som är uträknat mot "
        "det som det räknas ut av, och hänvisningar mellan tabeller. Ändrar inget. Slutar med felkod om något är fel."
    )

    def handle(self, *args, **options) -> None:
        wrong = 0
        for look in load("VERIFIED"):
            try:
                found = look()
            except DatabaseError as error:
                raise CommandError(f"Databasen kunde inte läsas: {str(error).splitlines()[0]}.") from None
            faults = f"{len(found.wrong)} fel" if found.wrong else "inga fel"
            self.stdout.write(f"{found.what}: {found.count}, {faults}.")
            for line in shortened(found.wrong):
                self.stderr.write(line)
            wrong += len(found.wrong)
        if wrong:
            raise CommandError(f"{wrong} fel. Hämta tillbaka filer ur en säkerhetskopia; se docs/sakerhetskopior.md.")


def shortened(lines: list[str]) -> list[str]:
    """The first lines, and how many more there are."""
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], *([f"… och {more} till."] if more > 0 else [])]
