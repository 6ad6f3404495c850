"""What an editor decides of each piece of an imported page. Each verb is one transaction that writes history.

A decision is based on what the piece said when it was read: `opened` is how many decisions it had then. Sent again it
changes nothing; on what somebody else has decided meanwhile it raises Conflict.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from pledges import permissions, revisions
from pledges.models import ImportedPage
from pledges.publishing import Refused
from portal.models import User

from .pieces import ACCEPTED, CHANGED, DROPPED, KINDS, MOVABLE, MOVED, TAKEN, WHOLE_PAGE, Piece, laid, undecided
from .rows import lacks

GONE = "Biten finns inte längre. Läs sidan på nytt."
CLOSED = "Sidan är avslutad, så inget mer kan bestämmas om den."
NOT_YOURS = "Ditt uppdrag i den här kommunen räcker inte till det."
NO_REASON = "Skriv varför den inte ska vara med."
NOT_THERE = "Välj vad det ska bli, och i vilket löfte."
MEANWHILE = "{by} bestämde om biten efter att du öppnade sidan. Läs det som gäller nu. Ditt beslut är inte sparat."
UNDONE = "ångrade beslutet"
NOTES = {
    ACCEPTED: "godkänd",
    CHANGED: "ändrad",
    MOVED: "flyttad",
    DROPPED: "borttagen",
    TAKEN: "tillagd",
    "": "att bestämma",
}
OF_NEW_KIND = {"section": {"kind": "other"}, "promise": {"promised_by": "joint"}, "document": {"kind": "other"}}
KEPT = ("kind", "pledge", "values", "lines")  # of the decision before
LONGEST_REASON = 300


class Conflict(Refused):
    """Somebody else has decided meanwhile."""


@transaction.atomic
def accept(page: ImportedPage, piece_id: str, *, opened: int, by: User) -> ImportedPage:
    """Take the piece as it is proposed. Raises Refused when something in it must be mended first."""
    page, piece = _held(page, piece_id, by)
    _require_whole(piece)
    return _decided(page, piece, {"decision": ACCEPTED}, opened=opened, by=by)


@transaction.atomic
def change(page: ImportedPage, piece_id: str, values: Mapping, *, opened: int, by: User) -> ImportedPage:
    """Take the piece with other values. What was proposed is kept beside them."""
    page, piece = _held(page, piece_id, by)
    _require_whole(replace(piece, values=values))
    verb = CHANGED if dict(values) != dict(piece.values) else piece.decision or ACCEPTED
    return _decided(page, piece, {"decision": verb, "values": dict(values)}, opened=opened, by=by)


@transaction.atomic
def move(page: ImportedPage, piece_id: str, target: str, *, opened: int, by: User) -> ImportedPage:
    """Make something else of the piece, or of another period: `target` is "activity:2", or "period:0" for a new one.

    Its words follow along. What it then lacks must be filled in before it counts as decided.
    """
    page, piece = _held(page, piece_id, by)
    kind, pledge = _target(target, laid(page.pieces, page.decisions))
    values = piece.values if kind == piece.kind else {**OF_NEW_KIND.get(kind, {}), KINDS[kind].main: piece.words}
    return _decided(page, piece, _placed(piece, kind, pledge, values, MOVED), opened=opened, by=by)


@transaction.atomic
def drop(page: ImportedPage, piece_id: str, reason: str, *, opened: int, by: User) -> ImportedPage:
    """Leave the piece out, and say why. With a period goes all that belongs to it."""
    page, piece = _held(page, piece_id, by)
    if not reason.strip():
        raise Refused(NO_REASON)
    decision = {"decision": DROPPED, "reason": " ".join(reason.split())[:LONGEST_REASON]}
    page = _decided(page, piece, decision, opened=opened, by=by)
    if piece.kind != "period":
        return page
    found = [one for one in laid(page.pieces, page.decisions) if one.is_in_draft and one.pledge == piece.pledge]
    made = {one.id: _stamped(one, page.decisions.get(one.id, {}) | decision, by) for one in found}
    return _saved(page, made, by, note=f"{len(made)} borttagna med perioden.") if made else page


@transaction.atomic
def undo(page: ImportedPage, piece_id: str, *, opened: int, by: User) -> ImportedPage:
    """Let the piece be as it was proposed, to be decided again. What was taken from a line is gone."""
    page, piece = _held(page, piece_id, by)
    return _decided(page, piece, None, opened=opened, by=by)


@transaction.atomic
def take(page: ImportedPage, line: int, target: str, *, by: User) -> ImportedPage:
    """Make one more piece of a line, whatever else it is."""
    page = _held_page(page, by)
    pieces = laid(page.pieces, page.decisions)
    text = next((one["text"] for one in page.lines if one["number"] == line), "")
    if not text:
        raise Refused(GONE)
    kind, pledge = _target(target, pieces)
    values = {**OF_NEW_KIND.get(kind, {}), KINDS[kind].main: " ".join(text.split())}
    same = [
        one for one in pieces if one.kind == kind and one.pledge == pledge and line in one.lines and one.is_in_draft
    ]
    if same:
        return page
    nth = sum(key.startswith(f"line-{line}-") for key in page.decisions) + 1
    piece = Piece(f"line-{line}-{nth}", kind, pledge, (line,), values)
    return _decided(page, piece, _placed(piece, kind, pledge, values, TAKEN) | {"lines": [line]}, opened=0, by=by)


@transaction.atomic
def accept_certain(page: ImportedPage, pledge: int, *, by: User) -> ImportedPage:
    """Accept all that no rule doubts, of one of the page's pledges or of what belongs to none."""
    page = _held_page(page, by)
    pieces = laid(page.pieces, page.decisions)
    found = [one for one in pieces if one.is_open and not one.is_uncertain and one.pledge == pledge]
    made = {one.id: _stamped(one, {"decision": ACCEPTED}, by) for one in found if not lacks(one)}
    return _saved(page, made, by, note=f"{len(made)} godkända på en gång.") if made else page


