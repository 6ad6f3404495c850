"""From a page where all is decided to drafts: once, whole, and with threads to other periods."""

import datetime

import pytest

from pledges.importing import deciding
from pledges.importing.drafting import make_drafts
from pledges.importing.matching import differences, existing, links, page_periods
from pledges.importing.pieces import laid
from pledges.importing.receiving import receive
from pledges.models import Activity, Document, ImportedPage, Pledge, Promise, Revision, Theme
from pledges.publishing import Refused
from portal.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """Gislaved – medborgarlöften
Lokalpolisområde Värnamo och Gislaveds kommun har tecknat medborgarlöften.
Medborgarlöfte 2021
 • Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.
Aktiviteter
 • Genomföra en trygghetsvandring i Reftele.
 • Polisen ska genomföra minst femton trafikinsatser per år på Storgatan i Gislaved.
Medborgarlöfte 2019 - 2020
 • Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.
Aktiviteter
 • Genomföra en trygghetsvandring i Reftele.
 • Polisen ska genomföra minst tio trafikinsatser per år på Storgatan i Gislaved.
 • Klippa buskar vid torget.
Uppföljning Gislaveds kommun tertial 3 2020.pdf
"""


@pytest.fixture
def operator(db):
    return User.objects.create_superuser("drift@example.se", full_name="Dag Drift")


def decided(by, text: str = PAGE, **fields) -> ImportedPage:
    """A page where everything is accepted."""
    page = receive(municipality=factories.municipality(), text=text, by=by, **fields).page
    return with_the_rest_accepted(page, by)


def with_the_rest_accepted(page: ImportedPage, by) -> ImportedPage:
    for number in (0, 1, 2):
        page = deciding.accept_certain(page, number, by=by)
    for piece in laid(page.pieces, page.decisions):
        if piece.is_open:
            page = deciding.accept(page, piece.id, opened=piece.count, by=by)
    return page


def test_drafts_hold_all_that_was_decided_with_where_it_came_from(operator):
    Theme.objects.create(name="Trygghet", slug="trygghet")
    page = decided(operator, source="https://polisen.se/gislaved/", fetched=datetime.date(2021, 5, 3))
    made = make_drafts(page, by=operator)
    assert [(one.slug, one.state, one.starts_on.year, one.ends_on.year) for one in made.pledges] == [
        ("2019-2020", "draft", 2019, 2020),
        ("2021", "draft", 2021, 2021),
    ]
    pledge = Pledge.objects.for_content().get(slug="2021")
    assert pledge.source == "https://polisen.se/gislaved/, hämtad den 3\xa0maj 2021"
    assert [party.name for party in pledge.parties.all()] == ["Lokalpolisområde Värnamo", "Gislaveds kommun"]
    (promise,) = pledge.promises.all()
    assert [theme.slug for theme in promise.themes.all()] == ["trygghet"]
    walk, traffic = pledge.activities.all()
    assert (str(walk.group), [str(place) for place in walk.places.all()]) == ("Aktiviteter", ["Reftele"])
    assert (
        traffic.responsible,
        traffic.target_count,
        traffic.target_unit,
        traffic.target_per,
        traffic.target_at_least,
    ) == (
        "police",
        15,
        "trafikinsatser",
        "year",
        True,
    )
    assert [(place.name, place.within) for place in traffic.places.all()] == [("Storgatan", "Gislaved")]
    assert list(traffic.promises.all()) == [promise]
    document = Document.objects.get()
    assert (document.state, document.year, document.last_tertial, document.file.name) == ("draft", 2020, 3, "")
    assert (document.pledge.slug, document.source[:12]) == ("2019-2020", "Nämns på htt")
    assert Revision.objects.of_thing(pledge).get().note == f"Från {pledge.source}."


