"""Places that an activity names, of any grain: a street, a part of town, "aktuella platser (hot spots)"."""

import re
from dataclasses import dataclass

from .texts import Read, Text

# Prepositions that a place may stand after; "är" in "vägar är …", "av" only before a name.
BEFORE = (
    r"(?:i|på|vid|kring|runt|omkring|längs(?: med)?|utmed|mellan|genom|inom|utanför|utanför|från|"
    r"till|mot|är|samt|av|besöka|besöker|område(?:t|n|na)?)"
)
PART = r"(?:centrala|norra|södra|östra|västra|inre|yttre|nedre|övre)"
LOWER_TAIL = (
    r"(?:tätort(?:en)?|torg(?:et)?|park(?:en)?|centrum|station(?:en)?|skola(?:n)?|camping(?:en)?|"
    r"badplats(?:en)?|kyrka(?:n)?|bro(?:n)?|backe|hamn(?:en)?|resecentrum|köpcentrum|"
    r"industriområde|strand|äng|plan|idrottsplats|gata(?:n)?|väg(?:en)?|hus(?:et)?|gård(?:en)?)"
)
WORD = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ]?[a-zåäöé]+)*"
ROAD = r"(?:(?:riksväg|länsväg|väg|rv|lv)\.? ?\d{1,4}|[EeRr]v? ?\d{1,3}(?!\d))"
NAME = rf"(?:{PART} (?:i )?)?{WORD}(?: {WORD})*(?: centrala delar| {LOWER_TAIL}\b)?(?:/{ROAD})?"
PART_OF_NAME = rf"(?:{WORD} )?"
WITHIN = rf"(?: i (?P<within>{WORD}(?: {WORD})*))?"
GENERIC_NOUN = (
    r"(?:centrum|krogmiljö(?:n|er)|krogområdet|resecentrum|köpcentrum|handelsområde[tn]?|"
    r"poliskontoret|biblioteket|kulturhuset|badplats(?:en|er|erna)|skolgård(?:en|ar|arna)|"
    r"lekplats(?:en|er|erna)|park(?:er|erna|en)|torg(?:et|en)|bostadsområde(?:t|n|na)|"
    r"stadsdel(?:en|ar|arna)|busstation(?:en|er)|busstorget|järnvägsstation(?:en)?|"
    r"tågstation(?:en)?|station(?:en|er)|"
    r"idrottsplats(?:en|er)|gymnasieskola(?:n|or|orna)|ungdomsgård(?:en|ar|arna)|fritidsgård(?:en|"
    r"ar|arna)|fritidsmiljö(?:er|erna)|skolmiljö(?:er|n)|gångtunnl(?:ar|arna|en)|gångtunneln|"
    r"sjukhus(?:et)?|stadsparken|campingen|hamnen|simhall(?:en)?|ishall(?:en)?|sporthall(?:en)?|"
    r"(?:pendel)?parkering(?:en|ar|shus|shuset)|landsbygden|tätort(?:en|er|erna)|centralort(?:en|erna)|"
    r"grundskol(?:or|orna|an)|[a-zåäö]*skol(?:or|orna|an)|förskol(?:or|orna)|gruppboende\w*|"
    r"trygghetsboende\w*|äldreboende\w*)"
)
GENERIC = re.compile(
    r"\b(?P<platser>(?:(?:aktuella|utpekade|utsatta|prioriterade|identifierade|olycksdrabbade|"
    r"otrygga|mörka|särskilt|utvalda|brottsutsatta|strategiska|drabbade|kända|olika) )+"
    rf"(?:platser|vägavsnitt|vägar|vägsträckor|sträckor|områden|miljöer)(?: \(hot[ -]?spots?\))?)"
    rf"|\b(?P<som>platser (?:som upplevs som \w+|i behov utifrån \w+|(?:där|som|med) [^.,;]{{3,60}}))"
    r"|(?<=\b)(?:i|på|vid|besöka|besöker|kring|runt|längs|från|til+|mot|och|av|utanför|inom|"
    r",)\s(?:(?:de|den|det|kommunens|stadens|våra|varje) )?"
    rf"(?P<noun>(?:{PART} delarna av [A-ZÅÄÖ]\w+|{PART} delarna|"
    rf"(?:alla |samtliga )?{GENERIC_NOUN}(?: [A-ZÅÄÖ][a-zåäö]+)?(?: och (?:{GENERIC_NOUN}))?|(?:alla |"
    rf"de )(?:två |tre |fyra |fem |sex )?kommunerna))(?: i (?P<in>{WORD}))?(?!\w)",
)
NAMED = re.compile(
    rf"(?:\b{BEFORE}|[,:]| och| samt| respektive| eller)\s(?:(?:vardera|både|området|områdena|platsen|gatan|stadsdelen|"
    rf"bostadsområdet|samhället|tätorten|byn) )?(?:(?:runt|vid|kring) )?(?P<name>{NAME}|"
    rf"{ROAD}){WITHIN}(?=\b)"
)
ENDING = re.compile(
    rf"\b(?P<name>{PART_OF_NAME}[A-ZÅÄÖ][a-zåäö]+(?:torget|gatan|vägen|parken|leden|stigen|badet|"
    rf"stationen|området|porten|gränden|backen|hamnen)(?!\w)){WITHIN}"
)
# Names that are not of places: what follows them, or what they are.
NO_PLACE_AFTER = re.compile(r"\s?(?:s )?(?:kommun|kommuns|stad|stads|polisområde|län|lokalpolisområde|år|AB)\b")
NO_PLACE = re.compile(
    r"^(?:Polis|Kommun|Effektiv|Trygghet|Samordning|Social|Medborgar|Krogar|Föräldrar|Brå|Brott|"
    r"Region|Facebook|Instagram|Skol|Barn|Vi\b|Det|Detta|Genom|Insats|Åtgärd|Lokal|Räddning|"
    r"Försvar|Trafikverk|Länsstyrelse|Svensk|Riks|Jul|Påsk|Halloween|Valborg|Skolavslut|Natt|"
    r"Grann|Information|Samverkan)"
)
LIST_HEAD = re.compile(rf"\b{BEFORE}\b[^.;:]*$")
PERSONAL = re.compile(r"\b(?:av|från|till|med)\s$")


