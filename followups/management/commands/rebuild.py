"""`manage.py rebuild`: derives anew what lists, overviews and the search read (settings.REBUILT)."""

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from portal.wiring import load


class Command(BaseCommand):
    help = (
        "Räknar fram det som listor, översikter och sökningen läser, där det saknas; med --all överallt. "
        "Det görs annars av sig självt när något publiceras. Kan köras om när som helst."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", dest="everything", help="också där det redan finns")

    def handle(self, *args, everything: bool, **options) -> None:
        for rebuild in load("REBUILT"):
            with transaction.atomic():
                what, count = rebuild(everything=everything)
            new = "1 post" if count == 1 else f"{count} poster"
            self.stdout.write(f"{what}: nytt är {new}." if count else f"{what}: inget nytt att läsa in.")
