"""Receiving an old page: read once, kept with its proposal, and waiting for an editor. The only way in for a page.

The same page again changes nothing. A page that has changed since it was last fetched from its address is a page of its
own, where what is the same stands as it was decided and what is not is told.
"""

import datetime
import hashlib
from pathlib import Path
from typing import NamedTuple

from django.db import IntegrityError, transaction

from pledges import revisions
from pledges.models import ImportedPage, Municipality
from portal.models import User

from .differing import carried_over
from .page_files import lines_in
from .pieces import Piece, as_kept, laid, undecided
from .problems import ImportProblem
from .proposing import lines_kept, pieces_of
from .reading.drafts import Kommun, PageDraft
from .reading.lines import Line
from .reading.page import read_page
from .rows import lacks

PASTED = "inklistrad text"
LONGEST_TITLE = 200


class Received(NamedTuple):
    """The page, and whether it came in now."""

    page: ImportedPage
    is_new: bool


def receive(
    *,
    municipality: Municipality,
    by: User,
    data: bytes = b"",
    text: str = "",
    file_name: str = "",
    source: str = "",
    fetched: datetime.date | None = None,
) -> Received:
    """Keep a page of the kommun: a file's `data`, or `text` as it was copied. Raises ImportProblem in Swedish."""
    data = data or text.encode(errors="replace")
    called = Path(file_name or PASTED)
    if source and not source.startswith(("https://", "http://")):
        raise ImportProblem(called, None, "Adressen ska börja med https:// eller http://.")
    lines = lines_in(called, data)
    sha256 = said(lines)
    known = ImportedPage.objects.of(municipality).saying(sha256).first()
    if known:
        return Received(known, is_new=False)
    draft = read_page(lines, Kommun(municipality.code, municipality.name, municipality.official_name))
    page = ImportedPage(
        municipality=municipality,
        title=_title(draft),
        source_address=source,
        fetched_on=fetched,
        file_name=file_name[:200],
        original=data,
        sha256=sha256,
        received_by=by,
    )
    return _kept(page, draft)


def said(lines: list[Line]) -> str:
    """The SHA-256 of what a page says, whatever its spaces and its kind of file."""
    return hashlib.sha256("\n".join(" ".join(line.text.split()) for line in lines).encode()).hexdigest()


def _title(draft: PageDraft) -> str:
    words = draft.title.value if draft.title else draft.lines[0].text
    return " ".join(words.split())[:LONGEST_TITLE]


def _kept(page: ImportedPage, draft: PageDraft) -> Received:
    """Save it; when the same page comes in twice at once, the first is kept."""
    pieces = [_with_lacks(piece) for piece in pieces_of(draft)]
    earlier = ImportedPage.objects.of(page.municipality).from_address(page.source_address).first()
    if earlier:
        pieces, page.decisions = carried_over(laid(earlier.pieces, earlier.decisions), pieces)
    page.replaces = earlier
    page.lines = lines_kept(draft)
    page.pieces = [as_kept(piece) for piece in pieces]
    page.undecided = undecided(laid(page.pieces, page.decisions))
    try:
        with transaction.atomic():
            page.save(force_insert=True)
            note = f"Kom efter {earlier.title} från samma adress." if earlier else ""
            revisions.record(page, revisions.Verb.CREATED, by=page.received_by, note=note, raises=False)
    except IntegrityError:
        known = ImportedPage.objects.of(page.municipality).saying(page.sha256).first()
        if known is None:
            raise
        return Received(known, is_new=False)
    return Received(page, is_new=True)


def _with_lacks(piece: Piece) -> Piece:
    """What must be mended before the piece can be accepted is a doubt, too."""
    found = tuple(lacks(piece))
    return piece if not found else Piece(**{**vars(piece), "doubts": (*piece.doubts, *found)})
