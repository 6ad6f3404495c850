"""The details of an activity, a promise and a statement, read from their own words."""

import datetime
import re

from .amounts import read_extent, read_share, read_target
from .days import DAY, day_of
from .drafts import ActivityDraft, PromiseDraft, StatementDraft
from .groups import read_ages, read_target_group
from .structure import RawActivity, RawPromise
from .texts import Read, Text
from .vocabulary import METHODS, THEMES, WIDE_THEMES, read_all, read_development, read_partners
from .where import read_places
from .who import Responsibility, of_lead_in, parties_in, read_responsibility

JOINT = re.compile(r"\b(?:vi|tillsammans|gemensamt)\b", re.I)
PROMISES_OR_WE = re.compile(r"^vi\b|\b(?:lovar|lovade)\b", re.I)
WHOSE = re.compile(r"^(?:(?P<police>polisens)|kommunens|\w+ kommuns) (?:egna )?löften\b", re.I)
THAT = re.compile(r"\batt\b")
UNTIL = re.compile(r"\b(?:före|senast|innan|fram till|till och med)\b", re.I)
SOURCE_NOUN = (
    r"(?:\w*trygghetsmätning\w*|\w*undersökning(?:en|ar|arna)?\b|\w*dialog(?:en|er|erna)\b|\w*underrättelsebild\w*|"
    r"\w*statistik\w*|\w*enkät\w*|\bNTU\b|\bLUPP\b)"
)
SOURCES = re.compile(
    rf"(?P<known>(?:\b(?:\w+s|SCB:s|nationella) )?{SOURCE_NOUN}(?:(?: för)? (?:19|20)\d\d)?"
    rf"(?: (?:samt|och) (?:\w+s )?{SOURCE_NOUN})?)|enligt (?P<same>samma käll\w+)",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"\b\d[\d ]*(?:,\d+)? (?:procent|%)|\b(?:anmäldes|anmälts|registrerades|anmälda|skedde|"
    r"inträffade|upprättat|upprättades) (?P<count>\d[\d ]* [a-zåäö]+)",
    re.I,
)
SAME_SOURCE = "Texten säger ”samma källor”. Det antas vara källan i påståendet före."
BY_THEME = "Löftet är valt efter ämnet. Texten säger inte vilket löfte aktiviteten hör till."
BY_WORDS = "Löftet är valt efter ord som det delar med aktiviteten."
BY_GROUP = "Löftet är valt efter målgruppen."
BY_PLACE = "Sidan ordnar aktiviteterna under löftet."
DEFINITE = re.compile(r"(?:en|et|n|arna|erna|orna)$")
TELLING = 7  # letters of a word that tells anything
STOP = frozenset(
    [
        "polisen",
        "kommunen",
        "kommunens",
        "ungdomar",
        "arbetet",
        "arbetar",
        "tillsammans",
        "gemensamt",
        "gemensam",
        "genomföra",
        "genomförs",
        "fortsätta",
        "främst",
        "särskilt",
        "förebygga",
        "förebyggande",
        "brottsförebyggande",
        "åtgärder",
        "insatser",
        "aktiviteter",
        "området",
        "områden",
        "områdena",
        "platser",
        "aktuella",
        "invånare",
        "invånarna",
        "kommun",
        "åldern",
        "bidra",
        "minska",
        "anslutning",
        "förutsättningar",
        "brottslighet",
        "verksamhet",
        "långsiktigt",
    ]
)


def activity_draft(
    raw: RawActivity, promises: tuple[Read[int], ...], year: int | None, lead_in: Text | None = None
) -> ActivityDraft:
    """All that the activity's words say. `year` is the pledge's, for dates without one."""
    text = raw.text
    who = read_responsibility(text) if raw.who is None else _of_column(raw.who, text)
    target = read_target(text)
    return ActivityDraft(
        text,
        responsible=who.responsible or (of_lead_in(lead_in) if lead_in else None),
        lead=who.lead,
        body=who.body,
        sub_role=who.sub_role,
        partners=read_partners(text, who.subject, who.sub_role),
        places=read_places(text),
        methods=read_all(METHODS, text),
        target=target,
        share=read_share(text) if target else None,
        extent=None if target else read_extent(text),
        development=read_development(text),
        target_group=read_target_group(text),
        ages=read_ages(text),
        **_days(text, year),
        promises=promises,
        answers=tuple(raw.answers),
        notes=tuple(raw.notes),
        doubt=raw.doubt,
    )


def _of_column(who: Text, text: Text) -> Responsibility:
    """A table's own column says who; the text may still name more."""
    parties = parties_in(who)
    value = "joint" if len(parties) == 2 else parties[0] if parties else ""
    own = read_responsibility(text)
    responsible = Read(value, who) if value else own.responsible
    return Responsibility(responsible, sub_role=own.sub_role, subject=own.subject)


