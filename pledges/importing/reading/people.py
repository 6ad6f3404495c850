"""People on a page: who signed in which role, when, and who says what."""

import datetime
import re
from dataclasses import dataclass

from .days import DAY, DAY_LINE, day_of
from .texts import Read, Text

NAME_WORD = r"[A-ZÅÄÖÉ][a-zåäöéèü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
NAME = rf"{NAME_WORD}(?: (?:{NAME_WORD}|von|af|de))* (?:{NAME_WORD}|[ÅÄÖ]\b)"
CAPACITY = r"(?P<capacity>tf\.?|t\.? ?f\.?|tillförordnade?|vikarierande|bitr\.?|biträdande|ställföreträdande|stf\.?)"
ROLE_WORDS = (
    (
        "board_vice_chair",
        r"kommunstyrelsens (?:(?:1:e|2:e|förste|andre) )?vice ordförande|vice ordförande i kommunstyrelsen",
    ),
    (
        "board_chair",
        (
            r"kommunstyrelsens ordförande|ordförande (?:i|för) kommunstyrelsen|kommunstyrelseordförande|"
            r"ordförande kommunstyrelsen"
        ),
    ),
    ("chief_executive", r"kommunchef\w*|kommundirektör\w*|stadsdirektör\w*"),
    (
        "area_chief",
        (
            r"lokalpolisområdeschef\w*|chef (?:(?:för|i) )?lokalpolisområde\w*(?: [A-ZÅÄÖ]\w+)?|lpo-?chef\w*|"
            r"polisområdeschef\w*|lokalpolischef\w*"
        ),
    ),
    ("municipal_officer", r"kommunpolis\w*"),
    (
        "other",
        (
            r"kommunalråd\w*|\w*säkerhetssamordnar\w*|\w*samordnare|\w*direktör\w*|\w+chef(?:en)?|"
            r"\w+strateg|ordförande i \w+(?: \w+)?|borgmästare|polismästare|gruppchef\w*"
        ),
    ),
)
ROLE = "|".join(f"(?P<{code}>{words})" for code, words in ROLE_WORDS)
ROLE_NAME = re.compile(rf"\b(?:(?i:{CAPACITY}) )?(?:(?i:{ROLE}))(?:,? (?:för|i) [\w ]+?)?,? (?P<name>{NAME})")
NAME_ROLE = re.compile(rf"(?P<name>{NAME})(?:,| \(|\t| [–-]) ?(?:(?i:{CAPACITY}) )?(?:(?i:{ROLE}))")
OF_VALIDITY = re.compile(
    r"\b(?:från|till|till och med|före|senast|gäller|gälla|efter|sedan)\s(?:och med\s)?(?:den\s)?$", re.I
)
CAPACITIES = {
    "tf": "acting",
    "tillförordnad": "acting",
    "tillförordnade": "acting",
    "vikarierande": "acting",
    "bitr": "deputy",
    "biträdande": "deputy",
    "ställföreträdande": "deputy",
    "stf": "deputy",
}
POLICE_ROLES = {"area_chief", "municipal_officer"}
SIGNING = re.compile(
    r"undertecknad\w*|undertecknat|undertecknas|undertecknats|undertecknar|undertecknare|"
    r"\bteckna(?:de|t|des|ts)\b|\bskrev[^.]{0,120} under\b|\b(?:skrivit|skrivits|skrevs|skriver|"
    r"skrivs) (?:på|under)\b|signera\w+",
    re.I,
)
ROLE_DOUBT = "Rollen finns inte bland portalens vanliga roller."


@dataclass(frozen=True)
class Person:
    """`role` and `capacity` as signatories have them; `party` "police", "municipality" or "" when it is not known."""

    name: str
    role: str
    capacity: str = ""
    party: str = ""


@dataclass(frozen=True)
class SigningDay:
    """`precision` is "day", "month", or "latest" when only a later day is known."""

    date: datetime.date
    precision: str


def is_signing(text: Text) -> bool:
    return bool(text.find(SIGNING))


def read_people(text: Text) -> tuple[Read[Person], ...]:
    """People with their roles, in the text's order.

    "kommunstyrelsens ordförande Mikael Karlsson" · "Per-Olof Lind, tf lokalpolisområdeschef"
    """
    found: dict[str, tuple[int, Read[Person]]] = {}
    taken: list[tuple[int, int]] = []
    for pattern in (NAME_ROLE, ROLE_NAME):
        for match in text.find_all(pattern):
            name = text.group(match, "name")
            if name.value not in found and not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found[name.value] = (match.start("name"), Read(_person(name.value, match), name, _doubt(match)))
    return tuple(read for _, read in sorted(found.values(), key=lambda pair: pair[0]))


