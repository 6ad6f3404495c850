"""`manage.py import_areas FILE`: which lokalpolisområden cover which kommuner, from a CSV file."""

from pledges.importing.lists.areas import KIND
from pledges.management.list_command import HOW, ListCommand


class Command(ListCommand):
    kind = KIND
    help = "Läser in vilka lokalpolisområden som täcker vilka kommuner, ur en CSV-fil. " + HOW
