"""Making drafts of an imported page once all of it is decided: one act, done once however often it is asked for."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from pledges import permissions, revisions
from pledges.contents import pledge_content
from pledges.models import Document, ImportedPage, Pledge
from pledges.publishing import Refused
from portal.models import User

from .deciding import NOT_YOURS
from .draft_pledges import Draft, make_pledge, source_of
from .draft_threads import connect
from .matching import existing, links, overlapping, page_periods
from .pieces import KINDS, Piece, laid, of_kind
from .rows import row_of

LEFT = "Det är {count} kvar att bestämma om innan det kan bli utkast."
NOTHING = "Det finns inget på sidan att göra utkast av. Lägg den åt sidan i stället."
PUT_ASIDE = "Sidan är lagd åt sidan. Ta upp den igen först."
NO_PERIOD = "Perioden är borttagen, men detta hör till den: {name}, ”{words}”. Flytta det, eller ta bort det också."
NO_DAYS = "Perioden {label} saknar dagar. Fyll i när löftet började och slutade gälla."


@dataclass
class Made:
    """What came of a page: new drafts, new documents, and the pledges that were there already for some periods."""

    pledges: list[Pledge] = field(default_factory=list)
    documents: int = 0
    there_already: list[Pledge] = field(default_factory=list)
    is_first: bool = True


@transaction.atomic
def make_drafts(page: ImportedPage, *, by: User, linked: Collection[str] = ()) -> Made:
    """Make the page's drafts. `linked` are keys of matching.links to make. Raises Refused when something is left."""
    page = ImportedPage.objects.held(page.pk)
    if not permissions.may(by, "edit", page.municipality):
        raise Refused(NOT_YOURS)
    if page.state == ImportedPage.State.DRAFTED:
        return Made(list(page.pledges.by_period()), is_first=False)
    _require_decided(page)
    pledges = existing(page)
    proposed = [link for link in links(page, pledges) if link.key in linked]
    made, drafts = Made(), []
    pieces = laid(page.pieces, page.decisions)
    for period in page_periods(page):
        there = overlapping(period, pledges)
        if there:
            made.there_already.append(there)
        else:
            drafts.append(make_pledge(page, period.number, pieces))
    connect(drafts, proposed, pledges, by=by)
    made.pledges = [draft.pledge for draft in drafts]
    made.documents = _documents(page, pieces, [*made.pledges, *pledges], by=by)
    _told(page, drafts, by=by)
    return made


def _require_decided(page: ImportedPage) -> None:
    if page.state == ImportedPage.State.ASIDE:
        raise Refused(PUT_ASIDE)
    if page.undecided:
        raise Refused(LEFT.format(count=page.undecided))
    pieces = laid(page.pieces, page.decisions)
    if not of_kind(pieces, "period") and not of_kind(pieces, "document"):
        raise Refused(NOTHING)
    known = {period.number for period in page_periods(page)}
    for piece in pieces:
        if piece.is_in_draft and KINDS[piece.kind].is_of_pledge and not of_kind(pieces, "period", piece.pledge):
            raise Refused(NO_PERIOD.format(name=KINDS[piece.kind].name, words=piece.words[:80]))
    for piece in of_kind(pieces, "period"):
        if piece.pledge not in known:
            raise Refused(NO_DAYS.format(label=piece.words))


def _documents(page: ImportedPage, pieces: list[Piece], pledges: list[Pledge], *, by: User) -> int:
    """Places of the documents that the page lists and that the kommun does not have; nobody has their files yet."""
    known = Document.objects.of(page.municipality).titles()
    count = 0
    for piece in of_kind(pieces, "document"):
        row = row_of(piece, municipality=page.municipality, source=f"Nämns på {source_of(page)}"[:300])
        row.clean_fields(exclude={"pledge", "file"})
        if (row.title, row.year) in known:
            continue
        row.pledge = _of_year(row.year, pledges)
        row.save()
        revisions.record(row, revisions.Verb.CREATED, by=by, content=revisions.described(row), raises=False)
        known.add((row.title, row.year))
        count += 1
    return count


def _of_year(year: int | None, pledges: list[Pledge]) -> Pledge | None:
    """The only pledge that is in force during the year."""
    found = [one for one in pledges if year and one.starts_on.year <= year <= one.ends_on.year]
    return found[0] if len(found) == 1 else None


def _told(page: ImportedPage, drafts: list[Draft], *, by: User) -> None:
    """Say in history where each draft came from, and what became of the page."""
    for draft in drafts:
        content = json.loads(json.dumps(pledge_content(Pledge.objects.for_content().get(pk=draft.pledge.pk))))
        note = f"Från {source_of(page)}."
        revisions.record(draft.pledge, revisions.Verb.CREATED, by=by, note=note, content=content, raises=False)
    page.pledges.set([draft.pledge for draft in drafts])
    page.state, page.state_changed_at, page.state_changed_by = ImportedPage.State.DRAFTED, timezone.now(), by
    page.save(update_fields=["state", "state_changed_at", "state_changed_by"])
    names = ", ".join(draft.pledge.title for draft in drafts) or "inga nya löften"
    revisions.record(page, revisions.Verb.SAVED, by=by, note=f"Blev utkast: {names}.")
