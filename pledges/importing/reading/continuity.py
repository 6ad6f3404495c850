"""What became of the promises and activities of one period in the next: a proposal for an editor."""

from collections.abc import Sequence
from dataclasses import dataclass

from .amounts import Target
from .likeness import alike, telling_words

REWORDED = 0.55  # from here two wordings are taken for the same thing
CLEAR = 0.8
UNCLEAR = "Orden liknar varandra, men inte mycket. Kontrollera att det är samma sak."


@dataclass(frozen=True)
class Item:
    """A promise or an activity of a period."""

    text: str
    target: Target | None = None


@dataclass(frozen=True)
class Continuation:
    """`relation` "same", "reworded", "target_changed", "new" or "dropped".

    `before` and `after` are places in the lists, from 0; -1 for none.
    """

    relation: str
    before: int
    after: int
    likeness: float = 0.0
    doubt: str = ""


def compare(before: Sequence[Item], after: Sequence[Item]) -> list[Continuation]:
    """Each item of both periods once: the pairs in the order of `after`, what is new, and last what was dropped.

    Pairs are made from the most alike on, so nothing is paired twice and the order of the lists tells nothing.
    """
    pairs = _pairs(before, after)
    found = [_continuation(before, after, pairs.get(at), at) for at in range(len(after))]
    kept = {pair[0] for pair in pairs.values()}
    return found + [Continuation("dropped", at, -1) for at in range(len(before)) if at not in kept]


def _pairs(before: Sequence[Item], after: Sequence[Item]) -> dict[int, tuple[int, float]]:
    found = alike([old.text for old in before], [new.text for new in after])
    scores = sorted(((score, -at, -then) for score, then, at in found), reverse=True)
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, minus_at, minus_then in scores:
        if score >= REWORDED and -minus_at not in pairs and -minus_then not in taken:
            pairs[-minus_at] = (-minus_then, score)
            taken.add(-minus_then)
    return pairs


def _continuation(
    before: Sequence[Item], after: Sequence[Item], pair: tuple[int, float] | None, at: int
) -> Continuation:
    if pair is None:
        return Continuation("new", -1, at)
    then, score = pair
    old, new = before[then], after[at]
    if old.target != new.target:
        relation = "target_changed"
    else:
        relation = "same" if telling_words(old.text) == telling_words(new.text) else "reworded"
    return Continuation(relation, then, at, round(score, 3), "" if score >= CLEAR else UNCLEAR)
