"""Swedish order and spelling in plain functions: å, ä and ö last, and addresses without them."""

import re
import unicodedata

# In ASCII the three characters after z, so that plain byte order is Swedish order.
_LAST_LETTERS = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})


def sort_key(text: str) -> str:
    """A key whose byte order is Swedish alphabetical order: å, ä, ö after z; case and other accents ignored.

    >>> sorted(["Örebro", "Ängelholm", "Åre", "Zinkgruvan"], key=sort_key)
    ['Zinkgruvan', 'Åre', 'Ängelholm', 'Örebro']
    """
    return _without_accents(text.casefold().translate(_LAST_LETTERS))


def plain(text: str) -> str:
    """Lower case letters a–z, digits and single spaces; for tolerant comparison of names.

    >>> plain("  Malung-Sälen ")
    'malung salen'
    """
    return re.sub(r"[^a-z0-9]+", " ", _without_accents(text.casefold())).strip()


def slug(text: str) -> str:
    """The address form of a name: lower case, å ä ö as a a o, hyphens.

    >>> slug("Upplands Väsby")
    'upplands-vasby'
    """
    return plain(text).replace(" ", "-")


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("æ", "a"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