@transaction.atomic
def put_aside(page: ImportedPage, reason: str, *, by: User) -> ImportedPage:
    """Make nothing of the page, and say why. It stays, and may be taken up again."""
    page = _held_page(page, by)
    if not reason.strip():
        raise Refused("Skriv varför sidan läggs åt sidan.")
    page.state, page.reason = ImportedPage.State.ASIDE, " ".join(reason.split())[:LONGEST_REASON]
    return _entered(page, by, note=f"Lagd åt sidan: {page.reason}")


@transaction.atomic
def take_up(page: ImportedPage, *, by: User) -> ImportedPage:
    """Go on with a page that was put aside."""
    page = _allowed(page, by)
    if page.state == ImportedPage.State.ASIDE:
        page.state, page.reason = ImportedPage.State.REVIEW, ""
        _entered(page, by, note="Tagen upp igen.")
    return page


def _allowed(page: ImportedPage, by: User) -> ImportedPage:
    held = ImportedPage.objects.held(page.pk)
    if not permissions.may(by, "edit", held.municipality):
        raise Refused(NOT_YOURS)
    return held


def _held_page(page: ImportedPage, by: User) -> ImportedPage:
    """The page anew, its row held. Raises Refused unless the account may decide, and now."""
    held = _allowed(page, by)
    if not held.is_open:
        raise Refused(CLOSED)
    return held


def _held(page: ImportedPage, piece_id: str, by: User) -> tuple[ImportedPage, Piece]:
    held = _held_page(page, by)
    piece = next((one for one in laid(held.pieces, held.decisions) if one.id == piece_id), None)
    if piece is None:
        raise Refused(GONE)
    return held, piece


