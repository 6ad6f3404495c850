"""`manage.py list_urls`: every route, who may ask for it, and whether its answers are stored; `--json` for programs."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandParser

from portal.routes import Route, routes


class Command(BaseCommand):
    help = "Räknar upp alla adresser: mönster, namn, metoder, vem som får, och om svaret får sparas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="som JSON, för program")

    def handle(self, *args, **options) -> None:
        if options["json"]:
            self.stdout.write(json.dumps([asdict(route) for route in routes()], ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(line(route) for route in routes()))


def line(route: Route) -> str:
    kept = "sparas" if route.stored is not None else ""
    if route.stored:
        kept += ", även med " + ", ".join(f"{name}={'|'.join(values)}" for name, values in route.stored.items())
    told = (route.pattern, route.name, " ".join(route.methods) or "–", route.who, kept)
    return "  ".join(part for part in told if part)