def _person(name: str, match: re.Match) -> Person:
    role = next(code for code, _ in ROLE_WORDS if match[code])
    capacity = CAPACITIES.get((match["capacity"] or "").lower().replace(".", "").replace(" ", ""), "")
    party = "police" if role in POLICE_ROLES or "polis" in (match[role] or "").lower() else "municipality"
    return Person(name, role, capacity, party)


WIDE_SPACE = re.compile(r"[ \u00a0]{3,}|\t")
ALONE_NAME = re.compile(rf"^{NAME}$")
ALONE_ROLE = re.compile(rf"^(?:(?i:{CAPACITY}) )?(?i:{ROLE})(?:,? .{{0,60}})?$")


def read_signature_lines(texts: list[Text]) -> tuple[Read[Person], ...]:
    """Signatories of the lines under a document: each in one line, or the name in one and the role in the next."""
    return tuple(person for column in _columns(texts) for person in _of_column(column))


def _columns(texts: list[Text]) -> list[list[Text]]:
    """The lines; what stands side by side, with wide space between, as a column of its own."""
    rows = [list(text.parts(WIDE_SPACE)) for text in texts]
    width = max(map(len, rows), default=0)
    return [[row[at] for row in rows if at < len(row)] for at in range(width)]


def _of_column(texts: list[Text]) -> list[Read[Person]]:
    people: list[Read[Person]] = []
    name: Text | None = None
    for text in texts:
        role = ALONE_ROLE.match(text.known.text)
        if name and role:
            people.append(Read(_person(name.value, role), name, _doubt(role)))
        else:
            people += read_people(text)
        name = text if ALONE_NAME.match(text.value) else None
    return people


def is_day_line(text: Text) -> bool:
    """ "Skärvik den 18 januari 2016", as over signatures."""
    return bool(DAY_LINE.match(text.value))


def _doubt(match: re.Match) -> str:
    return ROLE_DOUBT if match["other"] else ""


def read_signing_day(text: Text, year: int | None) -> Read[SigningDay] | None:
    """The day of signing: the first date of the text, in `year` when it says none."""
    verb = text.find(SIGNING)
    days = list(text.find_all(DAY))
    after = [found for found in days if verb and found.start() >= verb.start()]
    for found in [*after, *days]:
        day = day_of(found, year) if not OF_VALIDITY.search(text.known.text[: found.start()]) else None
        if day:
            doubt = "" if day.says_year else f"Året står inte vid dagen. Det antas vara {day.date.year}."
            return Read(SigningDay(day.date, day.precision), text.group(found), doubt)
    return None


SAYS = (
    r"(?:säger|menar|berättar|förklarar|uppger|kommenterar|avslutar|konstaterar|betonar|"
    r"understryker|påpekar|poängterar|summerar|tillägger|fortsätter|tycker|sade|sa)"
)
QUOTE = re.compile(
    rf"^[”\"“»–—-]?\s*(?P<words>.+?)[”\"“»]?,?[”\"“»]?\s+{SAYS}\s+(?:(?P<before>[a-zåäö][\w åäö]*?) )?(?P<name>{NAME})"
    rf"(?: \([A-ZÅÄÖ]{{1,4}}\))?(?:,\s*(?P<title>.+?))?(?:\s+och får medhåll av (?P<agrees>{NAME}))?\.?$",
    re.S,
)
ORGANISATION = re.compile(
    r"^(?P<title>.+?)[, ]+(?P<organisation>(?:[A-ZÅÄÖ]\w+ ?){1,2}(?:kommun|stad)|Polisen|polisen)$"
)


@dataclass(frozen=True)
class Quote:
    """What somebody says, and who: each in the words of the page."""

    text: Text
    person: Text
    title: Text | None = None
    organisation: Text | None = None
    agrees: Text | None = None


def read_quote(text: Text) -> Quote | None:
    """ "– Det går bra, säger Åsa Ek, kommunpolis i Ås." """
    found = text.find(QUOTE)
    if not found:
        return None
    title = text.group(found, "title") if found["title"] else text.group(found, "before") if found["before"] else None
    organisation = None
    if title and (split := title.find(ORGANISATION)):
        title, organisation = title.group(split, "title"), title.group(split, "organisation")
    agrees = text.group(found, "agrees") if found["agrees"] else None
    return Quote(text.group(found, "words"), text.group(found, "name"), title, organisation, agrees)
