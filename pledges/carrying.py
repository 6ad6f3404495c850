"""Carrying a pledge over to the next period: a draft in which each promise and activity keeps its thread.

What becomes of each is decided one by one. Standing, signatures, days, the situation and photos are not carried.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction

from pledges import permissions, revisions
from pledges.contents import pledge_content
from pledges.models import Activity, AreaMembership, Pledge, Promise, Section, State
from pledges.models.promise import Continuity
from pledges.publishing import Refused
from pledges.revisions import Verb
from portal.accounts import audit
from portal.models import User

Relation = Continuity.Relation
DROPPED = "dropped"  # the one decision that gives the new pledge no row
KEPT_SECTIONS = frozenset(
    {Section.Kind.INTRODUCTION, Section.Kind.FOCUS, Section.Kind.CHILDREN, Section.Kind.FOLLOW_UP, Section.Kind.ABOUT}
)
DEVELOPMENT = {
    Relation.SAME: Activity.Development.CONTINUES,
    Relation.REWORDED: Activity.Development.CONTINUES,
    Relation.EXTENDED: Activity.Development.WIDENS,
}
LINKS: dict[type[models.Model], tuple[str, ...]] = {Promise: ("themes",), Activity: ("places", "methods", "partners")}
NOT_OF_THIS = "Besluten gäller inte det här löftets egna löftespunkter och aktiviteter. Läs sidan på nytt."


@dataclass(frozen=True)
class Period:
    """The new period: both days included, and the words and address that it goes by."""

    starts_on: datetime.date
    ends_on: datetime.date
    label: str
    slug: str
    period_basis: str = Pledge.PeriodBasis.YEARS


@dataclass(frozen=True)
class Decision:
    """What becomes of one promise or activity: a Relation, or DROPPED. `reason` says why it is extended or dropped.

    `text` are its new words, "" for the same ones; `changed` are new values of its other fields and links by name.
    """

    relation: str = Relation.SAME
    text: str = ""
    reason: str = ""
    changed: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Decisions:
    """One for each promise and each activity of the pledge, by key."""

    promises: Mapping[int, Decision]
    activities: Mapping[int, Decision]


@transaction.atomic
def carry_over(pledge: Pledge, decisions: Decisions, period: Period, *, by: User) -> Pledge:
    """The draft of the next pledge. Of the earlier one only what it says about dropped rows changes.

    Raises Refused when it cannot be carried over, is decided already, or a decision lacks something.
    """
    Pledge.objects.hold(pledge.pk)
    pledge = Pledge.objects.for_content().get(pk=pledge.pk)
    _require_allowed(pledge, decisions, period, by=by)
    made = _started(pledge, period)
    promises = {old.pk: new for old, new in _carried(pledge.promises.all(), decisions.promises, made)}
    groups = _groups(pledge, decisions, promises, made)
    for old, new in _carried(pledge.activities.all(), decisions.activities, made, groups):
        new.promises.set([promises[promise.pk] for promise in old.promises.all() if promise.pk in promises])
    _drop(pledge, decisions, made, by=by)
    content = json.loads(json.dumps(pledge_content(Pledge.objects.for_content().get(pk=made.pk))))
    revisions.record(made, Verb.CREATED, by=by, note=f"Från {pledge.title}.", content=content, raises=False)
    return made


def hindrance(pledge: Pledge) -> str:
    """Why no next pledge can be made from this one; empty when it can."""
    if pledge.state == State.WITHDRAWN:
        return "Löftet är tillbakadraget, så det finns inget att föra vidare. Börja ett nytt löfte från början."
    if pledge.state == State.DRAFT:
        return "Löftet är ett utkast. Publicera det först: det nya länkar till det för att visa vad som fortsätter."
    if not pledge.promises.all() and not pledge.activities.all():
        return "Löftets text är inte inlagd, så det finns inget att föra vidare. Lägg in den först, eller börja nytt."
    later = Pledge.objects.next_after(pledge).first()
    return f"Det finns redan ett senare löfte: {later.title}." if later else ""


def lack(row: Promise | Activity, decision: Decision) -> tuple[str, str]:
    """(field, sentence) of what the decision lacks; two empty strings when nothing."""
    is_new_text = bool(decision.text) and not same_words(decision.text, row.text)
    if decision.relation == Relation.REWORDED and not is_new_text:
        return "text", "Skriv de nya orden, eller välj Oförändrat."
    if decision.relation == Relation.SAME and is_new_text:
        return "text", "Orden är ändrade. Välj Omformulerat eller Förlängt/utökat, eller ta tillbaka ändringen."
    if decision.relation in (Relation.EXTENDED, DROPPED) and not decision.reason.strip():
        return "reason", "Skriv varför. Skälet visas för alla."
    return "", ""


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but spaces and line ends, which browsers change."""
    return one.split() == other.split()


