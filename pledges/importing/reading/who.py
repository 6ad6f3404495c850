"""Who is to do an activity, by the grammar of its first sentence: subject, verb, and "tillsammans med"."""

import re
from dataclasses import dataclass, replace

from .texts import Read, Text

POLICE_ROLES = r"områdespolis\w*|polisvolontär\w*|kommunpolis\w*|volontärer\w*|trafikpolis\w*|ungdomspolis\w*"
MUNICIPAL_ROLES = (
    r"frivilligcentral\w*|fältassistent\w*|fältgrupp\w*|fältar\w*|fältarbetare\w*|"
    r"fältsekreterare\w*|socialtjänst\w*|socialförvaltning\w*|socialkontor\w*|fritidsgård\w*|"
    r"fritidsförvaltning\w*|"
    r"fritidsledar\w*|säkerhetssamordnar\w*|trygghetssamordnar\w*|ungdomsgård\w*|trygghetsvärd\w*|skolförvaltning\w*|"
    r"barn- och utbildningsförvaltning\w*|tekniska (?:kontoret|förvaltningen)|park och gata|"
    r"gatukontoret|brottsförebyggande samordnar\w*|\w+(?:nämnden|förvaltningen)"
)
POLICE = rf"(?:polisens (?:{POLICE_ROLES})|polisen|polis|polismyndigheten|lokalpolisområde\w*|{POLICE_ROLES})"
NAMED = r"(?:[A-ZÅÄÖ][\wåäöé-]+(?:s)? (?:kommun|stad)\b)"
MUNICIPALITY = (
    rf"(?:kommunen|kommunerna|kommun|{NAMED}|kommunens (?!invånare|medborgare|ungdomar|unga|barn|"
    rf"innevånare)[a-zåäö]+|(?:{MUNICIPAL_ROLES}))"
)
BODY_NOUN = (
    r"(?:säkerhets|trygghets|styr|arbets|samverkans|samordnings|lednings)grupp(?:en)?|"
    r"brottsförebyggande rådet|\brådet\b|trygghetsrådet|lokala brå"
)
BODY = re.compile(
    r"^(?P<body>(?:(?:den|det|vår|ett|"
    rf"en) )?(?:[a-zåäö]+ ){{0,2}}\w*(?:{BODY_NOUN})(?: \([A-ZÅÄÖ]{{2,6}}\))?|(?-i:SSG|BRÅ|Brå|"
    r"SSPF)(?:-gruppen)?)(?!\w)",
    re.I,
)
VERB = re.compile(
    r"\b(?:ska|skall|kommer|har|får|vill|lovar|bör|genomför|arbetar|fortsätter|gör|håller|ser|tar|"
    r"anordnar|deltar|samverkar|samarbetar|"
    r"utbildar|patrullerar|fotpatrullerar|besöker|informerar|klipper|byter|sanerar|bjuder|bjuds|"
    r"stöttar|erbjuder|ansvarar|träffas|är|finns|"
    r"utökar|ökar|prioriterar|kontrollerar|startar|inför|verkar|följer|sätter|ger|hjälper|bevakar|"
    r"medverkar|utför|ordnar|verkställer|\w+erar|hålls|går)\b",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"^(?P<first>{POLICE}|{MUNICIPALITY})\b(?P<more>(?:(?:, | och | samt | & |"
    rf" tillsammans med )(?:{POLICE}|{MUNICIPALITY}|[a-zåäö]+))*)",
    re.I,
)
LABEL = re.compile(
    rf"^(?P<who>(?:{POLICE}|{MUNICIPALITY})(?:(?:,| och| samt| &) (?:{POLICE}|{MUNICIPALITY}))*)\s?: ", re.I
)
PRESENT = re.compile(r"[a-zåäö]*(?:r|s)\b")
LISTED = re.compile(r"^[\wåäöÅÄÖ-]+(?:, [\wåäö-]+)*(?: och | samt )[\wåäö-]+$")
# The subject after its verb: "Utefter lägesbilden genomför kommunen och polisen …".
INVERTED = re.compile(
    r"\b(?:ska|skall|kommer|genomför|gör|håller|arbetar|fortsätter|anordnar|"
    rf"har) (?P<subject>(?:{POLICE}|{MUNICIPALITY})(?:(?:,| och| samt) (?:{POLICE}|"
    rf"{MUNICIPALITY}))*)\b",
    re.I,
)
# "… ska vi …": those who promise, together.
WE = re.compile(r"\b(?:ska|skall|kommer|genomför|gör|håller) vi\b", re.IGNORECASE)
TOGETHER_START = re.compile(
    r"^(?:(?:polis och kommun )?tillsammans|vi|"
    r"gemensam\w*|polis och kommun)\b",
    re.I,
)
WITH = r"\b(?:tillsam+ans|samverkan|samarbete|ihop|gemensamt|i samråd)(?: med| mellan) "
TOGETHER = re.compile(rf"{WITH}(?P<whom>[^.;]*)", re.IGNORECASE)
ONLY_WITH = re.compile(rf"{WITH}(?:{POLICE}|{MUNICIPALITY})\b", re.IGNORECASE)
LATER_ROLE = re.compile(rf"\b(?:kommunens|sina|genom sina) (?P<role>{POLICE_ROLES}|{MUNICIPAL_ROLES})", re.IGNORECASE)
PARTIES = tuple(
    (party, re.compile(rf"(?<![\w-]){pattern}(?![\w-])", re.IGNORECASE))
    for party, pattern in (("police", POLICE), ("municipality", MUNICIPALITY))
)
TOGETHER_DOUBT = "Texten säger inte vem som ansvarar, bara att arbetet görs tillsammans."
LONGEST_LEAD_IN = 5


