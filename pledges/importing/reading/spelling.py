"""The field's own words when they are misspelt by one letter: what rules look at, while texts stay as they are."""

import re
from dataclasses import dataclass
from functools import lru_cache

WORDS = frozenset(
    [
        "medborgarlöfte",
        "medborgarlöftet",
        "medborgarlöften",
        "medborgarlöftena",
        "medborgardialog",
        "medborgardialoger",
        "medborgarundersökning",
        "medborgarundersökningen",
        "lokalpolisområde",
        "lokalpolisområdet",
        "lokalpolisområdeschef",
        "kommunstyrelsens",
        "kommunstyrelsen",
        "kommunpolis",
        "trygghetsskapande",
        "trygghetsvandring",
        "trygghetsvandringar",
        "trygghetsrunda",
        "trygghetsrundor",
        "tryggheten",
        "trygghet",
        "trygghetsmätning",
        "uppföljning",
        "uppföljningar",
        "lägesbild",
        "lägesbilden",
        "lägesbilder",
        "problembild",
        "aktiviteter",
        "aktivitet",
        "aktuella",
        "undertecknat",
        "undertecknades",
        "undertecknare",
        "tillsammans",
        "fortsätta",
        "fortsatt",
        "fortsätter",
        "brottslighet",
        "brottsförebyggande",
        "tillgänglighet",
        "tillgängligheten",
        "trafikkontroll",
        "trafikkontroller",
        "trafikmiljö",
        "trafikmiljön",
        "narkotika",
        "fokusområden",
        "fokusområde",
        "säkerhetssamordnare",
        "ordförande",
        "samverkan",
        "grannsamverkan",
        "kontinuerligt",
        "socialtjänst",
        "socialtjänsten",
        "näringsidkare",
        "fastighetsbolag",
        "genomföra",
        "genomförd",
        "genomfört",
        "publicerad",
        "publicerat",
        "uppdaterad",
        "sidansvarig",
        "bakgrund",
        "källor",
    ]
)
# Right words that stand one letter from one of the above.
OTHERS = frozenset(["undertecknas", "genomföras", "genomförs", "aktuellt", "aktiviteten"])
SHORTEST = 7
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Known:
    """A text to look at, and the way back: of each respelt word where it starts and ends, here and as written."""

    text: str
    changes: tuple[tuple[int, int, int, int], ...] = ()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The same positions in the text as it was written."""
        return self._back(start, 2), self._back(end, 3)

    def _back(self, position: int, side: int) -> int:
        moved = 0
        for change in self.changes:
            if position >= change[1]:
                moved = change[3] - change[1]
            elif position > change[0]:
                return change[side]
        return position + moved


def known(text: str) -> Known:
    """The text with known words respelt.

    >>> known("Nytt medborgalöfte i Ås").text
    'Nytt medborgarlöfte i Ås'
    """
    parts, changes, end, length = [], [], 0, 0
    for found in WORD.finditer(text):
        right = respelt(found[0])
        if right != found[0]:
            parts += [text[end : found.start()], right]
            start = length + found.start() - end
            length = start + len(right)
            end = found.end()
            changes.append((start, length, found.start(), end))
    return Known("".join([*parts, text[end:]]), tuple(changes)) if changes else Known(text)


@lru_cache(maxsize=4096)
def respelt(word: str) -> str:
    """The word, or the known word that it is one letter from."""
    lower = word.lower()
    if len(word) < SHORTEST or lower in WORDS or lower in OTHERS:
        return word
    near = {candidate for form in _without_one(lower) for candidate in FORMS.get(form, ())}
    right = [candidate for candidate in near if _one_apart(lower, candidate)]
    if len(right) != 1 or _is_inflected(lower, right[0]):
        return word
    return right[0].capitalize() if word[0].isupper() else right[0]


def _without_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_apart(one: str, other: str) -> bool:
    """One letter more, less, exchanged, or two that have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    shortest = min(len(one), len(other))
    start = next((at for at in range(shortest) if one[at] != other[at]), shortest)
    end_one, end_other = one[start:], other[start:]
    swapped = end_one[:2] == end_other[:2][::-1] and end_one[2:] == end_other[2:]
    return swapped or end_one[1:] == end_other[1:] or end_one[1:] == end_other or end_one == end_other[1:]


def _is_inflected(word: str, base: str) -> bool:
    """Another form of the word and no misspelling: only its ending differs."""
    return word[:-1] == base or word == base[:-1] or word[:-1] == base[:-1]


FORMS: dict[str, set[str]] = {}
for _word in WORDS:
    for _form in _without_one(_word):
        FORMS.setdefault(_form, set()).add(_word)
