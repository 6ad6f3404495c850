"""`manage.py import_places FILE`: places of kommuner, from a CSV file."""

from pledges.importing.lists.places import KIND
from pledges.management.list_command import HOW, ListCommand


class Command(ListCommand):
    kind = KIND
    help = "Läser in platser i kommuner ur en CSV-fil. " + HOW
