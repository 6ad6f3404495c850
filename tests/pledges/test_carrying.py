"""Carrying a pledge over: what follows along, what each decision writes, and what is refused with nothing written."""

import dataclasses
import datetime

import pytest

from pledges import publishing, trash
from pledges.carrying import DROPPED, Decision, Decisions, Period, carry_over, hindrance
from pledges.models import (
    Activity,
    ActivityGroup,
    Method,
    Party,
    Place,
    Pledge,
    Promise,
    Quote,
    Revision,
    Section,
    Signatory,
    SituationStatement,
    Theme,
)
from pledges.publishing import Refused
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import FormParser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

NEXT = Period(datetime.date(2027, 1, 1), datetime.date(2028, 12, 31), "2027–2028", "2027-2028")
WHOLE = {"done_count": 12, "status": "done", "status_comment": "Klart.", "happens_on": "2025-05-01"}


@pytest.fixture
def by():
    return person("skribent", "editor", "police", municipality=factories.municipality())


@pytest.fixture
def earlier(by):
    """Two promises; three activities, one of both promises and in a group, one with a target and a place."""
    pledge = factories.pledge(
        promises=2, activities=0, area=factories.area("Värnamo", factories.municipality()), photo_alt="En bild",
        signed_on="2025-02-01", signed_precision="day", decided_by="Kommunstyrelsen", decided_on="2025-01-15",
    )  # fmt: skip
    first, second = pledge.promises.all()
    first.themes.add(Theme.objects.create(name="Trafik", slug="trafik"))
    Promise.objects.filter(pk=first.pk).update(lead_in="Vi lovar att:", target_group="Unga", age_from=13, age_to=20)
    group = ActivityGroup.objects.create(pledge=pledge, lead_in="Vi ska:", promise=second, is_open_list=True)
    factories.activity(pledge, order=1, text="I båda.", group=group, responsible="joint", lead="police")
    factories.counted_activity(pledge, order=2, text="Minst 15 insatser.")
    factories.activity(pledge, order=3, text="Den tredje.", **WHOLE)
    both, counted, third = pledge.activities.all()
    both.promises.set([first, second])
    counted.promises.set([second])
    counted.places.add(Place.objects.create(municipality=pledge.municipality, name="Torget"))
    third.methods.add(Method.objects.create(name="Trygghetsvandring", slug="trygghetsvandring"))
    for kind in ("introduction", "situation", "follow_up"):
        Section.objects.create(pledge=pledge, kind=kind, body=f"Om {kind}.")
    SituationStatement.objects.create(pledge=pledge, text="Det är mörkt.", motivates=first)
    Signatory.objects.create(pledge=pledge, name="Bo Ek", role="chief_executive", party="municipality")
    Quote.objects.create(pledge=pledge, text="Bra.", person="Bo Ek")
    publishing.publish(pledge, by=by)
    return Pledge.objects.get(pk=pledge.pk)


def decided(pledge, **changed: Decision) -> Decisions:
    """Everything the same but for `promise_1`, `activity_2` …"""

    def of(kind, rows):
        return {row.pk: changed.get(f"{kind}_{number}", Decision()) for number, row in enumerate(rows.all(), 1)}

    return Decisions(of("promise", pledge.promises), of("activity", pledge.activities))


def rows_of(pledge) -> list:
    """All that is written of a pledge, in every table that hangs in it."""
    found = [Pledge.objects.filter(pk=pledge.pk).values().get()]
    for related in Pledge._meta.related_objects:
        if related.one_to_many and related.field.name == "pledge":
            found += related.related_model._base_manager.filter(pledge=pledge).order_by("pk").values()
    return found


def test_what_goes_on_follows_along_and_what_belongs_to_its_time_does_not(earlier, by):
    new = carry_over(earlier, decided(earlier), NEXT, by=by)
    assert (new.state, new.slug, new.label, new.starts_on, new.ends_on) == (
        "draft", "2027-2028", "2027–2028", NEXT.starts_on, NEXT.ends_on,
    )  # fmt: skip
    assert (new.municipality, new.area) == (earlier.municipality, earlier.area)
    assert list(new.parties.values_list("kind", "name")) == list(earlier.parties.values_list("kind", "name"))
    assert [section.kind for section in new.sections.all()] == ["introduction", "follow_up"]
    left = (new.signatories, new.quotes, new.situationstatements, new.editions)
    assert [rows.count() for rows in left] == [0, 0, 0, 0]
    assert (new.signed_on, new.signed_precision, new.decided_by, new.decided_on, new.photo_alt) == (
        None, "", "", None, "",
    )  # fmt: skip


def test_what_is_unchanged_keeps_its_thread_its_words_and_its_links(earlier, by):
    new = carry_over(earlier, decided(earlier), NEXT, by=by)
    (old, _), (promise, _) = earlier.promises.all(), new.promises.all()
    assert (promise.text, promise.relation, promise.predecessor) == (old.text, "same", old)
    assert (promise.lead_in, promise.target_group, promise.age_from, promise.age_to) == (
        "Vi lovar att:",
        "Unga",
        13,
        20,
    )
    assert [theme.name for theme in promise.themes.all()] == ["Trafik"]
    _, counted, third = new.activities.all()
    assert (counted.target_count, counted.target_unit, counted.development) == (15, "insatser", "continues")
    assert [place.name for place in counted.places.all()] == ["Torget"]
    assert [method.name for method in third.methods.all()] == ["Trygghetsvandring"]
    assert (third.status, third.status_comment, third.done_count, third.happens_on) == ("not_reported", "", None, None)


