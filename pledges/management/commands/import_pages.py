"""`manage.py import_pages MANIFEST.csv`: old pages, many at once, each waiting for an editor."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.csv_files import Unreadable, read_file
from pledges.importing.many_pages import AT_ONCE, Outcome, Stopped, receive_all
from pledges.importing.page_rows import COLUMNS, PageRow, reader
from pledges.importing.redirects import lead_here
from pledges.management.list_command import FILE_HELP
from portal.models import User
from portal.progress import Progress


class Command(BaseCommand):
    help = (
        "Läser in gamla sidor med medborgarlöften efter en lista med kolumnerna kommun, adress, hämtad och fil. "
        "Varje sida blir förslag som en redaktör tar ställning till; ingenting publiceras. En sida läses in hel eller "
        "inte alls, samma sida en gång till ändrar inget, och en som har ändrats visar vad som skiljer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manifest", type=Path, help=FILE_HELP)
        parser.add_argument("--folder", type=Path, help="mappen med filerna; annars den som listan ligger i")
        parser.add_argument("--workers", type=int, default=AT_ONCE, help="hur många som läser samtidigt")
        parser.add_argument(
            "--redirects", action="store_true", help="låt sidornas gamla adresser leda till kommunens sida här"
        )

    def handle(self, *args, manifest: Path, folder: Path | None, workers: int, redirects: bool, **options) -> None:
        by, problems = User.objects.robot("inlasning"), []
        rows = list(self.rows(manifest, folder or manifest.parent, problems))
        counts, kept = Counter(), []
        try:
            for outcome in Progress(self.stderr).over(receive_all(rows, by=by, workers=max(1, workers)), len(rows)):
                counts[self.tell(outcome, problems)] += 1
                kept += [] if outcome.is_wrong else [outcome.row]
        except Stopped as error:
            problems.append(str(error))
        self.stdout.write(f"Nya: {counts['new']}. Fanns redan: {counts['there']}. Fel: {len(problems)}.")
        if redirects:
            self.stdout.writelines(f"{line}\n" for line in lead_here(kept, by=by))
        if problems:
            raise CommandError("\n".join(problems))

    def rows(self, manifest: Path, folder: Path, problems: list[str]) -> Iterator[PageRow]:
        """The rows that can be read; what is wrong with the others goes among the problems."""
        try:
            found, read = read_file(manifest, COLUMNS), reader(folder)
        except OSError as error:
            raise CommandError(f"Filen {manifest} går inte att läsa.") from error
        except Unreadable as error:
            raise CommandError("\n".join(error.problems)) from None
        for row in found:
            try:
                yield read(row)
            except ValueError as error:
                problems.append(f"Rad {row.number}: {error}")

    def tell(self, outcome: Outcome, problems: list[str]) -> str:
        line = f"Rad {outcome.row.number}: {outcome.told}"
        if outcome.is_wrong:
            problems.append(line)
            return "wrong"
        self.stdout.write(f"Rad {outcome.row.number}: {outcome.row.municipality}, {outcome.row.name}: {outcome.told}.")
        return "new" if outcome.is_new else "there"