def _require_whole(piece: Piece) -> None:
    if piece.kind == "left":
        raise Refused("Bestäm vad raden ska bli, eller ta bort den och skriv varför.")
    if found := lacks(piece, is_whole=True):
        raise Refused(" ".join(found))


def _target(target: str, pieces: Sequence[Piece]) -> tuple[str, int]:
    """(kind, pledge) of "activity:2". A new period gets the next number. Raises Refused for what there is none of."""
    kind, _, number = target.partition(":")
    numbers = {one.pledge for one in pieces if one.kind == "period" and one.is_in_draft}
    if kind not in MOVABLE or not number.isascii() or not number.isdigit():
        raise Refused(NOT_THERE)
    if kind == "period":
        return kind, max((one.pledge for one in pieces), default=0) + 1
    if not KINDS[kind].is_of_pledge:
        return kind, WHOLE_PAGE
    if len(number) > 3 or int(number) not in numbers:
        raise Refused(NOT_THERE)
    return kind, int(number)


def _placed(piece: Piece, kind: str, pledge: int, values: Mapping, verb: str) -> dict:
    """Decided when it is whole, else still to be decided, with what it lacks as doubts."""
    found = lacks(replace(piece, kind=kind, pledge=pledge, values=values))
    decision = {"decision": "" if found else verb, "kind": kind, "pledge": pledge, "values": dict(values)}
    return decision | {"doubts": found}


def _decided(page: ImportedPage, piece: Piece, decision: dict | None, *, opened: int, by: User) -> ImportedPage:
    """Lay the decision over what was decided before, unless somebody else has decided since."""
    before = page.decisions.get(piece.id, {})
    if decision is not None:
        decision = {name: before[name] for name in KEPT if name in before} | decision
    if piece.count != opened:
        if all(before.get(name) == value for name, value in (decision or before).items()):
            return page
        raise Conflict(MEANWHILE.format(by=piece.by or "Någon"))
    made = {piece.id: None if decision is None else _stamped(piece, decision, by)}
    return _saved(page, made, by, note=_note(piece, decision))


def _stamped(piece: Piece, decision: dict, by: User) -> dict:
    return {**decision, "by": str(by), "count": piece.count + 1}


def _note(piece: Piece, decision: dict | None) -> str:
    rows = ", ".join(str(line) for line in piece.lines)
    name = KINDS[(decision or {}).get("kind", piece.kind)].name
    done = UNDONE if decision is None else NOTES[decision["decision"]]
    return f"{name}{f', rad {rows}' if rows else ''}: {done}."


def _saved(page: ImportedPage, made: Mapping[str, dict | None], by: User, *, note: str) -> ImportedPage:
    """Write the decisions, how many are left, and history: the words of each as a part of what the page says."""
    decisions = {key: value for key, value in (page.decisions | made).items() if value is not None}
    after = {piece.id: piece for piece in laid(page.pieces, decisions)}
    parts = [{"rows": "bitar", "where": {"id": key}, "row": _told(after.get(key))} for key in made]
    page.decisions, page.undecided = decisions, undecided(after.values())
    page.state = ImportedPage.State.REVIEW
    return _entered(page, by, note=note, parts=parts)


def _told(piece: Piece | None) -> dict | None:
    """What history keeps of a piece; None for one that is gone."""
    if piece is None:
        return None
    told = {"slag": KINDS[piece.kind].name, "ord": piece.words, "beslut": NOTES[piece.decision], "skäl": piece.reason}
    return {name: value for name, value in told.items() if value}


def _entered(page: ImportedPage, by: User, *, note: str, parts: list[dict] | None = None) -> ImportedPage:
    page.state_changed_at, page.state_changed_by = timezone.now(), by
    page.save(update_fields=["decisions", "undecided", "state", "reason", "state_changed_at", "state_changed_by"])
    revisions.record(page, revisions.Verb.SAVED, by=by, note=note, parts=parts)
    return page