def test_an_activity_of_several_promises_keeps_them_and_its_group_in_the_new_pledge(earlier, by):
    new = carry_over(earlier, decided(earlier), NEXT, by=by)
    both = new.activities.first()
    assert list(both.promises.all()) == list(new.promises.all())
    assert (both.group.pledge, both.group.lead_in, both.group.is_open_list) == (new, "Vi ska:", True)
    assert both.group.promise == new.promises.last()
    assert (both.responsible, both.lead) == ("joint", "police")


def test_reworded_and_extended_tell_what_is_new(earlier, by):
    decisions = decided(
        earlier,
        promise_1=Decision("reworded", "Vi lovar mer."),
        activity_2=Decision("extended", "Minst 20 insatser.", "Det behövs fler.", {"target_count": 20, "places": []}),
        activity_3=Decision("extended", "", "Ett år till."),
    )
    new = carry_over(earlier, decisions, NEXT, by=by)
    promise = new.promises.first()
    assert (promise.text, promise.relation, promise.relation_note) == ("Vi lovar mer.", "reworded", "")
    _, second, third = new.activities.all()
    assert (second.text, second.relation, second.relation_note, second.development, second.target_count) == (
        "Minst 20 insatser.", "extended", "Det behövs fler.", "widens", 20,
    )  # fmt: skip
    assert not second.places.exists()
    assert (third.text, third.relation, third.relation_note) == ("Den tredje.", "extended", "Ett år till.")


def test_what_is_dropped_is_said_on_the_earlier_rows_and_nothing_else_of_them_changes(earlier, by):
    before = rows_of(earlier)
    drop = Decision(DROPPED, reason="Det är klart.")
    new = carry_over(earlier, decided(earlier, promise_2=drop, activity_1=drop), NEXT, by=by)
    assert [row.text for row in new.promises.all()] == ["Vi lovar sak 1."]
    assert [(row.text, row.order) for row in new.activities.all()] == [("Minst 15 insatser.", 1), ("Den tredje.", 2)]
    assert not new.activity_groups.exists()
    assert not new.activities.first().promises.exists()
    assert new.activities.left_loose() == 1
    dropped = [*new.dropped_promise_set.all(), *new.dropped_activity_set.all()]
    assert [(row.text, row.pledge, row.dropped_reason) for row in dropped] == [
        ("Vi lovar sak 2.", earlier, "Det är klart."), ("I båda.", earlier, "Det är klart."),
    ]  # fmt: skip
    told = {"dropped_by_id": None, "dropped_reason": "", "version": earlier.version}
    assert [row | {key: told[key] for key in told if key in row} for row in rows_of(earlier)] == before


def test_history_tells_where_the_new_one_is_from_and_what_the_old_one_lost(earlier, by):
    new = carry_over(earlier, decided(earlier, activity_1=Decision(DROPPED, reason="Klart.")), NEXT, by=by)
    made = Revision.objects.of_thing(new).get()
    assert (made.verb, made.by, made.note, made.version) == (
        "created",
        by,
        "Från Medborgarlöfte 2025–2026.",
        new.version,
    )
    assert [row["text"] for row in made.content["promises"]] == ["Vi lovar sak 1.", "Vi lovar sak 2."]
    lost = Revision.objects.of_thing(earlier).newest_first().first()
    assert (lost.verb, lost.by, lost.note) == ("saved", by, "1 togs inte med i Medborgarlöfte 2027–2028.")


def test_the_chain_goes_on_from_period_to_period(earlier, by):
    new = carry_over(earlier, decided(earlier), NEXT, by=by)
    publishing.publish(new, by=by)
    period = Period(datetime.date(2029, 1, 1), datetime.date(2029, 12, 31), "2029", "2029")
    third = carry_over(new, decided(new, promise_1=Decision(DROPPED, reason="Nått.")), period, by=by)
    last = third.promises.get()
    assert [last.predecessor.pledge.label, last.predecessor.predecessor.pledge.label] == ["2027–2028", "2025–2026"]


def test_a_decision_that_lacks_something_is_refused_and_nothing_is_written(earlier, by):
    before = rows_of(earlier)
    for changed, sentence in (
        ({"promise_1": Decision("reworded", " Vi lovar\r\nsak 1. ")}, "Skriv de nya orden"),
        ({"promise_1": Decision("same", "Något annat.")}, "Orden är ändrade."),
        ({"activity_1": Decision("extended", "Mer.")}, "Skriv varför."),
        ({"activity_1": Decision(DROPPED, reason=" ")}, "Skriv varför."),
        ({"activity_1": Decision("new")}, "Besluten gäller inte"),
        ({"activity_1": Decision("")}, "Besluten gäller inte"),
    ):
        with pytest.raises(Refused, match=sentence):
            carry_over(earlier, decided(earlier, **changed), NEXT, by=by)
    assert (Pledge.objects.count(), rows_of(earlier)) == (1, before)


