"""Shows how a page of medborgarlöften is understood, line by line and why. Writes nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pledges.importing.page_files import page_lines
from pledges.importing.problems import ImportProblem
from pledges.importing.reading.as_json import page_json
from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.explaining import explained
from pledges.importing.reading.page import read_page
from pledges.models import Municipality


class Command(BaseCommand):
    help = (
        "Visar hur portalen förstår en sida med medborgarlöften: vad varje rad blir och varför. "
        "Filen kan vara text, HTML, "
        "Word (.docx) eller PDF med text. Ingenting sparas."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="filen med sidan")
        parser.add_argument("--kommun", required=True, help="kommunens kod hos SCB, till exempel 0662")
        parser.add_argument("--json", action="store_true", help="hela utkastet som JSON")

    def handle(self, *args, file: Path, kommun: str, **options) -> None:
        municipality = Municipality.objects.with_codes([kommun]).first()
        if municipality is None:
            raise CommandError(f"Det finns ingen kommun med koden {kommun}. Läs in kommunerna med load_sweden.")
        try:
            lines = page_lines(file)
        except ImportProblem as problem:
            raise CommandError(str(problem)) from None
        page = read_page(lines, Kommun(municipality.code, municipality.name, municipality.official_name))
        if options["json"]:
            self.stdout.write(json.dumps(page_json(page), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(explained(page)))
