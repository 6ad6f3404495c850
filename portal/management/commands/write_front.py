"""`manage.py write_front FOLDER`: the front server's configuration for this machine, and the pages that it shows."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal import front

SAME = ("https", "http", "public", "certificate", "key", "log", "user", "searches")


class Command(BaseCommand):
    help = "Skriver webbserverns (nginx) inställningar för den här datorn till en mapp, och sidorna den själv visar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="mappen att skriva till")
        parser.add_argument("--address", action="append", help="IP-adress att svara på, 127.0.0.1 om inget sägs")
        parser.add_argument("--https", type=int, default=443, help="port för HTTPS")
        parser.add_argument("--http", type=int, default=80, help="port för HTTP, som leder vidare till HTTPS")
        parser.add_argument("--public", type=Path, required=True, help="uttaget till de publika sidornas process")
        parser.add_argument("--office", type=Path, help="uttaget till redaktörslägets process, annars samma")
        parser.add_argument("--certificate", type=Path, required=True, help="certifikatet med sin kedja (PEM)")
        parser.add_argument("--key", type=Path, required=True, help="certifikatets nyckel (PEM)")
        parser.add_argument("--log", type=Path, help="filen att logga till; utan den loggas inget")
        parser.add_argument("--user", default="", help="vem nginx arbetar som, när root startar en egen")
        parser.add_argument("--searches", type=int, default=6, help="så många sökningar samtidigt")

    def handle(self, *, folder: Path, **given: object) -> None:
        place = front.Place(
            work=folder.resolve(),
            addresses=tuple(given["address"] or ["127.0.0.1"]),
            office=given["office"] or given["public"],
            **{name: given[name] for name in SAME},
        )
        try:
            front.write(place)
        except (front.Unfit, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Inställningarna är skrivna till {place.work}.")