def test_rows_of_another_pledge_and_places_of_another_kommun_are_refused(earlier, by):
    other = factories.pledge(factories.municipality("Sävsjö", "0684"), first=2020, last=2021)
    decisions = decided(earlier)
    forged = dataclasses.replace(decisions, promises={**decisions.promises, other.promises.get().pk: Decision()})
    missing = dataclasses.replace(decisions, activities={})
    place = Place.objects.create(municipality=other.municipality, name="Deras torg")
    elsewhere = decided(earlier, activity_1=Decision(changed={"places": [place]}))
    for wrong in (forged, missing, elsewhere):
        with pytest.raises(Refused, match=r"Besluten gäller inte|En plats hör till en annan kommun"):
            carry_over(earlier, wrong, NEXT, by=by)
    assert Pledge.objects.count() == 2


def test_a_period_that_the_database_would_refuse_is_refused_in_swedish(earlier, by):
    for changed, sentence in (
        ({"starts_on": datetime.date(2026, 12, 31)}, "när det förra har tagit slut"),
        ({"ends_on": datetime.date(2026, 1, 1)}, "kan inte sluta före det börjar"),
        ({"slug": "2025-2026"}, "redan ett medborgarlöfte på den adressen"),
        ({"slug": "nytt"}, "börjar med ett årtal"),
    ):
        with pytest.raises(Refused, match=sentence):
            carry_over(earlier, decided(earlier), dataclasses.replace(NEXT, **changed), by=by)
    assert Pledge.objects.count() == 1


def test_it_is_for_who_may_edit_in_the_kommun(earlier):
    other = person("annan", "administrator", "police", municipality=factories.municipality("Sävsjö", "0684"))
    with pytest.raises(Refused, match="räcker inte till det"):
        carry_over(earlier, decided(earlier), NEXT, by=other)


def test_nothing_is_carried_over_from_what_has_a_next_one_is_withdrawn_unpublished_or_without_text(earlier, by):
    assert hindrance(earlier) == ""
    new = carry_over(earlier, decided(earlier), NEXT, by=by)
    assert hindrance(earlier) == "Det finns redan ett senare löfte: Medborgarlöfte 2027–2028."
    assert hindrance(new).startswith("Löftet är ett utkast.")
    with pytest.raises(Refused, match="Det finns redan ett senare löfte"):
        carry_over(earlier, decided(earlier), dataclasses.replace(NEXT, slug="2027-2028-2"), by=by)
    publishing.publish(new, by=by)
    publishing.withdraw(new, by=by, reason="Fel.")
    assert hindrance(Pledge.objects.get(pk=new.pk)).startswith("Löftet är tillbakadraget")
    assert hindrance(earlier) == ""
    known = factories.pledge(
        first=2019, last=2019, promises=0, activities=0, availability="mentioned", source="En sida."
    )
    publishing.publish(known, by=by)
    assert hindrance(Pledge.objects.get(pk=known.pk)).startswith("Löftets text är inte inlagd")


def test_deleting_the_draft_gives_the_earlier_its_rows_back_and_restoring_takes_them_again(earlier, by):
    new = carry_over(earlier, decided(earlier, activity_1=Decision(DROPPED, reason="Klart.")), NEXT, by=by)
    key = new.pk
    kept = trash.put(new, by=by)
    assert Activity.objects.get(text="I båda.").dropped_by is None
    assert hindrance(earlier) == ""
    trash.restore(kept, by=by)
    assert Activity.objects.get(text="I båda.").dropped_by_id == key
    assert Party.objects.filter(pledge=key).count() == 2


def test_in_public_the_new_pledge_tells_what_is_the_same_reworded_extended_new_and_dropped(earlier, by, client):
    decisions = decided(
        earlier,
        promise_1=Decision("reworded", "Vi lovar att synas."),
        activity_2=Decision("extended", reason="Det behövs fler."),
        activity_3=Decision(DROPPED, reason="Den är klar."),
    )
    new = carry_over(earlier, decisions, NEXT, by=by)
    Promise.objects.create(pledge=new, order=3, text="Vi lovar lugn.", relation="new")
    publishing.publish(new, by=by)
    parser = FormParser()
    parser.feed(client.get("/gislaved/2027-2028/").content.decode())
    text = " ".join("".join(parser.text).split())
    for words in (
        "Vi lovar att synas. För Unga, 13–20 år Omformulerat Bygger på löftet 2025–2026",
        "Vi lovar sak 2. Samma som förra perioden Bygger på löftet 2025–2026",
        "Vi lovar lugn. Nytt",
        "UtvecklingFortsätter, samma som förra perioden",
        "UtvecklingUtökas eller utvecklas, förlängtKommentarDet behövs fler.",
        "Togs bort från det förra löftet Den tredje. Från löftet 2025–2026. Den är klar.",
        "Två aktiviteter, ingen redovisad.",
    ):
        assert words in text, words
