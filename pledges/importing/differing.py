"""A page that has changed since it was last fetched: what is the same stands as decided, what is not is told. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .pieces import ACCEPTED, CHANGED, DROPPED, HAVE_NO_PLACE, TIES, Piece, of_kind
from .reading.likeness import likeness

LIKE = 0.55  # from here two wordings are taken for the same thing
CHANGED_SINCE = "Förra gången stod det: {words}"
NEW_SINCE = "Fanns inte på sidan när den hämtades förra gången."


def carried_over(earlier: Sequence[Piece], pieces: Sequence[Piece]) -> tuple[list[Piece], dict[str, dict]]:
    """The new pieces with what has changed among their doubts, and the decisions that still hold, by their ids.

    `earlier` are laid with their decisions. A decision holds for a piece that says the same about the same period; one
    that changed what was proposed is kept whole, but for its ties to other pieces, which are proposed anew.
    """
    periods = {piece.pledge: piece.words for piece in pieces if piece.kind == "period"}
    left, same = list(earlier), {}
    for piece in pieces:
        found = next((one for one in left if _is_same(one, piece, earlier, periods)), None)
        if found:
            left.remove(found)
            same[piece.id] = found
    decisions = {
        piece.id: _decision(same[piece.id], piece)
        for piece in pieces
        if piece.id in same and same[piece.id].decision in (ACCEPTED, CHANGED, DROPPED)
    }
    return [piece if piece.id in same else _marked(piece, left) for piece in pieces], decisions


def gone(earlier: Iterable[Piece], pieces: Iterable[Piece]) -> list[Piece]:
    """What stood on the page last time and has nothing like it now."""
    now = [(piece.kind, piece.words) for piece in pieces]
    return [
        old
        for old in earlier
        if old.is_in_draft and not any(kind == old.kind and likeness(words, old.words) >= LIKE for kind, words in now)
    ]


def _is_same(old: Piece, new: Piece, earlier: Sequence[Piece], periods: dict[int, str]) -> bool:
    """Whether they are of the same kind and period and say the same, as the page had it or as it was decided."""
    if old.kind != new.kind or _told(old) != _told(new):
        return False
    then = next((one.words for one in of_kind(earlier, "period", old.pledge)), "")
    return then == periods.get(new.pledge, "")


def _told(piece: Piece) -> str:
    return " ".join((piece.proposed or piece.words).split())


def _decision(old: Piece, new: Piece) -> dict:
    kept = {"decision": old.decision, "reason": old.reason, "by": old.by, "count": old.count}
    if old.decision == CHANGED:
        own = {name: value for name, value in old.values.items() if name not in TIES}
        kept["values"] = own | {name: value for name, value in new.values.items() if name in TIES}
    return {name: value for name, value in kept.items() if value}


def _marked(piece: Piece, left: Sequence[Piece]) -> Piece:
    """With a doubt that says what stood there last time. `left` are the earlier ones that nothing is the same as."""
    if piece.kind in HAVE_NO_PLACE:
        return piece
    alike = [(likeness(old.words, piece.words), old.words) for old in left if old.kind == piece.kind]
    score, words = max(alike, default=(0.0, ""))
    doubt = CHANGED_SINCE.format(words=words) if score >= LIKE else NEW_SINCE
    return replace(piece, doubts=(doubt, *piece.doubts))
