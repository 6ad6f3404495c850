"""How much an activity promises: "minst femton riktade insatser", "en gång varje kvartal", "varav minst hälften"."""

import re
from dataclasses import dataclass

from .numbers import NUMBER, number_of
from .texts import Read, Text

PERIODS = (
    ("month", r"månad(?:en|s)?"),
    ("quarter", r"kvartal(?:et)?"),
    ("half_year", r"halvår(?:et)?"),
    ("tertial", r"tertial(?:et)?"),
    ("termin", r"(?:skol)?termin(?:en)?"),
    ("läsår", r"läsår(?:et)?|skolår(?:et)?"),
    ("week", r"vecka(?:n)?"),
    ("weekend", r"helg(?:en)?"),
    ("year", r"(?:kalender)?år(?:et)?"),
)
# Periods that the portal does not count by.
UNCOUNTED = {"termin": "per termin", "läsår": "per läsår", "week": "per vecka", "weekend": "per helg"}
EACH = r"(?:per|varje|i|om|under|och|/)\s?"
ADVERBS = {
    "årlig": "year",
    "månatlig": "month",
    "månadsvis": "month",
    "kvartalsvis": "quarter",
    "tertialvis": "tertial",
    "terminsvis": "termin",
    "halvårsvis": "half_year",
    "veckovis": "week",
}
PER = re.compile(
    rf"\b(?:{EACH}|(?P<every>varannan|vartannat) )(?:{'|'.join(f'(?P<{name}>{words})' for name, words in PERIODS)})\b"
    rf"|\b(?P<adverb>{'|'.join(ADVERBS)})\w*",
    re.IGNORECASE,
)
LEAST = r"(?P<least>minst|lägst|åtminstone|minimum|fler än|ytterligare minst)"
TIMES = re.compile(rf"(?:{LEAST} )?\b(?P<number>{NUMBER})\s(?P<unit>gång(?:er)?|ggr|tillfällen?)\b", re.I)
# What is done a number of times: its last part says that it is an event.
EVENT = (
    r"(?:vandring|rond|rund|kontroll|insats|möte|träff|dialog|kväll|utbildning|föreläsning|"
    r"kampanj|tillfälle|aktivitet|besök|aktion|samtal|pass|(?<!års)kurs|övning|tillsyn|patrull|"
    r"arrangemang|seminari|workshop|temadag|fredag|lördag|informationsdag|dialogdag|avslutning|"
    r"evenemang|hundsök|sök|rådslag|mätning)"
)
NOUN = r"[a-zåäöé-]*"
ADJECTIVE = r"(?:[a-zåäö]+(?:a|e|t|ad|nde|ig|sk)\s)"
COUNTED = re.compile(rf"(?:{LEAST} )?\b(?P<number>{NUMBER})\s(?P<unit>{ADJECTIVE}{{0,2}}{NOUN}{EVENT}[a-zåäö]*)", re.I)
LEAST_OF = re.compile(rf"{LEAST} (?P<number>{NUMBER})\s(?P<unit>{ADJECTIVE}{{0,2}}{NOUN}[a-zåäö]{{3,}})", re.I)
LEAST_ALONE = re.compile(rf"{LEAST} (?P<number>{NUMBER})\b(?!\s?(?:procent|%))", re.I)
HELD = re.compile(
    r"(?:genomför\w*|håll\w*|gör\w*|anordna\w*|arrangera\w*|ordna\w*|ha|hålls|"
    rf"bjud\w* in till)(?: vi)? (?:en |ett )?(?P<unit>{ADJECTIVE}{{0,2}}{NOUN}{EVENT}[a-zåäö]*)",
    re.I,
)
MADE = re.compile(
    r"\b(?:anställ\w*|inrätta\w*|utbilda\w*|utse\w*|starta\w*(?: i)?|sätt\w* upp|öppna\w*|bygg\w*|"
    r"plantera\w*) (?P<least>minst "
    rf")?(?P<number>{NUMBER})\s(?P<unit>{ADJECTIVE}{{0,2}}[a-zåäö]{{4,}})",
    re.I,
)
EVENT_WORD = re.compile(rf"\b{NOUN}{EVENT}[a-zåäö]*", re.I)
VERB_ENDING = re.compile(r"(?:era|erar|eras|as|öka|öker|öks)$")
NOT_COUNTED = re.compile(
    r"\b(?:år|åring|procent|kronor|meter|km|person|dag(?:ar)? (?:efter|före)|löfte|punkt|kommuner|"
    r"områden i|\w*träffpunkt)",
    re.I,
)
PLACES = r"(?:plats|ort|skola|område|stadsdel|kommun|tätort|torg|enhet|bostadsområde)"
PER_PLACE = re.compile(
    rf"\b(?:per|varje|vardera|respektive)\s(?:utpekad\s|aktuell\s|sådan\s)?{PLACES}(?:en|et|n|t|"
    r"na)?\b|\boch (?:plats|ort)\b",
    re.I,
)
SHARE = re.compile(
    rf"varav (?:minst )?(?:(?P<number>{NUMBER})\s?(?:procent|%)|(?P<half>hälften))\s(?P<of>[^.;:]+)", re.I
)
EVERY = re.compile(rf"\bvarje (?:{'|'.join(words for _, words in PERIODS)})\b", re.I)
ONE_EVENT = re.compile(
    rf"^{NOUN}(?:vandring|möte|träff|dialog|utbildning|föreläsning|kampanj|mätning|vecka|dag|övning)\b", re.I
)
NUMBER_PER = re.compile(
    rf"(?:{LEAST} )?\b(?P<number>{NUMBER})\s(?P<unit>[a-zåäö]+) (?:per|varje|"
    rf"om|i) (?:{'|'.join(words for _, words in PERIODS)})\b",
    re.I,
)
CONDITIONAL = re.compile(
    r"vid behov|(?:när|om|då) (?:behov|det behövs|resurs\w*|tillfälle|möjlighet|misstanke|"
    r"anledning)|i mån av|vid misstanke|efter behov",
    re.I,
)
CONTINUOUS = re.compile(
    r"\b(?:kontinuerlig\w*|löpande|återkommande|regelbund\w*|ständig\w*|fortlöpande|dagligen)\b", re.I
)
SENTENCE_END = re.compile(r"(?<=[a-zåäö)])\.\s")


