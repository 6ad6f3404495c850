"""Generated texts as rows of the domain's tables, many at a time; nothing is public yet."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from followups.generating.texts import ActivityText, PledgeText, Teller
from followups.generating.words import PARTNERS
from followups.publishing import write_standing
from followups.standings import Standing
from pledges.models import (
    Activity,
    ActivityGroup,
    ExpectedEffect,
    Method,
    Municipality,
    Partner,
    Party,
    Place,
    Pledge,
    Promise,
    Section,
    SituationStatement,
    Theme,
)
from pledges.threads import free
from portal.swedish import sort_key

SOURCE = "Genererat för mätning"
INTRODUCTION = "Löftet är genererat för mätning av portalen. Det säger inget om vad någon har lovat eller gjort."
LEAD_IN = "Polisen och kommunen lovar att arbeta för att:"
GROUP = "Det gör vi genom:"


@dataclass
class Told:
    """A generated pledge: its text and its rows, the activities and where they stand in the order of the text."""

    text: PledgeText
    pledge: Pledge
    places: list[Place]
    promises: list[Promise] = field(default_factory=list)
    groups: list[ActivityGroup] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)


@dataclass(frozen=True)
class Vocabulary:
    """The words that activities and promises point at, by address."""

    themes: dict[str, Theme]
    methods: dict[str, Method]
    partners: dict[str, Partner]

    @classmethod
    def read(cls) -> "Vocabulary":
        return cls(*({term.slug: term for term in model.objects.all()} for model in (Theme, Method, Partner)))


def write_places(municipality: Municipality, teller: Teller) -> list[Place]:
    rows = [
        Place(municipality=municipality, name=place.name, kind=place.kind, sort_key=sort_key(place.name))
        for place in teller.places
    ]
    return Place.objects.bulk_create(rows)


def write(told: list[Told], vocabulary: Vocabulary) -> None:
    """Create all rows of the pledges, in as many statements for many as for one."""
    Pledge.objects.bulk_create([one.pledge for one in told])
    _write_around(told)
    _write_promises(told)
    for one in told:
        one.groups = [
            ActivityGroup(pledge=one.pledge, order=row.order, lead_in=GROUP, promise=row) for row in one.promises
        ]
    ActivityGroup.objects.bulk_create([row for one in told for row in one.groups])
    for one in told:
        one.activities = [_activity(one, order, text) for order, text in enumerate(one.text.activities, 1)]
    Activity.objects.bulk_create([row for one in told for row in one.activities])
    _join(told, vocabulary)


def pledge_row(municipality: Municipality, year: int) -> Pledge:
    return Pledge(
        municipality=municipality,
        slug=str(year),
        label=str(year),
        starts_on=datetime.date(year, 1, 1),
        ends_on=datetime.date(year, 12, 31),
        signed_on=datetime.date(year, 1, 15),
        signed_precision=Pledge.Precision.MONTH,
        source=SOURCE,
    )


def _write_around(told: list[Told]) -> None:
    """The parties and the texts around the promises."""
    parties = [("police", "Polisen"), ("municipality", "")]
    Party.objects.bulk_create(
        Party(pledge=one.pledge, order=order, kind=kind, name=name or one.pledge.municipality.official_name)
        for one in told
        for order, (kind, name) in enumerate(parties, 1)
    )
    Section.objects.bulk_create(
        Section(pledge=one.pledge, order=1, kind=Section.Kind.INTRODUCTION, body=INTRODUCTION) for one in told
    )
    SituationStatement.objects.bulk_create(
        SituationStatement(pledge=one.pledge, order=1, text=one.text.situation, source=SOURCE) for one in told
    )
    ExpectedEffect.objects.bulk_create(ExpectedEffect(pledge=one.pledge, order=1, text=one.text.effect) for one in told)


def _write_promises(told: list[Told]) -> None:
    """The promises, year by year, each carrying on that of the kommun's year before."""
    before: dict[str, list[Promise]] = {}
    for _, of_year in groupby(sorted(told, key=_year), key=_year):
        pledges = list(of_year)
        for one in pledges:
            earlier = before.get(one.pledge.municipality_id) or [None] * len(one.text.promises)
            one.promises = [_promise(one, number, row) for number, row in enumerate(earlier)]
        Promise.objects.bulk_create([row for one in pledges for row in one.promises])
        before |= {one.pledge.municipality_id: one.promises for one in pledges}


def _year(one: Told) -> datetime.date:
    return one.pledge.starts_on


def _promise(one: Told, number: int, earlier: Promise | None) -> Promise:
    said = one.text.promises[number]
    return Promise(
        pledge=one.pledge,
        order=number + 1,
        lead_in=LEAD_IN,
        text=said.text,
        relation=said.relation,
        predecessor=earlier,
        thread=earlier.thread if earlier else free(said.text, set()),
    )


def _activity(one: Told, order: int, said: ActivityText) -> Activity:
    counted = said.extent == Activity.Extent.COUNTED
    row = Activity(
        pledge=one.pledge,
        group=one.groups[said.promise],
        order=order,
        text=said.text,
        responsible=said.work.responsible,
        extent=said.extent,
        target_count=said.amount if counted else None,
        target_unit=said.work.what if counted else "",
        target_at_least=counted,
    )
    write_standing(row, one.standings[order - 1])
    return row


def _join(told: list[Told], vocabulary: Vocabulary) -> None:
    """What belongs to what: promises to themes; activities to promises, places, methods and partners."""
    of_promises = [(row, said) for one in told for row, said in zip(one.promises, one.text.promises, strict=True)]
    of_activities = [
        (one, row, said) for one in told for row, said in zip(one.activities, one.text.activities, strict=True)
    ]
    _link(Promise.themes, ((row.pk, vocabulary.themes[said.theme].pk) for row, said in of_promises))
    _link(Activity.promises, ((row.pk, one.promises[said.promise].pk) for one, row, said in of_activities))
    _link(Activity.places, ((row.pk, one.places[said.place].pk) for one, row, said in of_activities))
    _link(
        Activity.methods,
        ((row.pk, vocabulary.methods[said.work.method].pk) for _, row, said in of_activities if said.work.method),
    )
    partners = [(row, said.partner) for _, row, said in of_activities if PARTNERS[said.partner] in said.text.lower()]
    _link(Activity.partners, ((row.pk, vocabulary.partners[slug].pk) for row, slug in partners))


def _link(relation, pairs: Iterable[tuple[int, int]]) -> None:
    """Rows of the table between two others."""
    own, other = relation.field.m2m_column_name(), relation.field.m2m_reverse_name()
    relation.through.objects.bulk_create(
        [relation.through(**{own: first, other: second}) for first, second in pairs], batch_size=5000
    )
