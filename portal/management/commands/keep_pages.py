"""`manage.py keep_pages`: keeps a copy of every published page on this machine; one for each machine, always going."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.store.keeping import Visitor, keep_pages

NICE = 10  # visitors and editors come first


class Command(BaseCommand):
    help = "Håller en kopia av varje publicerad sida på den här datorn. Ska alltid vara igång, en på varje dator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="sluta när alla sidor har en kopia")

    def handle(self, *args, **options) -> None:
        if not settings.PAGE_STORE:
            raise CommandError("Sidförrådet är avstängt (PAGE_STORE).")
        os.nice(NICE)
        keep_pages(Visitor(), once=options["once"])