ROLE = re.compile(rf"(?P<listed>{POLICE_ROLES}|{MUNICIPAL_ROLES})|kommunens (?P<own>[a-zåäö]+)", re.I)


@dataclass(frozen=True)
class Responsibility:
    """As an activity has it; None for what the text does not say. `subject` is the part of the text that names who."""

    responsible: Read[str] | None = None
    lead: Read[str] | None = None
    body: Text | None = None
    sub_role: Text | None = None
    subject: Text | None = None


def read_responsibility(text: Text) -> Responsibility:
    """
    "Kommunen ska tillsammans med polisen …" is joint work that kommunen leads, "Den strategiska säkerhetsgruppen
    (SSG) …" that of a body, and "Öka närvaron …" nobody's until an editor says whose.
    """
    first = text.cut(0, _first_sentence_end(text))
    for read in (_labelled, _together, _body, _subject, _listed, _inverted, _only_with):
        found = read(first, text)
        if found:
            return replace(found, sub_role=found.sub_role or _sub_role(text, found))
    return Responsibility(subject=_leading_words(first))


def of_lead_in(lead_in: Text) -> Read[str] | None:
    """Who a short lead-in puts in charge of all its activities: "Polisen", "Kommunen ska:", "Tillsammans"."""
    if len(lead_in.value.split()) > LONGEST_LEAD_IN:
        return None
    parties = parties_in(lead_in)
    if len(parties) == 2 or (not parties and lead_in.find(TOGETHER_START)):
        return Read("joint", lead_in)
    return Read(parties[0], lead_in) if parties else None


def _first_sentence_end(text: Text) -> int:
    found = re.search(r"(?<=[a-zåäö)])[.] ", text.value)
    return found.end() if found else len(text.value)


def _labelled(first: Text, _: Text) -> Responsibility | None:
    """ "Polisen: hastighetskontroller på väg 23"."""
    found = first.find(LABEL)
    return _of_parties(first.group(found, "who")) if found else None


def _together(first: Text, _: Text) -> Responsibility | None:
    found = first.find(TOGETHER_START) or first.find(WE)
    return Responsibility(Read("joint", first.group(found))) if found else None


def _body(first: Text, _: Text) -> Responsibility | None:
    found = first.find(BODY)
    if not found or not VERB.match(first.known.text[found.end() :].lstrip()):
        return None
    body = first.group(found)
    return Responsibility(Read("body", body), body=body, subject=body)


def _subject(first: Text, _: Text) -> Responsibility | None:
    found = first.find(SUBJECT)
    if not found or not _is_nominative(first, found):
        return None
    subject = first.group(found)
    parties = parties_in(subject)
    if len(parties) != 1:
        return Responsibility(Read("joint", subject), subject=subject) if parties else None
    own, role = Read(parties[0], subject), _role(subject)
    other = first.find(TOGETHER)
    if other and other_party(own.value) in parties_in(first.group(other, "whom")):
        both = first.cut(*first.known.original(found.start(), other.end()))
        return Responsibility(Read("joint", both), lead=own, sub_role=role, subject=subject)
    return Responsibility(own, sub_role=role, subject=subject)


def _is_nominative(first: Text, found: re.Match) -> bool:
    """ "Polisen ska …" and no "Polisen-…" or noun phrase that only begins so."""
    rest = first.known.text[found.end() :].lstrip(" ,")
    return not rest or bool(PRESENT.match(rest)) or bool(VERB.search(rest[:60]))


def _listed(first: Text, _: Text) -> Responsibility | None:
    """ "Fastighetsägare, polis och kommun ska …": parties among others, side by side."""
    subject = _leading_words(first)
    if not LISTED.match(subject.value):
        return None
    return _of_parties(subject)


def _inverted(first: Text, _: Text) -> Responsibility | None:
    found = first.find(INVERTED)
    return _of_parties(first.group(found, "subject")) if found else None


def _of_parties(subject: Text) -> Responsibility | None:
    """Those that a subject names: both, or one with its role."""
    parties = parties_in(subject)
    if len(parties) == 1:
        return Responsibility(Read(parties[0], subject), sub_role=_role(subject), subject=subject)
    return Responsibility(Read("joint", subject), subject=subject) if parties else None


def _only_with(_: Text, text: Text) -> Responsibility | None:
    """No subject, but "i samverkan med kommunen": both, though the text does not say who answers for it."""
    found = text.find(ONLY_WITH)
    if not found:
        return None
    return Responsibility(Read("joint", text.group(found), TOGETHER_DOUBT))


def _leading_words(first: Text) -> Text:
    verb = first.find(VERB)
    return first.cut(0, first.known.original(*verb.span())[0] if verb else 0)


def _role(subject: Text) -> Text | None:
    found = subject.find(ROLE)
    if not found:
        return None
    return subject.group(found, "own" if found["own"] else "listed")


def _sub_role(text: Text, found: Responsibility) -> Text | None:
    """A part of the party that is named later: "genom kommunens frivilligcentral", "använda sina polisvolontärer"."""
    named = text.find(LATER_ROLE)
    if not named or not found.responsible or found.responsible.value not in ("police", "municipality"):
        return None
    return text.group(named, "role")


def parties_in(text: Text) -> list[str]:
    """ "police" and "municipality", in the order that the text names them; a person of either stands for it."""
    found = {}
    for party, pattern in PARTIES:
        match = text.find(pattern)
        if match:
            found[party] = match.start()
    return sorted(found, key=found.__getitem__)


def other_party(party: str) -> str:
    return "municipality" if party == "police" else "police"
