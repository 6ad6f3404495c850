"""A pledge is entered by hand from nothing, and bad input loses nothing."""

import datetime

import pytest

from pledges.models import Activity, Method, Place, Pledge, Theme
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/pledges/pledge/add/"


def start(page, **values):
    """Fill in the first form."""
    start = {"municipality": "Gislaved", "starts_on": "2019-01-01", "ends_on": "2020-12-31", **values}
    return page(ADD).fill(**start).send()


def test_a_few_facts_start_a_pledge_with_proposed_label_address_area_and_parties(page):
    area = factories.area("Värnamo", factories.municipality())
    started = start(page)
    pledge = Pledge.objects.get()
    assert (pledge.label, pledge.slug, pledge.state, pledge.area) == ("2019–2020", "2019-2020", "draft", area)
    assert [party.name for party in pledge.parties.all()] == ["Polisen", "Gislaveds kommun"]
    assert started.address == f"/admin/pledges/pledge/{pledge.pk}/change/"


def test_an_administrator_enters_everything_of_a_pledge_and_sees_it_in_the_preview(page, office):
    factories.municipality()
    Theme.objects.create(name="Trafik", slug="trafik")
    est = Method.objects.create(name="Effektiv samordning för trygghet", slug="est", abbreviation="EST")
    form = start(page)
    pledge = Pledge.objects.get()
    form.fill(
        promises__0__text="Trafiken ska bli säkrare.",
        promises__0__themes=[str(Theme.objects.get().pk)],
        activity_groups__0__lead_in="Polisen ska bland annat",
        activity_groups__0__is_open_list="on",
        signatories__0__name="Karin Berg",
        signatories__0__role="board_chair",
        signatories__0__party="municipality",
        sections__0__kind="introduction",
        sections__0__body="Så här började det.",
        situationstatements__0__text="Många kör för fort.",
        situationstatements__0__source="Trygghetsmätningen",
        expectedeffects__0__text="Färre kör för fort.",
        focusareas__0__name="Trafiksäkerhet",
        quotes__0__text="Det här blir bra.",
        quotes__0__person="Karin Berg",
        relatedlinks__0__label="Polisens sida",
        relatedlinks__0__url="https://polisen.se/",
        signed_on="2019-02-01",
        page_owner="Kommunpolisen",
        source="Kommunens webbplats",
    ).send()
    assert form.errors == []
    promise, group = pledge.promises.get(), pledge.activity_groups.get()
    form.fill(
        activities__0__text="Minst 15 trafikinsatser per år.",
        activities__0__promises=[str(promise.pk)],
        activities__0__group=str(group.pk),
        activities__0__responsible="police",
        activities__0__extent="counted",
        activities__0__target_at_least="on",
        activities__0__target_count="15",
        activities__0__target_unit="trafikinsatser",
        activities__0__target_per="year",
        activities__0__methods=[str(est.pk)],
        activities__0__new_places="Anderstorp; Storgatan",
        situationstatements__0__motivates=str(promise.pk),
    ).send("_preview")
    assert form.address == f"/admin/pledges/pledge/{pledge.pk}/forhandsgranska/"
    for words in (
        "Trafiken ska bli säkrare.", "Minst 15 trafikinsatser per år.", "Karin Berg", "Så här började det.",
        "Många kör för fort.", "Färre kör för fort.", "Trafiksäkerhet", "Det här blir bra.", "Polisens sida",
        "Anderstorp", "Storgatan", "Kommunpolisen",
    ):  # fmt: skip
        assert words in form.text
    pledge.refresh_from_db()
    assert (pledge.signed_precision, pledge.state) == ("day", "draft")
    assert sorted(place.name for place in Place.objects.all()) == ["Anderstorp", "Storgatan"]


def test_a_period_that_overlaps_another_is_refused_in_swedish_and_what_was_typed_stays(page):
    factories.pledge(first=2020, last=2021)
    form = start(page, label="mitt eget namn", slug="2019-2020")
    assert form.errors == ["Kommunen har redan ett medborgarlöfte som gäller under en del av den tiden."]
    assert form.fields["label"] == "mitt eget namn"
    assert form.fields["municipality"] == "Gislaved"
    assert form.fields["ends_on"] == "2020-12-31"
    assert Pledge.objects.count() == 1


def test_an_address_that_is_taken_gets_a_number_and_a_part_its_name(page):
    where = factories.municipality()
    factories.pledge(where, 2021, 2021, slug="2019-2020")
    start(page)
    assert Pledge.objects.get(label="2019–2020").slug == "2019-2020-2"
    start(page, part="Södra delen")
    assert Pledge.objects.get(part="Södra delen").slug == "2019-2020-sodra-delen"


def test_a_misspelt_kommun_is_asked_about(page):
    factories.municipality()
    form = start(page, municipality="Gislavd")
    assert form.errors == ["Hittar inte ”Gislavd”. Menade du Gislaved?"]
    assert form.fields["municipality"] == "Gislavd"