def test_drafts_are_made_once_however_often_they_are_asked_for(operator):
    page = decided(operator)
    first = make_drafts(page, by=operator)
    again = make_drafts(page, by=operator)
    assert (first.is_first, again.is_first) == (True, False)
    assert {one.pk for one in again.pledges} == {one.pk for one in first.pledges}
    assert (Pledge.objects.count(), Document.objects.count(), ImportedPage.objects.get().state) == (2, 1, "drafted")


def test_no_draft_is_made_while_anything_is_left_to_decide(operator):
    page = receive(municipality=factories.municipality(), text=PAGE, by=operator).page
    with pytest.raises(Refused, match="kvar att bestämma"):
        make_drafts(page, by=operator)
    assert not Pledge.objects.exists()


def test_what_was_dropped_is_in_no_draft(operator):
    page = receive(municipality=factories.municipality(), text=PAGE, by=operator).page
    dropped = next(one for one in laid(page.pieces, page.decisions) if "buskar" in one.words)
    page = deciding.drop(page, dropped.id, "Hör inte dit.", opened=0, by=operator)
    page = with_the_rest_accepted(page, operator)
    make_drafts(page, by=operator)
    assert Activity.objects.count() == 4


def test_periods_are_matched_and_only_the_chosen_links_are_made(operator):
    page = decided(operator)
    proposed = links(page, existing(page))
    assert [(link.kind, link.called, link.before.item.text[:20]) for link in proposed] == [
        ("promise", "Samma", "Vi lovar att arbeta "),
        ("activity", "Samma", "Genomföra en trygghe"),
        ("activity", "Målet är ändrat", "Polisen ska genomför"),
        ("activity", "Finns inte kvar", "Klippa buskar vid to"),
    ]
    make_drafts(
        page, by=operator, linked={link.key for link in proposed if link.called != "Samma"} | {"påhittad|nyckel"}
    )
    assert [one.predecessor for one in Promise.objects.all()] == [None, None]
    later = Activity.objects.get(pledge__slug="2021", text__contains="femton")
    assert (later.predecessor.text, later.relation, later.relation_note) == (
        "Polisen ska genomföra minst tio trafikinsatser per år på Storgatan i Gislaved.",
        "reworded",
        "Målet är ändrat.",
    )
    assert Activity.objects.get(text__contains="buskar").dropped_by.slug == "2021"


def test_older_periods_are_tied_to_the_pledge_that_there_is_and_history_says_so(operator):
    there = factories.pledge(first=2022, last=2023)
    there.promises.update(text="Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.")
    page = decided(operator)
    make_drafts(page, by=operator, linked={link.key for link in links(page, existing(page))})
    assert there.promises.get().predecessor.pledge.slug == "2021"
    assert [one.note for one in Revision.objects.of_thing(there)] == ["Länkat till en period som har importerats."]


def test_a_period_that_the_kommun_has_is_compared_and_never_overwritten(operator):
    there = factories.pledge(first=2021, last=2021)
    page = decided(operator)
    (period,) = [one for one in page_periods(page) if one.first.year == 2021]
    assert [what for what, _, _ in differences(period, there)] == [
        "Nytt på sidan",
        "Finns inte kvar",
        "Nytt på sidan",
        "Nytt på sidan",
        "Finns inte kvar",
    ]
    made = make_drafts(page, by=operator)
    assert ([one.slug for one in made.pledges], made.there_already) == (["2019-2020"], [there])
    assert [promise.text for promise in there.promises.all()] == ["Vi lovar sak 1."]


def test_what_cannot_be_a_row_is_told_and_nothing_is_half_made(operator):
    page = decided(operator)
    page.decisions["1-activity-2"]["values"] = {"text": "Mål utan enhet.", "extent": "counted", "target_count": 3}
    page.save()
    with pytest.raises(Refused, match="Aktivitet, rad 7: Ett mål i antal behöver antal"):
        make_drafts(page, by=operator)
    assert not Pledge.objects.exists()
    assert ImportedPage.objects.get().state == "review"
