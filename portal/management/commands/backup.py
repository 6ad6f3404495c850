"""`manage.py backup FILE`: the database and the files, as they are at one moment, in one file."""

import datetime
from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from portal.backup import keeping
from portal.backup.making import Made, make
from portal.timers import TimedCommand

MOST_LINES = 20


class Command(TimedCommand):
    help = (
        "Skriver en säkerhetskopia av databas och filer till en ny fil, medan portalen är i gång. Är FILE en mapp får "
        "kopian namn efter dagen; med --keep N sparas de N senaste där. Filen kan återställas med restore."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="filen som skrivs, eller en mapp")
        parser.add_argument("--keep", type=int, metavar="N", help="spara de N senaste kopiorna i mappen")

    def handle(self, *, file: Path, keep: int | None, verbosity: int, **options) -> None:
        if keep is not None and (keep < 1 or not file.is_dir()):
            raise CommandError("--keep tar ett tal från 1, och FILE ska då vara en mapp som finns.")
        out = file / keeping.name_for(datetime.datetime.now(datetime.UTC)) if file.is_dir() else file
        if out.exists():
            raise CommandError(f"{out} finns redan.")
        try:
            made = make(out, tell=self.stderr.write if verbosity > 1 else lambda _: None)
        except OSError as error:
            raise CommandError(f"Det går inte att skriva {out}: {error.strerror}. Inget av kopian är kvar.") from None
        except DatabaseError as error:
            raise CommandError(f"Databasen kunde inte läsas: {str(error).splitlines()[0]}.") from None
        self.tell_of(made)
        self.stdout.write(f"{out}: {made.rows} rader och {made.files} filer, {made.size / 1e6:.1f} MB.")
        for old in keeping.remove_older(file, keep) if keep else []:
            self.stdout.write(f"{old.name} är äldre än de {keep} senaste och togs bort.")

    def tell_of(self, made: Made) -> None:
        """Say which files the backup is without."""
        for row in made.missing[:MOST_LINES]:
            self.stderr.write(f"Filen till {row} saknas på disken och finns inte i kopian.")
        if made.missing[MOST_LINES:]:
            self.stderr.write(f"{len(made.missing)} filer saknas på disken. Se manage.py verify.")
        for name in made.odd:
            self.stderr.write(f"Filen {name!a} är inte portalens och finns inte i kopian.")