@dataclass(frozen=True)
class Target:
    """At least or exactly `count` of `unit`, `per` "total", "year" … ("week", "termin" and "läsår" have doubts)."""

    count: int
    unit: str
    at_least: bool = False
    per: str = "total"
    per_place: bool = False


@dataclass(frozen=True)
class Share:
    percent: int
    of: str


def read_target(text: Text) -> Read[Target] | None:
    """The number that an activity promises; None for work that has none.

    "minst femton riktade insatser" · "en gång varje kvartal genomföra en större trafikinsats" · "minst en per år"
    """
    sentence = first_sentences(text)
    for read in (_times, _counted, _least_of, _made, _least_alone, _per_period, _every):
        target = read(sentence)
        if target:
            return target
    return None


def read_share(text: Text) -> Read[Share] | None:
    """ "varav minst 20 procent på kvällstid"."""
    found = text.find(SHARE)
    if not found:
        return None
    percent = 50 if found["half"] else number_of(found["number"])
    return Read(Share(percent, text.group(found, "of").value), text.group(found)) if 0 < percent <= 100 else None


def read_extent(text: Text) -> Read[str] | None:
    """ "conditional" for what is done when needed, "continuous" for what goes on. Only the first sentence counts: what
    follows is often about a detail.
    """
    first = text.cut(0, _sentence_ends(text)[0])
    for value, pattern in (("conditional", CONDITIONAL), ("continuous", CONTINUOUS)):
        if found := first.find(pattern):
            return Read(value, first.group(found))
    return None


def first_sentences(text: Text) -> Text:
    """All of the text but what follows "varav", which is about a part of the number."""
    found = text.find(SHARE)
    return text.cut(0, text.known.original(*found.span())[0]) if found else text


