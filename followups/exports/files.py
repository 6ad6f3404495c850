"""The stored PDF of an edition, read whole and compared with its SHA-256."""

import hashlib

from django.conf import settings
from django.urls import reverse

from followups.models import FollowUp


class CannotBeMade(Exception):
    """Why there is no export, in Swedish for whoever asked for it."""


class Unreadable(CannotBeMade):
    """An edition's file is gone or is not what was published."""


def public_bytes(follow_up: FollowUp) -> bytes:
    """The same bytes as the public address gives. Raises Unreadable."""
    edition = follow_up.current_edition
    try:
        with edition.pdf.open("rb") as stored:
            data = stored.read()
    except OSError:
        raise Unreadable(f"PDF:en för {follow_up} går inte att läsa just nu. Försök igen om en stund.") from None
    if hashlib.sha256(data).hexdigest() != edition.pdf_sha256:
        raise Unreadable(f"PDF:en för {follow_up} är inte den som publicerades. Säg till den som sköter portalen.")
    return data


def edition_address(follow_up: FollowUp) -> str:
    """The whole address where exactly this edition's PDF stays."""
    keys = [follow_up.municipality.slug, follow_up.slug, follow_up.current_edition.number]
    return f"{settings.PUBLIC_URL}{reverse('follow_up_edition_pdf', args=keys)}"
