"""A draft as a flat list of facts, one per line of the source and kind: for the command, for JSON and for scores."""

from collections.abc import Iterator
from dataclasses import dataclass

from .amounts import Target
from .drafts import ActivityDraft, GroupDraft, PageDraft, PledgeDraft, PromiseDraft
from .people import Person, Quote
from .texts import Read, Text


@dataclass(frozen=True)
class Fact:
    """`kind` as "activity.place"; `value` short; `text` its words on the page; `doubt` in Swedish or ""."""

    kind: str
    value: str
    text: Text
    doubt: str = ""
    line: int = 0  # of what the fact is about; its own words may stand elsewhere


def facts_of(page: PageDraft) -> list[Fact]:
    """All that was understood, in the order of the lines, each once."""
    found = [*_of_page(page), *(fact for pledge in page.pledges for fact in _of_pledge(pledge))]
    placed = [
        fact if fact.line else Fact(fact.kind, fact.value, fact.text, fact.doubt, fact.text.line) for fact in found
    ]
    return sorted(dict.fromkeys(placed), key=lambda fact: fact.line)


def ends(text: Text) -> str:
    """The first and the last word: enough to know a text by."""
    words = text.value.split()
    return f"{words[0]} … {words[-1]}" if len(words) > 2 else text.value


def _text(kind: str, text: Text | None, line: int = 0) -> Iterator[Fact]:
    if text:
        yield Fact(kind, ends(text), text, line=line)


def _words(kind: str, text: Text | None, line: int = 0) -> Iterator[Fact]:
    if text:
        yield Fact(kind, text.value, text, line=line)


def _read(kind: str, read: Read | None, value=str, line: int = 0) -> Iterator[Fact]:
    if read:
        yield Fact(kind, value(read.value), read.text, read.doubt, line)


def _of_page(page: PageDraft) -> Iterator[Fact]:
    yield from _text("title", page.title)
    if page.named:
        yield Fact("kommun", page.kommun.code, page.named)
    if page.is_news and page.title:
        yield Fact("news", "ja", page.title)
    for text in page.notices:
        yield from _text("notice", text)
    for text in page.contacts:
        yield from _text("contact", text)
    for photo in page.photos:
        yield from _text("photo.alt", photo.alt)
        yield from _text("photo.caption", photo.caption)
    yield from _read("published", page.published)
    yield from _read("updated", page.updated)
    yield from _words("owner", page.owner)
    for listed in page.documents:
        yield from _text("document", listed.title)
        yield from _read("follow_up", listed.span, lambda span: span.slug)
        if listed.kind == "pledge" and listed.year:
            yield from _read("pledge_document", listed.year)


def _of_pledge(pledge: PledgeDraft) -> Iterator[Fact]:
    yield from _words("pledge", pledge.label)
    yield from _read("period", pledge.period, lambda period: f"{period.first}/{period.last}")
    if pledge.period and pledge.period.value.basis != "years":
        yield Fact("basis", pledge.period.value.basis, pledge.from_signing or pledge.period.text)
    yield from _words("area", pledge.area)
    yield from _read("part", pledge.part)
    for party in pledge.parties:
        yield from _read("party", party, lambda value: f"{value.kind}:{value.name}")
    for person in pledge.signatories:
        yield from _read("signatory", person, _person)
    yield from _read(
        "signed", pledge.signed, lambda day: str(day.date) if day.precision == "day" else f"{day.precision} {day.date}"
    )
    yield from _read("decided", pledge.decided, lambda decision: f"{decision.body} {decision.date}")
    for text in pledge.validity:
        yield from _text("validity", text)
    for text in pledge.extension:
        yield from _text("extension", text)
    for year in pledge.extends:
        yield from _read("extends", year)
    yield from _of_promises(pledge)
    yield from _of_sections(pledge)


def _person(person: Person) -> str:
    return f"{person.name}:{person.role}{f' {person.capacity}' if person.capacity else ''}"


