"""Takes in a file that lies on disk as a document: through the same door as an upload, and once whatever happens.

Each file is a transaction of its own. What is killed on the way leaves at most a file that nothing names, which the
nightly sweep takes away.
"""

import hashlib
import time
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction

from pledges import publishing, revisions
from pledges.documents import clean_pdf, describe
from pledges.models import Document, State
from pledges.room import require_room
from portal.models import User
from portal.pdf.intake import CleanPdf
from portal.storage import StorageFull
from portal.swedish import plain

from .document_rows import DocumentRow

BUSY_TRIES = 5
BUSY_SECONDS = 2.0


class Outcome(StrEnum):
    NEW = "är nytt"
    FILLED = "får sin fil"
    THERE = "finns redan"


@dataclass(frozen=True)
class Taken:
    """What became of a row: `document` is the one that has the file now, unless nothing was to be written."""

    outcome: Outcome
    document: Document


def take_in(row: DocumentRow, *, by: User, publish: bool = False, pretend: bool = False) -> Taken:
    """Store the file of a row. Raises ValueError in Swedish for what cannot be accepted.

    The place of the same document that nobody has had gets the file, and stays as public as it was. What is new
    becomes a draft, or public with `publish`.
    """
    wanted = row.document
    with row.path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    same = Document.objects.of(wanted.municipality).uploaded_as(sha256, None).first()
    if same:
        return Taken(Outcome.THERE, same)
    pdf = cleaned(row, by=by)
    try:
        with pdf.file, transaction.atomic():
            place = place_of(wanted)
            document = place or wanted
            if not pretend:
                keep(document, wanted, pdf, by=by, publish=publish)
    except StorageFull:
        raise ValueError(f"{row.path.name}: disken är full, så filen är inte inläst.") from None
    except IntegrityError:
        raise ValueError(f"{row.path.name}: någon annan lade in samma fil just nu. Kör om kommandot.") from None
    return Taken(Outcome.FILLED if place else Outcome.NEW, document)


def cleaned(row: DocumentRow, *, by: User) -> CleanPdf:
    """The file as it may be published; waits while others' files are gone through. Raises ValueError in Swedish."""
    for attempt in range(BUSY_TRIES):
        try:
            with row.path.open("rb") as file:
                require_room(row.path.stat().st_size, by=by)
                return clean_pdf(File(file))
        except ValidationError as refusal:
            if refusal.code != "busy" or attempt == BUSY_TRIES - 1:
                raise ValueError(f"{row.path.name}: {' '.join(refusal.messages)}") from None
        except OSError:
            raise ValueError(f"{row.path.name}: filen går inte att läsa.") from None
        time.sleep(BUSY_SECONDS)
    raise AssertionError


def place_of(wanted: Document) -> Document | None:
    """The place, held, of the same document that nobody has had. Raises ValueError in Swedish when several fit."""
    places = [one for one in Document.objects.of(wanted.municipality).places() if one.kind == wanted.kind]
    called = [one for one in places if name_of(one) == name_of(wanted)]
    about = [one for one in places if wanted.year and told_of(one) == told_of(wanted)]
    found = called or about
    if len(found) > 1:
        raise ValueError(f"filen kan höra till flera platser: {', '.join(f'”{one}”' for one in found)}.")
    if found and found[0].state == State.WITHDRAWN:
        raise ValueError(f"”{found[0]}” är tillbakadraget. Filen är inte inläst.")
    return found[0] if found else None


def name_of(document: Document) -> str:
    return plain(document.title.removesuffix(".pdf"))


def told_of(document: Document) -> tuple:
    return document.year, document.first_tertial, document.last_tertial


def keep(document: Document, wanted: Document, pdf: CleanPdf, *, by: User, publish: bool) -> None:
    """Save the document with its file, and its history. A file that was stored for nothing is taken away."""
    is_new = document.pk is None
    if not is_new:
        revisions.remember(document, lambda: revisions.described(document))
        for name in ("source_address", "fetched_on", "source"):
            setattr(document, name, getattr(wanted, name) or getattr(document, name))
    describe(document, pdf)
    document.file.save("dokument.pdf", File(pdf.file), save=False)
    try:
        document.save()
        verb = revisions.Verb.CREATED if is_new else revisions.Verb.SAVED
        revisions.record(document, verb, by=by, content=revisions.described(document), raises=not is_new)
        if document.is_published or (is_new and publish):
            publishing.make_public(document, by=by)
    except BaseException:
        document.file.storage.delete(document.file.name)
        raise
