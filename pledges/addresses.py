"""Absolute addresses, for what leaves the site: PDFs, feeds, mail."""

from django.conf import settings


def public_address(thing) -> str:
    """The address of a thing with `get_absolute_url`, under PUBLIC_URL."""
    return f"{settings.PUBLIC_URL}{thing.get_absolute_url()}"
