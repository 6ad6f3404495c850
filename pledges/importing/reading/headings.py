"""What a heading says that follows under it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .numbers import number_of
from .texts import Text

LONGEST = 110
TELLS = re.compile(r"\b(?:ska|skall|kan|kommer|är|har|blir|får|vill)\b")
KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "signatures",
            (
                r"^(?:undertecknare|underskrift\w*|undertecknat|undertecknas|undertecknat av|undertecknas av|"
                r"undertecknande|parter|signaturer|vi som står bakom \w+|vi som skriver under)\W*$"
            ),
        ),
        (
            "about",
            (
                r"^(?:kort )?om medborgarlöft|^vad är (?:ett )?medborgarlöft|"
                r"^vad innebär (?:ett )?medborgarlöfte\b|^varför (?:\w+ )?medborgarlöft|^fakta\b|^därför "
            ),
        ),
        ("children", r"barnkonvention|barnets rättigheter|barnperspektiv|barnens perspektiv"),
        ("crimes", r"brottskategori|^brottstyper|prioriterade brott\b"),
        ("situation", r"lägesbild|problembild|^nuläge|nulägesbild|^problem(?:beskrivning)?\b|^så ser det ut"),
        (
            "residents",
            (
                r"medborgardialog|^så (?:har|hördes|lyssna)|^vad (?:tycker|säger|tyckte) |^dialog med|"
                r"invånarnas (?:röst|syn)|^delaktighet"
            ),
        ),
        ("background", r"^bakgrund|^inledning och bakgrund"),
        ("introduction", r"^inledning|^sammanfattning"),
        (
            "effects",
            (
                r"^(?:förvänta\w+ |önska\w+ )?effekt|^(?:förvänta\w+|önska\w+) resultat|^mål\b|^målsättning|"
                r"^syfte|^vad (?:vill vi|vi vill) (?:uppnå|åstadkomma)|^önska[td]\w* läge"
            ),
        ),
        ("focus", r"^fokusområde|^prioriterade (?:områden|fokus)|^våra fokus|^områden i fokus|^prioriteringar"),
        (
            "activities",
            (
                r"^(?!.*följ\w* upp)(?:planerade |gemensamma |konkreta |våra |polisens |"
                r"kommunens )*(?:aktivitet|åtgärd|"
                r"insats)|^(?!.*följ\w* upp)(?:detta|det|det här|så|så här|här) (?:ska |kommer )?(?:gör|"
                r"arbetar|jobbar|ska|genomför|"
                r"uppnår)\b|^vad (?:vi )?(?:ska|gör|kommer)\b|^hur (?:ska|gör) vi|^handlingsplan|^(?:vi |polisen |"
                r"kommunen )?(?:ska|kommer att):?$"
            ),
        ),
        (
            "follow_up",
            (
                r"^(?:\w+ )?uppfölj|^så vet vi|^så .*följ\w* upp|^så blev|^hur vet vi|^utvärdering|^så (?:här )?(?:går|"
                r"gick|har det gått|"
                r"följer|följs)|^har (?:vi|"
                r"ni) (?:gjort|hållit)|^vad har (?:vi gjort|hänt|gjorts)|^hur (?:går|gick|har det gått|följer|"
                r"följs)|^resultat|^återrapport|^redovisning"
            ),
        ),
        (
            "promises",
            (
                r"^(?:våra |gemensamma |polisens och kommunens |polisens |kommunens |\w+ kommuns )?(?:egna )?"
                r"(?:löften|löftet|löftespunkter|vi lovar|vårt löfte)"
                r"(?: (?:till|för) \w+(?: \w+)?)?\W*$|"
                r"^(?:detta|det här) (?:har )?(?:lovar |lovat )?(?:vi|polisen|kommunen)(?: (?:har )?lova[rt])?\W*$|"
                r"^(?:detta|det här) lovar vi|^vad (?:har )?(?:vi|polisen och kommunen)(?: har)? lova[rt]\W*$"
            ),
        ),
        ("contact", r"^kontakt(?:a oss|person\w*|uppgift\w*|er)?\W*$|^frågor\??|^har du frågor|^vill du veta mer"),
        ("other", r"^förlängning|^beslut\W*$|^giltighet|^när(?: gäller (?:det|löftet))?\W*$"),
        ("links", r"^läs mer\W*$|^relatera|^mer information|^länkar|^dokument\w*\W*$|^ladda ner"),
    )
)
PROMISE = re.compile(
    r"^(?:löfte|löftespunkt|medborgarlöfte|punkt)\s*(?:nr\.?\s*|nummer\s+)?(?P<number>[1-9]|ett|två|tre|fyra|fem|sex)\b"
    r"(?! \w+ (?:19|20)\d\d)\W*(?P<text>.*)$",
    re.I | re.S,
)
FOCUS = re.compile(r"^(?:fokusområde|prioriterat område|område|fokus)\s*(?:\d\s*)?[:–-]\s*(?P<name>.+)$", re.I | re.S)
PLEDGE = re.compile(
    r"^(?:(?:19|20)\d\d(?: och (?:19|20)\d\d)? års |nytt |aktuellt |aktuella |gemensamt |"
    r"gemensamma |polisens och kommunens |lokala? |våra )?(?:medborgarlöfte(?:n|t|"
    r"na)?|löfte(?:n|t|na)?)\b",
    re.I,
)
PLEDGE_ALONE = re.compile(r"^(?:våra )?medborgarlöfte(?:n|t|na)?$", re.IGNORECASE)
FOR_PROMISE = re.compile(
    r"(?:för|till|under|inom) (?:löfte|löftespunkt|punkt)(?:et)?\s*(?:nr\.?\s*)?(?P<number>[1-9])", re.I
)


# "Beslutat av kommunstyrelsen den 14 december 2021": a fact, however short and alone it stands.
DECISION = re.compile(
    r"(?:beslutat|beslutad|antagen|antaget|fastställd|fastställt|godkänd|godkänt)\b.{0,20}\bav\b", re.I
)


@dataclass(frozen=True)
class Heading:
    """`kind` is "pledge", "promise", "focus_area" or a section's; `number` the promise's; `text` follows the word."""

    kind: str
    number: int = 0
    text: Text | None = None


def read_heading(text: Text, *, names_period: bool) -> Heading | None:
    """The meaning of a heading; None for one that the field does not know."""
    if found := text.find(PROMISE):
        return Heading(
            "promise", number_of(found["number"]), text.group(found, "text") if found["text"].strip() else None
        )
    if found := text.find(FOCUS):
        return Heading("focus_area", text=text.group(found, "name"))
    for kind, pattern in KINDS:
        if text.find(pattern) and not (names_period and kind in ("promises", "follow_up")):
            number = text.find(FOR_PROMISE)
            return Heading(kind, int(number["number"]) if number else 0)
    if text.find(PLEDGE) and not text.value.endswith(":"):
        return Heading("pledge")
    return None


@lru_cache(maxsize=1024)
def is_known_heading(words: str) -> bool:
    """Whether a line alone is a heading of the field: it never goes on from the line before."""
    if len(words) > 60 or not words[:1].isupper() or words.rstrip().endswith((".", ",")) or len(words.split()) > 5:
        return False
    return bool(PLEDGE_ALONE.match(words)) or any(pattern.search(words) for _, pattern in KINDS)


def looks_like_heading(text: Text) -> bool:
    """Short, begins with a capital letter or figure, and is no sentence."""
    words = text.value
    return (
        len(words) <= LONGEST
        and bool(re.match(r"[A-ZÅÄÖ0-9”\"]", words))
        and not words.rstrip().endswith((".", ",", ";", "!"))
        and "@" not in words
        and not DECISION.match(words)
        and not (len(words.split()) > 8 and TELLS.search(words))
    )
