"""`manage.py rebuild`: derives anew what lists and overviews read, for what was published before they were made."""

from django.core.management.base import BaseCommand, CommandParser

from followups.overview import refresh
from pledges.models import Municipality


class Command(BaseCommand):
    help = (
        "Räknar fram det som listor och översikter läser, för kommuner där det saknas; med --all för alla. "
        "Det görs annars av sig självt när något publiceras. Kan köras om när som helst."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", dest="everything", help="också för dem där det redan finns")

    def handle(self, *args, everything: bool, **options) -> None:
        kommuner = Municipality.objects.once_public()
        wanted = kommuner if everything else kommuner.without("overview")
        done = [refresh(municipality) for municipality in wanted]
        self.stdout.write(f"Översikten: {len(done)} kommuner." if done else "Översikten: inget nytt att läsa in.")
