"""Words of a text and of what somebody searches for. Plain values, no Django.

A search is words that must all be there, "phrases" whose words stand together, and -words that must not be there.
"""

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
PIECE = re.compile(r'(-?)(?:["”“]([^"”“]*)["”“]|(\S+))')
LONGEST_WORD = 40
MOST_TERMS = 8


def words_of(text: str) -> list[str]:
    """The words of a text in order, in lower case and composed letters.

    >>> words_of("Trygghetsvandringar, 2 per år (E4).")
    ['trygghetsvandringar', '2', 'per', 'år', 'e4']
    """
    composed = unicodedata.normalize("NFC", text).lower()
    return [word[:LONGEST_WORD] for word in WORD.findall(composed)]


@dataclass(frozen=True)
class Wanted:
    """What is searched for. `terms` in any form, `phrases` word by word, `excluded` in any form."""

    terms: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.phrases)


def wanted(text: str) -> Wanted:
    """Read what was typed; at most eight words and phrases count.

    >>> wanted('torget "trygga stråk" -cykel')
    Wanted(terms=('torget',), phrases=(('trygga', 'stråk'),), excluded=('cykel',))
    """
    terms: list[str] = []
    phrases: list[tuple[str, ...]] = []
    excluded: list[str] = []
    for minus, phrase, word in PIECE.findall(text)[:MOST_TERMS]:
        found = words_of(phrase or word)
        if minus:
            excluded += found
        elif phrase and len(found) > 1:
            phrases.append(tuple(found))
        else:
            terms += found
    return Wanted(tuple(terms[:MOST_TERMS]), tuple(phrases), tuple(excluded[:MOST_TERMS]))
