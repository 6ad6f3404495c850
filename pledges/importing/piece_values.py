"""What each part of a read page says, as fields of a form have it: values and doubts, each doubt with its field's name.

What the portal has no field for, or cannot count by, stays in the words of the text and is said in a doubt.
"""

import datetime
from collections.abc import Iterable

from .reading.amounts import UNCOUNTED, Target
from .reading.drafts import ActivityDraft, PledgeDraft, PromiseDraft, SectionDraft, StatementDraft
from .reading.follow_up_links import Listed
from .reading.people import Person, Quote
from .reading.texts import Read, Text

Values = tuple[dict, list[str]]

NO_PERIOD = "Sidan säger inte för vilken tid löftet gäller. Fyll i perioden."
NO_FIRST_DAY = "Texten nämner en sista dag, {day}, men ingen första. Fyll i båda om det är en händelse."
HALF_YEAR = "Titeln nämner ett halvår. Året är ifyllt, men halvår har inget fält här."
KINDS = {"plan": "action_plan"}
BETWEEN_PLACES = " / "  # a place and the larger one that it lies in


def period_values(pledge: PledgeDraft) -> Values:
    """The facts of a pledge that are not its texts."""
    values = {
        "label": _text(pledge.label),
        "area_as_written": _text(pledge.area),
        "part": pledge.part.value if pledge.part else "",
        "extends": ", ".join(str(year.value) for year in pledge.extends),
    }
    if pledge.period:
        period = pledge.period.value
        values |= {"starts_on": _day(period.first), "ends_on": _day(period.last), "period_basis": period.basis}
    if pledge.signed:
        values |= {"signed_on": _day(pledge.signed.value.date), "signed_precision": pledge.signed.value.precision}
    if pledge.decided:
        values |= {"decided_by": pledge.decided.value.body, "decided_on": _day(pledge.decided.value.date)}
    reads = {"Perioden": pledge.period, "Delen": pledge.part, "Undertecknat": pledge.signed, "Beslutat": pledge.decided}
    return values, [*([] if pledge.period else [NO_PERIOD]), *_doubts(reads), *_all_doubts("Förlänger", pledge.extends)]


def promise_values(promise: PromiseDraft) -> Values:
    """More paragraphs of the promise are part of its text."""
    values = {
        "text": "\n\n".join(text.value for text in (promise.text, *promise.more)),
        "lead_in": _text(promise.lead_in),
        "promised_by": promise.promised_by.value if promise.promised_by else "joint",
        "themes": [theme.value for theme in promise.themes],
        "target_group": promise.target_group.value if promise.target_group else "",
    }
    if promise.ages:
        values |= {"age_from": promise.ages.value.low, "age_to": promise.ages.value.high}
    reads = {"Vem som lovar": promise.promised_by, "Målgrupp": promise.target_group, "Ålder": promise.ages}
    return values, [promise.doubt, *_doubts(reads), *_all_doubts("Tema", promise.themes)]


def activity_values(activity: ActivityDraft, number: int) -> Values:
    """`number` is the pledge's on the page: the promises of the activity are named by the ids of their pieces."""
    values = {
        "text": activity.text.value,
        "responsible": activity.responsible.value if activity.responsible else "",
        "lead": activity.lead.value if activity.lead else "",
        "responsible_body": _text(activity.body),
        "sub_role": _text(activity.sub_role),
        "partners": [partner.value for partner in activity.partners],
        "places": [BETWEEN_PLACES.join(filter(None, vars(place.value).values())) for place in activity.places],
        "methods": [method.value for method in activity.methods],
        "extent": activity.extent.value if activity.extent else "",
        "development": activity.development.value if activity.development else "",
        "promises": [f"{number}-promise-{promise.value}" for promise in activity.promises],
    }
    if activity.target:
        values |= target_values(activity.target.value)
    if activity.share:
        values |= {"target_share_percent": activity.share.value.percent, "target_share_of": activity.share.value.of}
    days, doubts = _days(activity)
    return values | days, [activity.doubt, *_activity_doubts(activity), *doubts]


def target_values(target: Target) -> dict:
    """As fields; nothing for what is counted per something that the portal does not count by, which its doubt says."""
    if target.per in UNCOUNTED:
        return {}
    return {
        "extent": "counted",
        "target_count": target.count,
        "target_unit": target.unit,
        "target_at_least": target.at_least,
        "target_per": target.per,
        "target_per_place": target.per_place,
    }


def _days(activity: ActivityDraft) -> Values:
    first, last = activity.happens_on, activity.happens_until
    values = {"happens_on": _day(first.value)} if first else {}
    if not last:
        return values, []
    if not first or last.value < first.value:
        return values, [NO_FIRST_DAY.format(day=last.value)]
    return values | {"happens_until": _day(last.value)}, []


def _activity_doubts(activity: ActivityDraft) -> list[str]:
    names = {
        "Ansvarig": activity.responsible,
        "Leds av": activity.lead,
        "Mål": activity.target,
        "Andel": activity.share,
        "Omfattning": activity.extent,
        "Utveckling": activity.development,
        "Dag": activity.happens_on,
        "Sista dag": activity.happens_until,
    }
    several = {
        "Medverkande": activity.partners,
        "Plats": activity.places,
        "Metod": activity.methods,
        "Hör till löfte": activity.promises,
    }
    notes = [f"Där står också: {note.value}" for note in activity.notes]
    return [*_doubts(names), *(doubt for name, reads in several.items() for doubt in _all_doubts(name, reads)), *notes]


def section_values(section: SectionDraft) -> dict:
    body = "\n\n".join(text.value for text in section.paragraphs)
    return {"kind": section.kind, "title": _text(section.title), "body": body}


def statement_values(statement: StatementDraft, number: int) -> Values:
    motivates = f"{number}-promise-{statement.promise.value}" if statement.promise else ""
    values = {
        "text": statement.text.value,
        "source": statement.source.value if statement.source else "",
        "figures": _text(statement.figures),
        "motivates": motivates,
    }
    return values, _doubts({"Källa": statement.source, "Ligger bakom löftet": statement.promise})


def person_values(person: Person) -> dict:
    return vars(person) | {"capacity": person.capacity, "party": person.party or "municipality"}


def quote_values(quote: Quote) -> dict:
    return {name: _text(value) for name, value in vars(quote).items()}


def document_values(listed: Listed) -> Values:
    values = {"title": listed.title.value, "kind": KINDS.get(listed.kind, listed.kind)}
    if not listed.span:
        return values | ({"year": listed.year.value} if listed.year else {}), _doubts({"År": listed.year})
    span = listed.span.value
    values |= {"year": span.year, "first_tertial": span.first, "last_tertial": span.last}
    return values, [*_doubts({"Period": listed.span}), *([HALF_YEAR] if span.half else [])]


def _text(text: Text | None) -> str:
    return text.value if text else ""


def _day(day: datetime.date) -> str:
    return day.isoformat()


def _doubts(reads: dict[str, Read | None]) -> list[str]:
    return [f"{name}: {read.doubt}" for name, read in reads.items() if read and read.doubt]


def _all_doubts(name: str, reads: Iterable[Read]) -> list[str]:
    return [f"{name}: {read.doubt}" for read in reads if read.doubt]
