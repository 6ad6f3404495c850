"""From what a walk has gathered to the draft of each pledge."""

import re
from dataclasses import replace

from .days import DAY, day_of
from .details import BY_PLACE, activity_draft, promise_draft, promise_numbers, statement_draft
from .drafts import FocusDraft, GroupDraft, PledgeDraft, SectionDraft, StatementDraft
from .parties import read_area, read_decision, read_part, read_parties
from .people import Person, SigningDay, read_people, read_signature_lines, read_signing_day
from .periods import PLEDGE_WORD, Period, is_from_signing, read_period
from .structure import RawGroup, RawPledge, Walk
from .texts import Read, Text

# "medborgarlöfte för år 2022", "2020 års medborgarlöfte"
OPEN = re.compile(r"bland annat|bl\.? ?a\.?\b|till exempel|t\.ex\.", re.IGNORECASE)
LINK_WORDS = r"(?:(?:för|under|från|och med|åren|år|perioden|den|gäller|avser)\s)*"
# In order: what says when a pledge is valid, a pledge of a time, and any time that stands near the word.
NAMES_PERIOD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bförläng\w*[^.]{0,60}?\b(?:gälla|till|med|under|för)\s(?:(?:även|också|under|till|och|med)\s)*(?P<at>(?:19|20)\d\d)",
        rf"\b(?:gäller|avser|löper|giltig\w*|giltighetstid|\w*period(?:en)?)\b[:\s]\s*{LINK_WORDS}(?P<at>[^.;]{{4,80}})",
        rf"löfte\w*\s{LINK_WORDS}(?P<at>[^.;]{{4,80}})",
        r"(?P<at>(?:19|20)\d\d) års medborgarlöfte",
        r"(?:löfte\w*|\bdet gäller)\s(?P<near>[^.;]{4,80})",
        r"\blova(?:r|t|de)\b[^.;]{0,60}?\b(?:under|för|åren?)\s(?P<at>(?:19|20)\d\d\b[^.;]{0,20})",
    )
)
VALID_FROM = re.compile(r"\b(?:gäller|löper|giltig\w*|under perioden|perioden)\b", re.I)
UNTIL = re.compile(
    r"(?:till och med|t\.?o\.?m\.?|även|även under|fram till|gälla|till|under)\s(?:den )?(?:\d\d? \w+ )?$",
    re.I,
)
YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SIGNED_LATEST = "Texten säger att löftet är undertecknat, men inte när. Det var senast när sidan publicerades."
PERIOD_FROM_TEXT = "Perioden står i löpande text och inte i en rubrik."
TOLD_BEFORE = ("sections", "statements", "quotes", "links", "validity", "extension", "signing", "effects")
AS_THEY_ARE = ("validity", "extension", "signing", "lead_ins", "effects", "quotes", "links")


def pledge_drafts(walk: Walk) -> tuple[PledgeDraft, ...]:
    """The pledges of the page, in its order. What stands before the first one is the first one's."""
    raws = list(walk.pledges)
    if raws:
        raws[0] = _with_beginning(walk.before, raws[0])
    elif walk.before != RawPledge():
        raws = [walk.before]
    page_texts = [*_prose(walk.before), *_captions(walk), *([walk.title] if walk.title else [])]
    return tuple(_pledge(raw, walk, page_texts) for raw in raws)


def _with_beginning(before: RawPledge, first: RawPledge) -> RawPledge:
    """The first pledge, which is the newest, with what the page tells before all of them."""
    return replace(first, **{name: [*getattr(before, name), *getattr(first, name)] for name in TOLD_BEFORE})


def _pledge(raw: RawPledge, walk: Walk, page_texts: list[Text]) -> PledgeDraft:
    own = [*_prose(raw), *raw.lead_ins, *(promise.text for promise in raw.promises)]
    texts = _unique([*_prose(walk.before), *own, *page_texts])
    label, period = _period(raw, texts)
    from_signing = next((text.group(found) for text in texts if (found := is_from_signing(text))), None)
    if period and from_signing:
        period = replace(period, value=replace(period.value, basis="signing"))
    year = period.value.first.year if period else None
    return PledgeDraft(
        label=label,
        period=period,
        from_signing=from_signing,
        extends=_extends(raw),
        part=read_part([*([raw.heading] if raw.heading else []), *texts]),
        area=read_area(texts),
        parties=read_parties(texts, walk.kommun),
        signatories=_signatories(raw, walk),
        signed=_signed(raw, walk, year),
        decided=read_decision(texts),
        promises=tuple(promise_draft(promise) for promise in raw.promises),
        groups=tuple(_group(group, raw, year) for group in raw.groups),
        sections=tuple(SectionDraft(each.kind, tuple(each.paragraphs), each.title) for each in raw.sections),
        statements=_statements(raw),
        focus_areas=tuple(FocusDraft(focus.name, tuple(focus.description)) for focus in raw.focus_areas),
        **{name: tuple(getattr(raw, name)) for name in AS_THEY_ARE},
    )


def _prose(raw: RawPledge) -> list[Text]:
    """The paragraphs that may tell of parties, dates and areas, in reading order."""
    texts = [text for section in raw.sections for text in section.paragraphs]
    return sorted(_unique([*texts, *raw.signing, *raw.extension, *raw.validity]), key=lambda text: text.line)


def _unique(texts: list[Text]) -> list[Text]:
    return list(dict.fromkeys(texts))


