"""Uploaded files: what is accepted, and what can be told about a PDF by looking into it."""

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

import pypdfium2
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from pledges.models.uploads import PHOTO_SUFFIXES

TEXT_PAGES, TEXT_LENGTH = 200, 200_000  # as much text as a search can use
PHOTO_MAX_MB = 10


@dataclass(frozen=True)
class PdfFacts:
    """Size in bytes; `text` in reading order, for search; `is_tagged` when it has a structure for screen readers."""

    size: int
    sha256: str
    pages: int
    text: str
    is_tagged: bool


def describe_pdf(file: File) -> PdfFacts:
    """Look into an uploaded PDF. Raises ValidationError with a Swedish sentence when it is not accepted."""
    if file.size > settings.DOCUMENT_MAX_MB * 2**20:
        raise ValidationError(f"Filen är större än {settings.DOCUMENT_MAX_MB} MB. Minska den och försök igen.")
    file.seek(0)
    data = file.read()
    file.seek(0)
    if not data.startswith(b"%PDF-"):
        raise ValidationError("Filen är inte en PDF. Spara dokumentet som PDF och ladda upp det igen.")
    pages, text, is_tagged = _contents(data)
    return PdfFacts(len(data), hashlib.sha256(data).hexdigest(), pages, text, is_tagged)


def _contents(data: bytes) -> tuple[int, str, bool]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValidationError(_refusal(str(error))) from error
    try:
        if not len(pdf):
            raise ValidationError("PDF:en har inga sidor.")
        return len(pdf), _text(pdf), bool(pypdfium2.raw.FPDFCatalog_IsTagged(pdf.raw))
    finally:
        pdf.close()


def _refusal(error: str) -> str:
    if "password" in error.lower():
        return "PDF:en är skyddad med lösenord. Ta bort skyddet och ladda upp den igen."
    return "PDF:en går inte att läsa. Filen kan vara skadad eller bara delvis kopierad."


def _text(pdf: pypdfium2.PdfDocument) -> str:
    """The words of the first pages, without the NUL characters that a database refuses."""
    parts, length = [], 0
    for number in range(min(len(pdf), TEXT_PAGES)):
        part = pdf[number].get_textpage().get_text_bounded().replace("\x00", "")
        parts.append(part)
        length += len(part)
        if length > TEXT_LENGTH:
            break
    return "\n".join(parts)[:TEXT_LENGTH]


def check_photo(file: File) -> None:
    """Raises ValidationError with a Swedish sentence unless it is a photo of a kind and size that we show.

    That it is a picture at all is checked by the form's own field.
    """
    if PurePath(file.name).suffix.lower() not in PHOTO_SUFFIXES:
        raise ValidationError("Välj en bild av slaget JPEG, PNG eller WebP.")
    if file.size > PHOTO_MAX_MB * 2**20:
        raise ValidationError(f"Bilden är större än {PHOTO_MAX_MB} MB. Minska den och försök igen.")
