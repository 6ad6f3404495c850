"""How alike two wordings are: for answers under an activity's own words, and for what returns in the next period."""

import difflib
import re
from collections.abc import Sequence

WORD = re.compile(r"[a-zåäö0-9]+")
SMALL = frozenset(
    [
        "och",
        "att",
        "i",
        "på",
        "för",
        "med",
        "en",
        "ett",
        "som",
        "av",
        "till",
        "den",
        "det",
        "de",
        "vi",
        "ska",
        "skall",
        "kommer",
        "är",
        "har",
        "om",
        "vid",
        "samt",
        "eller",
        "under",
        "genom",
        "sin",
        "sina",
        "sitt",
        "polisen",
        "kommunen",
    ]
)
MOST_PAIRS = 20_000  # that are compared word by word; a pledge has a hundred things at most
STEM = 6  # letters that two forms of a word share: trygghetsvandring, trygghetsvandringar


def telling_words(text: str) -> list[str]:
    """The words that carry the meaning, cut to their stems, in order."""
    return [word[:STEM] for word in WORD.findall(text.lower()) if word not in SMALL]


def likeness(one: str, other: str) -> float:
    """0–1. The same words in the same order are 1.

    >>> likeness("Genomföra trygghetsvandringar i Ås", "Genomföra en trygghetsvandring i Ås")
    1.0
    """
    return difflib.SequenceMatcher(None, telling_words(one), telling_words(other), autojunk=False).ratio()


def alike(before: Sequence[str], after: Sequence[str]) -> list[tuple[float, int, int]]:
    """(likeness, place in `before`, place in `after`) of each pair; of very many, only of those in the same words."""
    if len(before) * len(after) <= MOST_PAIRS:
        return [(likeness(old, new), then, at) for then, old in enumerate(before) for at, new in enumerate(after)]
    places: dict[str, list[int]] = {}
    for at, new in enumerate(after):
        places.setdefault(new, []).append(at)
    return [(1.0, then, at) for then, old in enumerate(before) for at in places.get(old, ())[:1]]


def covered(short: str, long: str) -> float:
    """0–1: how much of a short wording stands in a long one."""
    words, others = telling_words(short), set(telling_words(long))
    return sum(word in others for word in words) / len(words) if words else 0.0


def best_covering(short: str, texts: Sequence[str], least: float = 0.6) -> int | None:
    """Which text a short wording is about, when one alone has most of its words; else None."""
    scores = sorted(((covered(short, text), at) for at, text in enumerate(texts)), reverse=True)
    if not scores or scores[0][0] < least or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return scores[0][1]