def _of_promises(pledge: PledgeDraft) -> Iterator[Fact]:
    for text in pledge.lead_ins:
        yield from _text("lead_in", text)
    for promise in pledge.promises:
        yield from _of_promise(promise)
    for group in pledge.groups:
        yield from _of_group(group)


def _of_promise(promise: PromiseDraft) -> Iterator[Fact]:
    line = promise.text.line
    yield Fact("promise", ends(promise.text), promise.text, promise.doubt)
    for text in promise.more:
        yield from _text("promise.more", text)
    yield from _read("promise.by", promise.promised_by, line=line)
    for theme in promise.themes:
        yield from _read("promise.theme", theme)
    yield from _read("promise.target_group", promise.target_group)
    yield from _read("promise.ages", promise.ages, _ages)


def _ages(ages) -> str:
    return f"{'' if ages.low is None else ages.low}-{'' if ages.high is None else ages.high}"


def _of_group(group: GroupDraft) -> Iterator[Fact]:
    yield from _text("group", group.lead_in)
    if group.is_open and group.lead_in:
        yield Fact("group.open", "ja", group.is_open, line=group.lead_in.line)
    for activity in group.activities:
        yield from _of_activity(activity)


def _of_activity(activity: ActivityDraft) -> Iterator[Fact]:
    line = activity.text.line
    yield Fact("activity", ends(activity.text), activity.text, activity.doubt)
    for kind in ("responsible", "lead", "extent", "development", "target_group", "happens_on", "happens_until"):
        yield from _read(f"activity.{kind}", getattr(activity, kind), line=line)
    yield from _words("activity.body", activity.body, line)
    yield from _words("activity.sub_role", activity.sub_role, line)
    for kind, reads in (("partner", activity.partners), ("method", activity.methods), ("promise", activity.promises)):
        for read in reads:
            yield from _read(f"activity.{kind}", read, line=line)
    for place in activity.places:
        yield from _read("activity.place", place, lambda value: value.name, line)
    yield from _read("activity.target", activity.target, target_words, line)
    yield from _read("activity.share", activity.share, lambda share: f"{share.percent} {share.of}", line)
    yield from _read("activity.ages", activity.ages, _ages, line)
    for text in activity.notes:
        yield from _words("activity.note", text, line)
    for answer in activity.answers:
        yield Fact("answer", answer.status, answer.text, answer.doubt)
        if answer.tertials:
            yield Fact(
                "answer.range", "t" + "-".join(str(number) for number in dict.fromkeys(answer.tertials)), answer.text
            )


def target_words(target: Target) -> str:
    """ "≥2 samverkansmöten per year"."""
    per = "" if target.per == "total" else f" per {target.per}"
    return (
        f"{'≥' if target.at_least else ''}{target.count} {target.unit}{per}{' per_place' if target.per_place else ''}"
    )


def _of_sections(pledge: PledgeDraft) -> Iterator[Fact]:
    for section in pledge.sections:
        for text in section.paragraphs:
            yield Fact("section", section.kind, text)
    for statement in pledge.statements:
        line = statement.text.line
        yield from _text("statement", statement.text)
        yield from _read("statement.source", statement.source, line=line)
        yield from _words("statement.figures", statement.figures, line)
        yield from _read("statement.promise", statement.promise, line=line)
    for text in pledge.effects:
        yield from _text("effect", text)
    for focus in pledge.focus_areas:
        yield from _words("focus", focus.name)
    for quote in pledge.quotes:
        yield from _of_quote(quote)
    for link in pledge.links:
        yield from _words("link", link.label)


def _of_quote(quote: Quote) -> Iterator[Fact]:
    yield from _text("quote", quote.text)
    yield from _words("quote.person", quote.person)
    yield from _words("quote.title", quote.title)
    yield from _words("quote.organisation", quote.organisation)
    yield from _words("quote.agrees", quote.agrees)
