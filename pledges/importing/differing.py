"""A page that has changed since it was last fetched: what is the same stands as decided, what is not is told. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .pieces import ACCEPTED, CHANGED, DROPPED, HAVE_NO_PLACE, TIES, Piece
from .reading.likeness import alike

LIKE = 0.55  # from here two wordings are taken for the same thing
CHANGED_SINCE = "Förra gången stod det: {words}"
NEW_SINCE = "Fanns inte på sidan när den hämtades förra gången."


def carried_over(earlier: Sequence[Piece], pieces: Sequence[Piece]) -> tuple[list[Piece], dict[str, dict]]:
    """The new pieces with what has changed among their doubts, and the decisions that still hold, by their ids.

    `earlier` are laid with their decisions. A decision holds for a piece that says the same about the same period; one
    that changed what was proposed is kept whole, but for its ties to other pieces, which are proposed anew.
    """
    before, now = ({one.pledge: one.words for one in all_ if one.kind == "period"} for all_ in (earlier, pieces))
    left: dict[tuple, list[Piece]] = {}
    for old in earlier:
        left.setdefault((old.kind, before.get(old.pledge, ""), _told(old)), []).append(old)
    same = {}
    for piece in pieces:
        found = left.get((piece.kind, now.get(piece.pledge, ""), _told(piece)))
        if found:
            same[piece.id] = found.pop(0)
    decisions = {
        piece.id: _decision(same[piece.id], piece)
        for piece in pieces
        if piece.id in same and same[piece.id].decision in (ACCEPTED, CHANGED, DROPPED)
    }
    unmatched = [old for found in left.values() for old in found]
    new = [piece for piece in pieces if piece.id not in same and piece.kind not in HAVE_NO_PLACE]
    doubts = {piece.id: _changed_from(words) for piece, words in zip(new, _likest(new, unmatched), strict=True)}
    return [_marked(piece, doubts.get(piece.id, "")) for piece in pieces], decisions


def gone(earlier: Iterable[Piece], pieces: Iterable[Piece]) -> list[Piece]:
    """What stood on the page last time and has nothing like it now."""
    old = [one for one in earlier if one.is_in_draft and one.words]
    return [one for one, words in zip(old, _likest(old, pieces), strict=True) if words is None]


def _likest(pieces: Sequence[Piece], others: Iterable[Piece]) -> list[str | None]:
    """Of each piece, the words of the other one of its kind that is most like it; None when none is like it."""
    by_kind: dict[str, list[str]] = {}
    for other in others:
        by_kind.setdefault(other.kind, []).append(other.words)
    best: dict[str, tuple[float, str]] = {}
    for kind, words in by_kind.items():
        own = [piece for piece in pieces if piece.kind == kind]
        for score, then, at in alike([piece.words for piece in own], words):
            best[own[then].id] = max(best.get(own[then].id, (LIKE, "")), (score, words[at]))
    return [best[piece.id][1] or None if piece.id in best else None for piece in pieces]


def _changed_from(words: str | None) -> str:
    return CHANGED_SINCE.format(words=words) if words else NEW_SINCE


def _told(piece: Piece) -> str:
    return " ".join((piece.proposed or piece.words).split())


def _decision(old: Piece, new: Piece) -> dict:
    kept = {"decision": old.decision, "reason": old.reason, "by": old.by, "count": old.count}
    if old.decision == CHANGED:
        own = {name: value for name, value in old.values.items() if name not in TIES}
        kept["values"] = own | {name: value for name, value in new.values.items() if name in TIES}
    return {name: value for name, value in kept.items() if value}


def _marked(piece: Piece, doubt: str) -> Piece:
    return replace(piece, doubts=(doubt, *piece.doubts)) if doubt else piece