def test_a_kommun_may_be_typed_without_capitals_and_accents(page):
    factories.municipality("Jönköping", "0680")
    start(page, municipality="jonkoping")
    assert Pledge.objects.get().municipality.code == "0680"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"extent": "counted", "target_count": "15"},
            "Ett mål i antal behöver antal och vad som räknas, annat arbete inget antal.",
        ),
        ({"responsible": "body"}, "Skriv vilket gemensamt organ som är ansvarigt."),
        ({"lead": "police"}, "Vem som leder anges bara när båda ansvarar."),
        ({"happens_on": "2025-03-02", "happens_until": "2025-03-01"}, "Sista dagen kan inte vara före den första."),
        ({"target_share_percent": "20"}, "En andel behöver både procent (1–100) och vad den avser."),
    ],
)  # fmt: skip
def test_what_the_database_would_refuse_in_a_row_is_told_in_the_row(page, values, message):
    pledge = factories.pledge(activities=0)
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    form.fill(activities__0__text="Gör något.", **{f"activities__0__{name}": value for name, value in values.items()})
    form.send()
    assert form.errors == [message]
    assert form.fields["activities-0-text"] == "Gör något."
    assert Activity.objects.count() == 0


def test_a_place_of_another_kommun_and_a_promise_of_another_pledge_cannot_be_chosen(page):
    pledge, other = factories.pledge(), factories.pledge(factories.municipality("Vaggeryd", "0665"))
    elsewhere = Place.objects.create(municipality=other.municipality, name="Skillingaryd")
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    assert "Skillingaryd" not in form.html
    foreign = str(other.promises.get().pk)
    form.fill(activities__0__places=[str(elsewhere.pk)], activities__0__promises=[foreign]).send()
    assert form.errors == [
        f"Välj ett giltigt alternativ. {foreign} finns inte bland tillgängliga alternativ.",
        f"Välj ett giltigt alternativ. {elsewhere.pk} finns inte bland tillgängliga alternativ.",
    ]
    assert not pledge.activities.get().places.exists()


def test_rows_are_moved_by_their_number_and_new_ones_go_last(page):
    pledge = factories.pledge(promises=3)
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    form.fill(promises__2__order="1", promises__3__text="Den nya.").send()
    assert [(promise.order, promise.text) for promise in pledge.promises.all()] == [
        (1, "Vi lovar sak 3."),
        (2, "Vi lovar sak 1."),
        (3, "Vi lovar sak 2."),
        (4, "Den nya."),
    ]
    form.fill(promises__0__order="3").send()
    assert [promise.text[-2] for promise in pledge.promises.all()] == ["1", "2", "3", "a"]


def test_kommun_and_address_are_fixed_once_the_pledge_is_public(page, editor, quick_pdf):
    from pledges import publishing

    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    assert {"slug", "part", "municipality"} & set(form.fields) == set()
    form.fill(slug="2031", part="Norra", municipality="Gislaved", page_owner="Ny").send()
    pledge.refresh_from_db()
    assert (pledge.slug, pledge.part, pledge.page_owner) == ("2025-2026", "", "Ny")


def test_a_draft_can_be_deleted_and_what_was_published_cannot(page, office, editor, quick_pdf):
    from pledges import publishing

    draft, public = factories.pledge(), factories.pledge(first=2021, last=2022)
    publishing.publish(public, by=editor)
    assert "Radera …" in page(f"/admin/pledges/pledge/{draft.pk}/change/").text
    shown = page(f"/admin/pledges/pledge/{public.pk}/change/").text
    assert "Radera …" not in shown
    assert "Det som har publicerats raderas inte." in shown
    assert office.post(f"/admin/pledges/pledge/{public.pk}/delete/", {"post": "yes"}).status_code == 403
    assert office.post(f"/admin/pledges/pledge/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Pledge.objects.all()) == [public]


def test_an_activity_with_answers_cannot_be_taken_away(page):
    pledge = factories.pledge()
    activity = pledge.activities.get()
    factories.follow_up(pledge, answers={activity: ("done", 1)})
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    form.fill(activities__0__DELETE="on").send()
    assert Activity.objects.get() == activity
    assert len(form.errors) == 1
    assert "skyddade" in form.errors[0]


def test_the_form_costs_as_many_queries_with_three_activities_as_with_one(office, django_assert_num_queries):
    one = factories.pledge(factories.municipality("Vaggeryd", "0665"), promises=1, activities=1)
    three = factories.pledge(promises=3, activities=3)
    for pledge in (one, three):
        for activity in pledge.activities.all():
            activity.places.add(Place.objects.create(municipality=pledge.municipality, name=f"Plats {activity.pk}"))
        with django_assert_num_queries(39):
            office.get(f"/admin/pledges/pledge/{pledge.pk}/change/")


def test_the_list_costs_as_many_queries_with_three_pledges_as_with_one(office, django_assert_num_queries):
    factories.pledge(first=2010, last=2010)
    with django_assert_num_queries(6):
        office.get("/admin/pledges/pledge/")
    factories.pledge(first=2012, last=2012)
    factories.pledge(factories.municipality("Vaggeryd", "0665"))
    with django_assert_num_queries(6):
        office.get("/admin/pledges/pledge/")


def test_days_are_shown_as_the_browsers_own_fields(page):
    form = page(f"/admin/pledges/pledge/{factories.pledge().pk}/change/")
    assert form.fields["starts_on"] == datetime.date(2025, 1, 1).isoformat()
