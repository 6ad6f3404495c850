"""`manage.py render_report`: the published follow-ups of kommuner or areas as PDF, ZIP, spreadsheet or table."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from followups.exports import making
from followups.exports.files import CannotBeMade, public_bytes
from followups.exports.places import COUNTRY, NoSuchPlace, Place, named, places, together
from followups.exports.selection import Selection, select
from followups.models import Export
from portal.pdf import RenderingFailed

# Option, its kind of place, and how it is explained.
WHERE = (
    ("kommun", Export.Kind.MUNICIPALITY, "kommunkod, till exempel 0662; går att upprepa"),
    ("lpo", Export.Kind.AREA, "lokalpolisområdets adressnamn, till exempel varnamo; går att upprepa"),
    ("lan", Export.Kind.COUNTY, "länskod, till exempel 06; går att upprepa"),
    ("region", Export.Kind.REGION, "polisregionens adressnamn, till exempel ost; går att upprepa"),
)
TELL_EVERY = 1  # second
WHICH_FILE = "Skriv --out som en fil som slutar på {endings}, eller som en mapp."


class Command(BaseCommand):
    help = (
        "Skriver publicerade uppföljningar till en fil: en uppföljnings PDF som den är publicerad, eller fleras som en "
        "PDF med innehållsförteckning (.pdf), en ZIP (.zip), ett kalkylblad (.xlsx), en tabell (.csv) eller en mapp."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for option, _kind, text in WHERE:
            parser.add_argument(f"--{option}", action="append", default=[], help=text)
        parser.add_argument("--country", action="store_true", help="hela landet")
        parser.add_argument("--year", type=int, required=True, help="året")
        parser.add_argument(
            "--tertial", type=int, action="append", choices=(1, 2, 3), required=True, help="går att upprepa"
        )
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="filen eller mappen som skrivs")

    def handle(self, *, year: int, tertial: list[int], out: Path, country: bool, **options) -> None:
        form = self.form_of(out)
        try:
            day = timezone.localdate()
            words = [f"{kind.value}:{key}" for option, kind, _ in WHERE for key in options[option]]
            chosen = select(self.place([*words, *([COUNTRY] if country else [])], day), year, tertial, day)
            self.write(chosen, form, out)
        except (CannotBeMade, NoSuchPlace, RenderingFailed) as reason:
            raise CommandError(str(reason)) from None
        except OSError as error:
            raise CommandError(f"Det går inte att skriva {out}: {error.strerror}.") from None
        except DatabaseError as error:
            raise CommandError(f"Databasen kunde inte svara: {str(error).splitlines()[0]}.") from None
        for gap in chosen.gaps:
            self.stderr.write(f"{gap.municipality.name}, {gap.label[0].lower()}{gap.label[1:]}: {gap.in_words}.")
        self.stdout.write(f"{out}: {chosen.told}.")

    def form_of(self, out: Path) -> str:
        """The format that the name asks for, "" for a folder."""
        ending = out.suffix.lower().removeprefix(".")
        if out.is_dir() or not ending:
            return ""
        if ending not in making.MAKERS:
            raise CommandError(WHICH_FILE.format(endings=", ".join(f".{form.value}" for form in making.MAKERS)))
        return ending

    def place(self, words: list[str], day) -> Place:
        if not words:
            raise CommandError("Skriv var: --kommun, --lpo, --lan, --region eller --country.")
        known = places(day)
        return together([named(word, known) for word in words])

    def write(self, chosen: Selection, form: str, out: Path) -> None:
        """Write what was chosen, so that the file is whole or not there."""
        making.require_some(chosen)
        with tempfile.TemporaryDirectory(dir=out.parent if out.parent.is_dir() else None) as folder:
            made = Path(folder) / (out.name or "ut")
            if not form:
                self.count(self.single_files(chosen, out), len(chosen.follow_ups))
                return
            if form == Export.Form.PDF and len(chosen.follow_ups) == 1:
                made.write_bytes(public_bytes(chosen.follow_ups[0]))
            else:
                self.count(making.make(form, chosen, made, Path(folder)), making.steps(form, chosen))
            shutil.move(made, out)

    def single_files(self, chosen: Selection, folder: Path) -> Iterator[None]:
        folder.mkdir(parents=True, exist_ok=True)
        for follow_up in chosen.follow_ups:
            (folder / follow_up.file_name).write_bytes(public_bytes(follow_up))
            yield

    def count(self, steps: Iterator[None], total: int) -> None:
        """Take the steps, telling once a second how far it has come."""
        told = time.monotonic()
        for done, _ in enumerate(steps, 1):
            if time.monotonic() - told >= TELL_EVERY:
                self.stderr.write(f"{min(done, total)} av {total} steg är klara.")
                told = time.monotonic()