def _require_allowed(pledge: Pledge, decisions: Decisions, period: Period, *, by: User) -> None:
    if not permissions.may(by, "edit", pledge.municipality):
        audit.record("refused", by=by, thing=pledge, step="carry")
        raise Refused("Ditt uppdrag i den här kommunen räcker inte till det.")
    refusal = hindrance(pledge)
    if not refusal and period.starts_on <= pledge.ends_on:
        refusal = "Det nya löftet börjar när det förra har tagit slut."
    if refusal:
        raise Refused(refusal)
    for rows, decided in ((pledge.promises.all(), decisions.promises), (pledge.activities.all(), decisions.activities)):
        if {row.pk for row in rows} != set(decided):
            raise Refused(NOT_OF_THIS)
        for row in rows:
            _require_whole(row, decided[row.pk], pledge)


def _require_whole(row: Promise | Activity, decision: Decision, pledge: Pledge) -> None:
    if decision.relation not in {*DEVELOPMENT, DROPPED}:
        raise Refused(NOT_OF_THIS)
    if lacks := lack(row, decision)[1]:
        raise Refused(lacks)
    if any(place.municipality_id != pledge.municipality_id for place in decision.changed.get("places", ())):
        raise Refused("En plats hör till en annan kommun.")


def _started(pledge: Pledge, period: Period) -> Pledge:
    """The draft with what goes on from one period to the next, besides promises and activities."""
    area = AreaMembership.objects.only_area(pledge.municipality, period.starts_on)
    made = Pledge(municipality=pledge.municipality, part=pledge.part, area=area, page_owner=pledge.page_owner)
    made.area_as_written = pledge.area_as_written if area == pledge.area else ""
    for name, value in vars(period).items():
        setattr(made, name, value)
    try:
        made.validate_constraints()
    except ValidationError as taken:
        raise Refused(" ".join(taken.messages)) from taken
    made.save()
    sections = [section for section in pledge.sections.all() if section.kind in KEPT_SECTIONS]
    for row in [*pledge.parties.all(), *sections, *pledge.focusareas.all(), *pledge.relatedlinks.all()]:
        copy_of(row, pledge_id=made.pk).save()
    return made


def _carried(rows, decided: Mapping[int, Decision], made: Pledge, groups: Mapping[int, int] | None = None):
    """(old, new) of each row that is not dropped, numbered anew. `groups` are for activities: new keys by old."""
    kept = [row for row in rows if decided[row.pk].relation != DROPPED]
    for number, old in enumerate(kept, 1):
        decision, links = decided[old.pk], LINKS[type(old)]
        fields = {name: value for name, value in decision.changed.items() if name not in links}
        if groups is not None:
            fields |= {"development": DEVELOPMENT[Relation(decision.relation)], "group_id": groups.get(old.group_id)}
            fields |= {"happens_on": None, "happens_until": None}
        new = copy_of(old, pledge_id=made.pk, order=number, **continuity(old, decision), **fields)
        new.save()
        for name in links:
            getattr(new, name).set(decision.changed.get(name, getattr(old, name).all()))
        yield old, new


def continuity(old: Promise | Activity, decision: Decision) -> dict[str, object]:
    """How the new row hangs together with the old one."""
    reworded = decision.relation in (Relation.REWORDED, Relation.EXTENDED) and not same_words(decision.text, old.text)
    return {
        "text": decision.text.strip() if decision.text and reworded else old.text,
        "relation": decision.relation,
        "relation_note": decision.reason.strip() if decision.relation == Relation.EXTENDED else "",
        "predecessor_id": old.pk,
        "dropped_by_id": None,
        "dropped_reason": "",
    }


def _groups(pledge: Pledge, decisions: Decisions, promises: Mapping[int, Promise], made: Pledge) -> dict[int, int]:
    """The new groups' keys by the old ones', of those that still hold an activity."""
    held = {row.group_id for row in pledge.activities.all() if decisions.activities[row.pk].relation != DROPPED}
    found = {}
    for old in pledge.activity_groups.all():
        if old.pk in held:
            promise = promises.get(old.promise_id)
            new = copy_of(old, pledge_id=made.pk, promise_id=promise.pk if promise else None)
            new.save()
            found[old.pk] = new.pk
    return found


def _drop(pledge: Pledge, decisions: Decisions, made: Pledge, *, by: User) -> None:
    """Say on the earlier rows that the new pledge dropped them, and why."""
    rows = [(row, decisions.promises[row.pk]) for row in pledge.promises.all()]
    rows += [(row, decisions.activities[row.pk]) for row in pledge.activities.all()]
    dropped = [(row, decision.reason.strip()) for row, decision in rows if decision.relation == DROPPED]
    for row, reason in dropped:
        row.dropped_by, row.dropped_reason = made, reason
        row.save(update_fields=["dropped_by", "dropped_reason"])
    if dropped:
        revisions.record(pledge, Verb.SAVED, by=by, note=f"{len(dropped)} togs inte med i {made.title}.")


def copy_of(row: models.Model, **changed: object) -> models.Model:
    """An unsaved copy of what people have entered in the row, with other values in some columns."""
    columns = [column for column in row._meta.concrete_fields if column.editable and not column.primary_key]
    return type(row)(**{column.attname: getattr(row, column.attname) for column in columns} | changed)
