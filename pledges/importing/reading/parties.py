"""Who stands behind a pledge: its parties, in the order of the sentence, and the police area as written."""

import re

from .days import DAY, day_of
from .drafts import Decision, Kommun, Party
from .people import NAME_WORD
from .texts import Read, Text

AREA = rf"lokalpolisområde[t]?n? (?:(?:södra|norra|västra|östra|mellersta) )?{NAME_WORD}(?: {NAME_WORD})?"
AREA_PATTERN = re.compile(
    rf"\b(?i:l)okalpolisområde[t]? (?:(?:södra|norra|västra|östra|mellersta) )?{NAME_WORD}(?: {NAME_WORD})?"
)
POLICE = rf"(?:[Ll]{AREA[1:]}|[Pp]olisen(?: (?:i )?(?:[Ll]{AREA[1:]}|{NAME_WORD}))?|[Pp]olismyndigheten)"
BETWEEN = (
    r"(?: (?:har |kommer |ska )?(?:tillsammans|i samarbete|i samverkan) |,? och |, | samt | & |"
    r" tillsammans med | i samarbete med | i samverkan med )(?:med )?"
)
AGREES = re.compile(
    r"\b(?:tecknat|formulerar|formulerat|ingått|ingår|avger|avgett|beslutat|kommit överens|"
    r"skrivit|tagits? fram|lovar|överenskom\w*)\b",
    re.I,
)
DECIDED = (
    re.compile(
        r"(?P<body>[Kk]ommunstyrelsen|[Kk]ommunfullmäktige|[\w-]+nämnden)(?: har)? (?:beslut\w*|antog|"
        r"antagit|godkän\w*)[^.]{0,80}"
    ),
    re.compile(
        r"(?:[Bb]eslut\w*|[Aa]ntag\w*|[Aa]ntog\w*|[Gg]odkän\w*)[^.]{0,40}?\b(?:av|"
        r"i) (?P<body>[Kk]ommunstyrelsen|[Kk]ommunfullmäktige|[\w-]+nämnden)[^.]{0,60}"
    ),
)
PART = re.compile(rf"(?:stadsdelen|stadsdelsområdet?|kommundelen|stadsområdet?) {NAME_WORD}(?:[- ]{NAME_WORD})*")


def read_parties(texts: list[Text], kommun: Kommun) -> tuple[Read[Party], ...]:
    """The parties, by the first sentence that names both and says that they agree, else the first that names both."""
    pair = _pair(kommun)
    naming = [(text, found) for text in texts if (found := text.find(pair))]
    agreeing = [one for one in naming if one[0].find(AGREES)]
    if not naming:
        return ()
    text, found = (agreeing or naming)[0]
    return tuple(Read(_party(text.group(found, name)), text.group(found, name)) for name in ("one", "other"))


def _pair(kommun: Kommun) -> re.Pattern:
    municipality = rf"(?:{re.escape(kommun.official_name)}|{re.escape(kommun.name)}s? (?:kommun|stad))"
    return re.compile(rf"(?P<one>{POLICE}|{municipality}){BETWEEN}(?P<other>{POLICE}|{municipality})\b")


def _party(name: Text) -> Party:
    return Party("police" if "polis" in name.value.lower() else "municipality", name.value)


def read_area(texts: list[Text]) -> Text | None:
    """ "Lokalpolisområde södra Vätterbygden", as the page writes it."""
    return next((text.group(found) for text in texts if (found := text.find(AREA_PATTERN))), None)


def read_decision(texts: list[Text]) -> Read[Decision] | None:
    """ "Kommunstyrelsen beslutade om löftet den 12 juni 2018"."""
    for text in texts:
        for pattern in DECIDED:
            found = text.find(pattern)
            day = DAY.search(found[0]) if found else None
            read = day_of(day) if day else None
            if found and read:
                return Read(Decision(text.group(found, "body").value, read.date), text.group(found))
    return None


def read_part(texts: list[Text]) -> Read[str] | None:
    """ "stadsdelen Lövbacka", when a pledge is for a part of the kommun."""
    found = next(((text, match) for text in texts if (match := text.find(PART))), None)
    return Read(found[0].group(found[1]).value, found[0].group(found[1])) if found else None
