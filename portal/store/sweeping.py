"""Keeps the page store small: no more pages than there is room for, and one line for all that has changed of a name."""

from django.conf import settings

from portal.models import PublicChange
from portal.store import shelf


def sweep() -> str:
    removed = shelf.trim(settings.PAGE_STORE_MB * 2**20)
    PublicChange.objects.compact()
    return f"Sparade sidor: {removed}."
