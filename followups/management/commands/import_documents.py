"""`manage.py import_documents FOLDER --manifest M.csv`: files on disk become documents, each for itself."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from followups.models import FollowUp
from followups.proposing import propose_from
from pledges.importing.csv_files import Unreadable, read_file
from pledges.importing.document_files import Outcome, take_in
from pledges.importing.document_rows import COLUMNS, reader
from pledges.management.list_command import FILE_HELP, PRETENDED
from pledges.models import Document
from portal.models import User
from portal.pdf.refusals import Refused

HERE = FollowUp.Availability.FULL.label


class Command(BaseCommand):
    help = (
        "Läser in PDF-filer ur en mapp som dokument, efter en lista. Varje fil rensas och kontrolleras som en som "
        "laddas upp, och läses in för sig: en som är fel nämns med sin rad och hindrar inga andra. En fil som kommunen "
        "redan har läses inte in igen, och platsen för ett dokument som saknas får sin fil. Inget hämtas från nätet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="mappen med filerna")
        parser.add_argument("--manifest", type=Path, required=True, help=FILE_HELP)
        parser.add_argument("--publish", action="store_true", help="visa nya dokument genast; annars blir de utkast")
        parser.add_argument("--dry-run", action="store_true", help="gå igenom allt, och ändra ingenting")

    def handle(self, *args, folder: Path, manifest: Path, publish: bool, dry_run: bool, **options) -> None:
        try:
            rows = read_file(manifest, COLUMNS)
        except OSError as error:
            raise CommandError(f"Filen {manifest} går inte att läsa.") from error
        except Unreadable as error:
            raise CommandError("\n".join(error.problems)) from None
        counts, problems = Counter(), []
        for outcome in self.taken(rows, folder, problems, publish=publish, pretend=dry_run):
            counts[outcome] += 1
        self.stdout.write(
            f"Nya: {counts[Outcome.NEW]}. Fick sin fil: {counts[Outcome.FILLED]}. "
            f"Fanns redan: {counts[Outcome.THERE]}. Fel: {len(problems)}."
        )
        if dry_run:
            self.stdout.write(PRETENDED)
        if problems:
            raise CommandError("\n".join(problems))

    def taken(self, rows, folder: Path, problems: list[str], **how) -> Iterator[Outcome]:
        """What became of each row that could be taken in; the others go among the problems."""
        read, by = reader(folder), User.objects.robot("inlasning")
        for row in rows:
            try:
                found = take_in(read(row), by=by, **how)
            except ValueError as error:
                problems.append(f"Rad {row.number}: {error}")
                continue
            told = "" if how["pretend"] or found.outcome == Outcome.THERE else proposed(found.document, by)
            self.stdout.write(f"Rad {row.number}: ”{found.document}” {found.outcome}.{told}")
            yield found.outcome


def proposed(document: Document, by: User) -> str:
    """Proposes the answers of a follow-up; what came of it, in Swedish, "" for nothing."""
    try:
        found = propose_from(document, by=by)
    except Refused as busy:
        return f" Svaren i den är inte lästa. {busy}"
    if found is None or not found.answers:
        return ""
    where = "ett nytt utkast" if found.is_new else "uppföljningen"
    told = f" {found.answers} svar föreslås i {where}, {found.follow_up.range.label.lower()}."
    return told if found.follow_up.is_answered_here else f"{told} De visas när någon har valt ”{HERE}” i den."