@dataclass(frozen=True)
class PlaceName:
    """As written; `within` is the larger place that the text puts it in."""

    name: str
    within: str = ""


def read_places(text: Text, *, municipality: str = "") -> tuple[Read[PlaceName], ...]:
    """The places of a text, in its order. A whole kommun is none.

    "i centrala Gislaved och Anderstorp" · "området runt Malmgatan i Smålandsstenar" · "aktuella vägavsnitt"
    """
    found = [*_named(text), *_by_ending(text), *_generic(text)]
    found.sort(key=lambda read: (read.text.spans[0].line, read.text.spans[0].start, -len(read.text.value)))
    places = _without_parts(found)
    within = {read.value.within for read in places}
    return tuple(read for read in places if read.value.name not in within)


def _named(text: Text) -> list[Read[PlaceName]]:
    words, found, position = text.value, [], 0
    while match := NAMED.search(words, position):
        position = match.end() - 1 if match["within"] is None else match.end()
        if _is_place(words, match):
            position = match.end()
            within = match["within"] or ""
            name = text.cut(*match.span("name"))
            if within and NO_PLACE_AFTER.match(words, match.end("within")):
                within = ""
            found.append(Read(PlaceName(name.value, within), name))
        else:
            position = match.end("name")
    return found


def _by_ending(text: Text) -> list[Read[PlaceName]]:
    """Names that tell by their ending that they are places, wherever they stand: "Citytorget i Gislaved"."""
    names = [(text.cut(*match.span("name")), match["within"] or "") for match in ENDING.finditer(text.value)]
    return [Read(PlaceName(name.value, within), name) for name, within in names if not NO_PLACE.match(name.value)]


def _is_place(words: str, match: re.Match) -> bool:
    name = match["name"]
    if NO_PLACE.match(name) or NO_PLACE_AFTER.match(words, match.end("name")):
        return False
    if match[0].startswith((",", ":", " och", " samt", " respektive", " eller")):
        return _goes_on(words, match)
    return True


def _goes_on(words: str, match: re.Match) -> bool:
    """Whether "…, Torggatan och Citytorget" goes on from a place: a preposition stands earlier in the clause."""
    before = words[: match.start()]
    clause = re.split(r"[.;:]", before)[-1]
    return bool(re.search(rf"\b{BEFORE}\s(?:\w+ )?(?:{WORD}|{GENERIC_NOUN}|{ROAD})", clause)) or bool(
        match[0].startswith(":") and re.search(r"\b(?:platser|vägar|områden|orter)\b", clause)
    )


def _generic(text: Text) -> list[Read[PlaceName]]:
    found = []
    for match in text.find_all(GENERIC):
        group = next(name for name in ("platser", "som", "noun") if match[name])
        start, end = match.span(group)
        if match["in"]:
            end = match.end("in")
        name = text.cut(*text.known.original(start, end))
        found.append(Read(PlaceName(name.value), name))
    return found


def _without_parts(found: list[Read[PlaceName]]) -> list[Read[PlaceName]]:
    """Each place once, and none that is only part of the words of another."""
    kept: list[Read[PlaceName]] = []
    for read in found:
        inside = any(_covers(other.text, read.text) for other in kept)
        same = any(other.value == read.value for other in kept)
        if not inside and not same:
            kept = [other for other in kept if not _covers(read.text, other.text)]
            kept.append(read)
    return kept


def _covers(outer: Text, inner: Text) -> bool:
    a, b = outer.spans[0], inner.spans[0]
    return a.line == b.line and a.start <= b.start and b.end <= outer.spans[-1].end
