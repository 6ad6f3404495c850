"""`manage.py import_news FILE`: news, as drafts, from a CSV file."""

from pledges.importing.lists.news import KIND
from pledges.management.list_command import HOW, ListCommand


class Command(ListCommand):
    kind = KIND
    help = "Läser in nyheter ur en CSV-fil, som utkast. " + HOW
