"""Writing an edition: its number, its facts, its content as one text and its PDF as a file that nobody can guess."""

import hashlib
import json
import secrets

from django.core.files.base import ContentFile

from pledges.models import Edition
from pledges.pdf import EditionFacts
from portal.models import User
from portal.pdf import Pdf


def freeze(edition: Edition, facts: EditionFacts, pdf: Pdf, *, by: User) -> Edition:
    """Store the edition with its file. Call inside the transaction that publishes it.

    The file is written before the row: when the transaction fails, a file without a row is left, which
    is never public.
    """
    edition.number = facts.number
    edition.content_sha256 = fingerprint(edition.content)
    edition.published_at = facts.published_at
    edition.published_by = by
    edition.change_note = facts.change_note
    edition.approvals = list(facts.approvals)
    keep_pdf(edition, pdf)
    edition.save(force_insert=True)
    return edition


def keep_pdf(edition: Edition, pdf: Pdf) -> None:
    """Store the PDF as a new file, and its facts on the edition, which is not saved."""
    edition.pdf_size = len(pdf.data)
    edition.pdf_pages = pdf.pages
    edition.pdf_sha256 = pdf.sha256
    edition.pdf.save(f"{secrets.token_hex(16)}.pdf", ContentFile(pdf.data), save=False)


def written(content: dict) -> bytes:
    """The content as JSON in UTF-8, its keys in order: the same bytes each time, also after the database."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False).encode()


def fingerprint(content: dict) -> str:
    """The SHA-256 of the content as it is written."""
    return hashlib.sha256(written(content)).hexdigest()