def _sentence_ends(text: Text) -> list[int]:
    return [found.start() for found in SENTENCE_END.finditer(text.value)] or [len(text.value)]


def _times(text: Text) -> Read[Target] | None:
    found = text.find(TIMES)
    if not found:
        return None
    held = text.find(HELD)
    unit = text.group(held, "unit").value if held else _event_before(text, found) or text.group(found, "unit").value
    return _target(text, found, unit)


def _counted(text: Text) -> Read[Target] | None:
    for found in text.find_all(COUNTED):
        is_one = found["number"].lower() in ("en", "ett") and not found["least"]
        if not NOT_COUNTED.search(found["unit"]) and not (is_one and found.start() and not text.find(HELD)):
            return _target(text, found, text.group(found, "unit").value)
    return None


def _least_of(text: Text) -> Read[Target] | None:
    found = text.find(LEAST_OF)
    if (
        not found
        or NOT_COUNTED.search(found["unit"])
        or re.match(r"(?:per|i|gång|varje|under|på|av|till|vid|om|för|inom)\b", found["unit"])
    ):
        return None
    return _target(text, found, text.group(found, "unit").value)


def _made(text: Text) -> Read[Target] | None:
    """ "anställer två trygghetsvärdar"."""
    found = text.find(MADE)
    if not found or NOT_COUNTED.search(found["unit"]) or number_of(found["number"]) < 2:
        return None
    return _target(text, found, text.group(found, "unit").value)


def _least_alone(text: Text) -> Read[Target] | None:
    found = text.find(LEAST_ALONE)
    unit = _event_before(text, found) if found else ""
    return _target(text, found, unit) if found and unit else None


def _per_period(text: Text) -> Read[Target] | None:
    """ "på tio platser per år"."""
    found = text.find(NUMBER_PER)
    return (
        _target(text, found, text.group(found, "unit").value)
        if found and not NOT_COUNTED.search(found["unit"])
        else None
    )


def _every(text: Text) -> Read[Target] | None:
    """ "Temavecka i november varje år": one each time."""
    event, every = text.find(ONE_EVENT), text.find(EVERY)
    if not event or not every:
        return None
    per, doubt = _per(text, every.start())
    unit = _in_running_text(text.group(event).value)
    return Read(
        Target(1, unit, per=per), text.group(every), doubt or "Antalet står inte i ord. ”Varje” läses som en gång."
    )


def _target(text: Text, found: re.Match, unit: str) -> Read[Target] | None:
    number = number_of(found["number"])
    if not number:
        return None
    per, doubt = _per(text, found.end())
    target = Target(number, _in_running_text(unit), bool(found["least"]), per, bool(text.find(PER_PLACE)))
    return Read(target, text.group(found), doubt)


def _in_running_text(unit: str) -> str:
    """Without the capital letter of a sentence's beginning."""
    return unit if unit[1:2].isupper() else unit[:1].lower() + unit[1:]


def _per(text: Text, after: int) -> tuple[str, str]:
    """Per what, from what stands after the number first of all, else anywhere."""
    words = text.known.text
    found = PER.search(words, after) or PER.search(words)
    if not found:
        return "total", ""
    adverb = found["adverb"]
    name = ADVERBS[adverb.lower()] if adverb else next(name for name, _ in PERIODS if found[name])
    if found["every"]:
        return name, f"Det står ”{found[0]}”. Räkna om målet till något som portalen räknar per."
    return name, f"Portalen räknar inte {UNCOUNTED[name]}. Räkna om målet." if name in UNCOUNTED else ""


def _event_before(text: Text, found: re.Match) -> str:
    """The event that the number is of, when it stands earlier: "Trygghetsvandring ska göras minst en gång …"."""
    events = [event for event in text.find_all(EVENT_WORD) if event.end() <= found.start()]
    nouns = [event for event in events if not VERB_ENDING.search(event[0])]
    return text.group(nouns[-1]).value if nouns else ""
