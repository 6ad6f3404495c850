"""How a page was understood, in words for whoever wants to know why: each line with what it became."""

from collections.abc import Iterator

from .drafts import Outcome, PageDraft
from .facts import Fact, facts_of

MARKS = {Outcome.PLACED: " ", Outcome.ASIDE: "–", Outcome.LEFT: "?"}
NAMES = {
    "kommun": "kommun",
    "news": "nyhet",
    "published": "publicerad",
    "updated": "senast ändrad",
    "owner": "sidansvarig",
    "document": "dokument",
    "follow_up": "uppföljning av",
    "pledge_document": "löfte som bara är känt som dokument",
    "pledge": "period som den står",
    "period": "gäller",
    "basis": "perioden räknas från",
    "area": "lokalpolisområde",
    "part": "del av kommunen",
    "party": "part",
    "signatory": "undertecknare",
    "signed": "undertecknat",
    "decided": "beslutat",
    "extends": "förlänger",
    "promise.by": "lovas av",
    "promise.theme": "tema",
    "promise.target_group": "målgrupp",
    "promise.ages": "ålder",
    "group.open": "listan är inte fullständig (bland annat)",
    "activity.responsible": "ansvarig",
    "activity.lead": "leds av",
    "activity.body": "organ",
    "activity.sub_role": "närmare bestämt",
    "activity.partner": "medverkande",
    "activity.place": "plats",
    "activity.method": "metod",
    "activity.target": "mål",
    "activity.share": "varav minst, procent",
    "activity.extent": "omfattning",
    "activity.development": "utveckling",
    "activity.target_group": "målgrupp",
    "activity.ages": "ålder",
    "activity.happens_on": "dag",
    "activity.happens_until": "senast",
    "activity.promise": "hör till löfte",
    "activity.note": "övrigt i raden",
    "answer": "svar",
    "answer.range": "svaret gäller tertial",
    "statement.source": "källa",
    "statement.figures": "siffror",
    "statement.promise": "motiverar löfte",
    "focus": "fokusområde",
    "quote.person": "person",
    "quote.title": "titel",
    "quote.organisation": "organisation",
    "quote.agrees": "instämmer",
    "link": "länk",
}
LONGEST = 100


def explained(page: PageDraft) -> Iterator[str]:
    """The page line by line: ”–” is set aside, ”?” is left for the editor; under it what was read from it."""
    facts: dict[int, list[Fact]] = {}
    for fact in facts_of(page):
        if fact.kind in NAMES:
            facts.setdefault(fact.line, []).append(fact)
    for line, placement in zip(page.lines, page.placements, strict=True):
        words = " ".join(line.text.split())
        shown = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
        yield f"{line.number:>4} {MARKS[placement.outcome]} [{placement.what}] {shown}"
        if placement.doubt:
            yield f"         osäkert: {placement.doubt}"
        yield from (_fact(fact) for fact in facts.get(line.number, []))
    yield from (f"Osäkert: {doubt}" for doubt in page.doubts)
    yield counted(page)


def _fact(fact: Fact) -> str:
    doubt = f"  (osäkert: {fact.doubt})" if fact.doubt else ""
    return f"         {NAMES[fact.kind]}: {fact.value}{doubt}"


def counted(page: PageDraft) -> str:
    """How many lines were placed, set aside and left."""
    outcomes = [placement.outcome for placement in page.placements]
    placed, aside, left = (outcomes.count(outcome) for outcome in Outcome)
    return f"{len(outcomes)} rader: {placed} placerade, {aside} lagda åt sidan, {left} lämnade till redaktören."