def _days(text: Text, year: int | None) -> dict[str, Read[datetime.date]]:
    """An event's day, or the last day for something to be done, by the name of the draft's field."""
    found = {}
    for match in DAY.finditer(text.value):
        day = day_of(match, year)
        if day and day.precision == "day":
            is_last = UNTIL.search(text.value[max(0, match.start() - 20) : match.start()])
            kind = "happens_until" if is_last else "happens_on"
            doubt = "" if day.says_year else f"Året står inte vid dagen. Det antas vara {day.date.year}."
            found.setdefault(kind, Read(day.date, text.cut(*match.span()), doubt))
    return found


def promise_draft(raw: RawPromise) -> PromiseDraft:
    text = raw.text
    return PromiseDraft(
        text,
        raw.lead_in,
        tuple(raw.more),
        _promised_by(raw),
        read_all(THEMES, text),
        read_target_group(text),
        read_ages(text),
        raw.doubt,
    )


def _promised_by(raw: RawPromise) -> Read[str] | None:
    """From the heading of one party's promises, else from the promise's own sentence, else from its lead-in."""
    if raw.lead_in and (whose := raw.lead_in.find(WHOSE)):
        return Read("police" if whose["police"] else "municipality", raw.lead_in.group(whose))
    for text in (raw.text, *([raw.lead_in] if raw.lead_in else []), *raw.more):
        found = text.find(PROMISES_OR_WE)
        if not found:
            continue
        if found[0].lower() == "vi":
            return Read("joint", text.group(found))
        start, end = text.known.original(*found.span())
        after = text.cut(end, len(text.value))
        parties = parties_in(text.cut(0, start)) or parties_in(next(after.parts(THAT)))
        if len(parties) == 2 or (not parties and JOINT.search(text.value)):
            return Read("joint", text.group(found))
        if parties:
            return Read(parties[0], text.group(found))
    if raw.lead_in and len(parties_in(raw.lead_in)) == 2:
        return Read("joint", raw.lead_in)
    own = read_responsibility(raw.text)
    return own.responsible if own.subject and own.responsible and own.responsible.value != "body" else None


def themes_of(text: Text) -> dict[str, Read[str]]:
    """The themes that tell what a text is about, by name."""
    return {read.value: read for read in read_all(THEMES, text) if read.value not in WIDE_THEMES}


def promise_numbers(text: Text, promises: list[RawPromise]) -> tuple[Read[int], ...]:
    """Which promise a text serves: by theme, group, or telling words that it shares with one alone; else ()."""
    themes = themes_of(text)
    found = [
        (number, themes[name])
        for number, promise in enumerate(promises, 1)
        for name in themes_of(promise.text)
        if name in themes
    ]
    if len({number for number, _ in found}) == 1:
        return (Read(found[0][0], found[0][1].text, BY_THEME),)
    group = read_target_group(text)
    for_group = [number for number, promise in enumerate(promises, 1) if group and _is_for(promise.text, group.value)]
    if group and len(for_group) == 1:
        return (Read(for_group[0], group.text, BY_GROUP),)
    sharing = [number for number, promise in enumerate(promises, 1) if _share_words(text, promise.text)]
    return (Read(sharing[0], text, BY_WORDS),) if len(sharing) == 1 else ()


def _is_for(promise: Text, group: str) -> bool:
    own = read_target_group(promise)
    return own is not None and own.value.lower() == group.lower()


def _share_words(text: Text, promise: Text) -> bool:
    """A long word, or the last part of one ("bostadsinbrott" for "inbrott"), or three words in a row."""
    one, other = _words(text), _words(promise)
    ours, theirs = _telling(one), _telling(other)
    if any(word.endswith(end) or end.endswith(word) for word in ours for end in theirs):
        return True
    if _names(text) & _names(promise):
        return True
    runs = {tuple(other[at : at + 3]) for at in range(len(other) - 2)}
    shared = [run for run in zip(one, one[1:], one[2:], strict=False) if run in runs]
    return any(len(word) >= 5 and word not in STOP for run in shared for word in run)


def _telling(words: list[str]) -> set[str]:
    """Long words, without the endings that only say "the" or "many"."""
    return {DEFINITE.sub("", word) for word in words if len(word) >= TELLING and word not in STOP}


def _names(text: Text) -> set[str]:
    """Names of places, but for a kommun's and what begins the sentence."""
    return set(re.findall(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]+(?![\wåäö]| kommun| stad)", text.value))


def _words(text: Text) -> list[str]:
    """Lower-case words; names tell where and not what."""
    return re.findall(r"(?<!\w)[a-zåäö]+(?!\w)", text.known.text)


def statement_draft(text: Text, previous: Read[str] | None, promises: list[RawPromise]) -> StatementDraft:
    """`previous` is the source of the statement before, which "enligt samma källor" means."""
    found = text.find(SOURCES)
    source = None
    if found and found["same"]:
        source = Read(previous.value, text.group(found, "same"), SAME_SOURCE) if previous else None
    elif found:
        words = text.group(found, "known")
        source = Read(words.value, words)
    figures = text.find(FIGURES)
    group = "count" if figures and figures["count"] else 0
    numbers = promise_numbers(text, promises)
    return StatementDraft(
        text, source, text.group(figures, group) if figures else None, numbers[0] if numbers else None
    )