def _period(raw: RawPledge, texts: list[Text]) -> tuple[Text | None, Read[Period] | None]:
    if raw.period:
        return raw.period.text, _stated_days(raw.period, texts) or raw.period
    for pattern in NAMES_PERIOD:
        for text in texts:
            for found in text.find_all(pattern):
                period = _named_period(text, found)
                if period:
                    return period.text, replace(period, doubt=period.doubt or PERIOD_FROM_TEXT)
    return None, None


def _named_period(text: Text, found: re.Match) -> Read[Period] | None:
    """The time in what a pattern found: at its very beginning, or anywhere near."""
    group = "at" if "at" in found.groupdict() else "near"
    words = text.group(found, group)
    period = read_period(words)
    return period if period and (group == "near" or words.value.startswith(period.text.value)) else None


def _stated_days(labelled: Read[Period], texts: list[Text]) -> Read[Period] | None:
    """The days that the prose gives for a period that its heading names by years alone."""
    for text in texts:
        found = text.find(VALID_FROM)
        stated = read_period(text.cut(*text.known.original(found.start(), len(text.known.text)))) if found else None
        years = (labelled.value.first.year, labelled.value.last.year)
        if stated and stated.value.basis == "stated" and (stated.value.first.year, stated.value.last.year) == years:
            return stated
    return None


def _extends(raw: RawPledge) -> tuple[Read[int], ...]:
    """The years of the pledges that are prolonged, from the sentence that says so."""
    found: dict[int, Read[int]] = {}
    own = raw.period.value.last.year if raw.period else None
    for text in raw.extension:
        sentence = text.cut(0, text.value.find(". ") + 1 or len(text.value))
        for year in YEARS.finditer(sentence.value):
            if int(year[0]) != own and not UNTIL.search(sentence.value[: year.start()]):
                found.setdefault(int(year[0]), Read(int(year[0]), sentence.cut(*year.span())))
    return tuple(found.values())


def _signatories(raw: RawPledge, walk: Walk) -> tuple[Read[Person], ...]:
    """Those who signed: in the text about it, else in the caption of the photo, which is with the first pledge."""
    found = read_signature_lines(raw.signing)
    is_first = not walk.pledges or raw.promises is walk.pledges[0].promises
    if not found and is_first:
        found = tuple(
            person for caption in _captions(walk) if caption.find(PLEDGE_WORD) for person in read_people(caption)
        )
    return tuple({person.value.name: person for person in found}.values())


def _captions(walk: Walk) -> list[Text]:
    return [photo.caption for photo in walk.photos if photo.caption]


def _signed(raw: RawPledge, walk: Walk, year: int | None) -> Read[SigningDay] | None:
    for text in raw.signing:
        day = read_signing_day(text, year)
        if day:
            return day
    published = DAY.search(walk.dates["published"].value) if raw.signing and "published" in walk.dates else None
    day = day_of(published) if published else None
    return Read(SigningDay(day.date, "latest"), raw.signing[0], SIGNED_LATEST) if day else None


def _group(group: RawGroup, raw: RawPledge, year: int | None) -> GroupDraft:
    """Activities with the promise of their group, or each with the one that its own words serve."""
    numbers = _group_promises(group, raw) if group.activities else ()
    activities = tuple(
        activity_draft(activity, numbers or promise_numbers(activity.text, raw.promises), year, group.lead_in)
        for activity in group.activities
    )
    lead_in = group.lead_in
    opened = lead_in.find(OPEN) if lead_in else None
    return GroupDraft(activities, lead_in, lead_in.group(opened) if lead_in and opened else None)


def _group_promises(group: RawGroup, raw: RawPledge) -> tuple[Read[int], ...]:
    """The promises that the page itself puts a group under: by number, as the only one, or by the lead-in's words."""
    source = group.lead_in or group.activities[0].text
    if group.promises:
        return tuple(Read(number, source) for number in group.promises if number <= len(raw.promises))
    if len(raw.promises) == 1:
        return (Read(1, source),)
    groups = [each for each in raw.groups if each.activities]
    if number := _promise_just_before(group, groups):
        return (Read(number, source, BY_PLACE),)
    named = [promise_numbers(each.lead_in, raw.promises) if each.lead_in else () for each in groups]
    at = groups.index(group)
    if named[at]:
        return (Read(named[at][0].value, source),)
    others = {numbers[0].value for numbers in named if numbers}
    if others and len(groups) == len(raw.promises) and len(others) == len(groups) - 1:
        rest = set(range(1, len(raw.promises) + 1)) - others
        return (Read(rest.pop(), source, BY_PLACE),)
    return ()


def _promise_just_before(group: RawGroup, groups: list[RawGroup]) -> int:
    """The promise that stands alone before a group, where promises and groups take turns; else 0."""
    before = max((each.after for each in groups[: groups.index(group)]), default=0)
    stands_alone = group.after - before == 1
    at = groups.index(group)
    goes_on = (
        before == group.after > 1 and not groups[at - 1].promises and _promise_just_before_any(groups, group.after)
    )
    return group.after if stands_alone or goes_on else 0


def _promise_just_before_any(groups: list[RawGroup], number: int) -> bool:
    first = next(at for at, each in enumerate(groups) if each.after == number)
    return number - max((each.after for each in groups[:first]), default=0) == 1


def _statements(raw: RawPledge) -> tuple[StatementDraft, ...]:
    drafts: list[StatementDraft] = []
    for text in raw.statements:
        drafts.append(statement_draft(text, drafts[-1].source if drafts else None, raw.promises))
    return tuple(drafts)
