"""Uploaded files: what is accepted, and what can be told about a PDF by looking into it."""

from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from pledges.models import Document
from pledges.models.uploads import PHOTO_SUFFIXES
from portal.pdf import intake
from portal.pdf.intake import CleanPdf
from portal.pdf.refusals import Refused

PHOTO_MAX_MB = 10
# What a document says of its file; all of it follows from the file.
DESCRIBED = ("size", "sha256", "uploaded_sha256", "pages", "text", "is_tagged", "removed")


def clean_pdf(file: File) -> CleanPdf:
    """The uploaded PDF without what must not be published. Raises ValidationError with a Swedish sentence."""
    if file.size > settings.DOCUMENT_MAX_MB * 2**20:
        sentence = f"Filen är större än {settings.DOCUMENT_MAX_MB} MB. Minska den och försök igen."
        raise ValidationError(sentence, code="too_many_bytes")
    try:
        return intake.clean(file.chunks())
    except Refused as refused:
        raise ValidationError(str(refused), code=refused.code) from None


def describe(document: Document, pdf: CleanPdf | None) -> None:
    """Write on the document what can be told of its new file, or of having none."""
    for name in DESCRIBED:
        field = Document._meta.get_field(name)
        setattr(document, name, getattr(pdf, name) if pdf else field.get_default())


def same_file(document: Document) -> Document | None:
    """Another document of the kommun that was uploaded as the very same file."""
    if not document.uploaded_sha256:
        return None
    return Document.objects.of(document.municipality_id).uploaded_as(document.uploaded_sha256, document.pk).first()


def told_of(document: Document) -> Iterable[str]:
    """What an editor should know of the file: what was taken out of it, and how to make it accessible."""
    if document.removed:
        yield f"Portalen har tagit bort detta ur filen: {', '.join(document.removed)}. Sidorna ser ut som förut."
    if document.file and not document.is_tagged:
        yield NOT_TAGGED


NOT_TAGGED = (
    "Filen är inte taggad, så den som lyssnar med skärmläsare får svårt att läsa den. Så gör du i Word: använd "
    "formatmallarna för rubriker, välj Arkiv, Spara som, PDF, och kryssa under Alternativ i ”Taggar för "
    "dokumentstruktur”. Ladda sedan upp den filen i stället."
)


def check_photo(file: File) -> None:
    """Raises ValidationError with a Swedish sentence unless it is a photo of a kind and size that we show.

    That it is a picture at all is checked by the form's own field.
    """
    if PurePath(file.name).suffix.lower() not in PHOTO_SUFFIXES:
        raise ValidationError("Välj en bild av slaget JPEG, PNG eller WebP.")
    if file.size > PHOTO_MAX_MB * 2**20:
        raise ValidationError(f"Bilden är större än {PHOTO_MAX_MB} MB. Minska den och försök igen.")
