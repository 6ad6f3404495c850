"""The step "Nytt löfte från det här": the period, one page of decisions, and the draft that comes of it."""

import pytest

from pledges import publishing
from pledges.models import Activity, Place, Pledge, Promise, Theme, UnsavedWork
from tests import factories
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]


@pytest.fixture
def earlier(editor):
    """A promise with two activities, one of them done 12 of at least 15 times."""
    pledge = factories.pledge(activities=0)
    for activity in (factories.counted_activity(pledge, order=1), factories.activity(pledge, order=2)):
        activity.promises.set(pledge.promises.all())
    publishing.publish(pledge, by=editor)
    pledge.activities.update(status="ongoing", status_period="Tertial 2 2026")
    pledge.activities.filter(order=1).update(done_count=12)
    return Pledge.objects.get(pk=pledge.pk)


@pytest.fixture
def decisions(page, earlier):
    """The page of decisions, when the period is given as proposed."""
    return page(f"/admin/pledges/pledge/{earlier.pk}/nytt-lofte/").send("")


def name_of(row, field: str) -> str:
    return f"{row._meta.model_name}-{row.pk}-{field}"


def decide(form: Page, row, **values) -> Page:
    form.fields |= {name_of(row, field): value for field, value in values.items()}
    return form


def test_the_period_is_proposed_as_long_as_the_last_and_may_not_overlap(page, earlier):
    form = page(f"/admin/pledges/pledge/{earlier.pk}/nytt-lofte/")
    assert (form.fields["starts_on"], form.fields["ends_on"]) == ("2027-01-01", "2028-12-31")
    form.fill(starts_on="2026-12-31", label="Ett och ett halvt år").send("")
    assert "Det nya löftet börjar när det förra har tagit slut." in form.errors
    assert form.fields["label"] == "Ett och ett halvt år"
    form.fill(starts_on="2028-01-01", ends_on="2027-12-31").send("")
    assert form.errors[0] == "Medborgarlöftet kan inte sluta före det börjar."
    form.fill(starts_on="2027-07-01", ends_on="2028-12-31").send("")
    assert "Det nya löftet gäller Ett och ett halvt år, 1 juli 2027 – 31 december 2028." in form.text


def test_each_row_stands_with_how_it_went_under_its_promise(decisions, earlier):
    first, second = earlier.activities.all()
    assert "Löfte 1 Vi lovar sak 1. Vad händer med löfte 1?" in decisions.text
    assert "Aktivitet 1 Gör sak 1. Pågår 12 av minst 15 efter tertial 2 2026" in decisions.text
    rows = (earlier.promises.get(), first, second)
    assert [decisions.fields[name_of(row, "decision")] for row in rows] == [["same"]] * 3
    assert decisions.fields[name_of(first, "target_count")] == "15"


def test_what_is_decided_becomes_a_draft_with_its_thread(decisions, earlier):
    promise, (first, second) = earlier.promises.get(), earlier.activities.all()
    theme = Theme.objects.create(name="Trafik", slug="trafik")
    decide(decisions, promise, decision="reworded", text="Vi lovar mer.", themes=[str(theme.pk)])
    decide(decisions, first, decision="extended", reason="Det behövs fler.", target_count="20", new_places="Torget; ån")
    decide(decisions, second, decision="dropped", reason="Det är klart.").send("")
    new = Pledge.objects.get(slug="2027-2028")
    assert decisions.address == f"/admin/pledges/pledge/{new.pk}/change/"
    assert "Utkastet är skapat med 1 av 1 löften och 1 av 2 aktiviteter." in decisions.text
    made = new.promises.get()
    assert (made.text, made.relation, made.predecessor, list(made.themes.all())) == (
        "Vi lovar mer.", "reworded", promise, [theme],
    )  # fmt: skip
    activity = new.activities.get()
    assert (activity.relation, activity.relation_note, activity.target_count) == ("extended", "Det behövs fler.", 20)
    assert [place.name for place in activity.places.all()] == ["Torget", "ån"]
    assert Activity.objects.get(dropped_by=new).dropped_reason == "Det är klart."
    assert not UnsavedWork.objects.exists()


def test_what_lacks_something_is_told_and_all_that_was_typed_is_kept(decisions, earlier):
    promise, (first, second) = earlier.promises.get(), earlier.activities.all()
    decide(decisions, promise, decision="same", text="Andra ord.")
    decide(decisions, first, decision="same", target_count="20", new_places="Bron")
    decide(decisions, second, decision="dropped").send("")
    assert decisions.errors == [
        "Orden är ändrade. Välj Omformulerat eller Förlängt/utökat, eller ta tillbaka ändringen.",
        "Målet är ändrat. Välj Omformulerat eller Förlängt/utökat.",
        "Skriv varför. Skälet visas för alla.",
    ]
    assert "Något återstår. Allt du har skrivit finns kvar. Löfte 1Aktivitet 1Aktivitet 2" in decisions.text
    assert decisions.fields[name_of(promise, "text")] == "Andra ord."
    assert (decisions.fields[name_of(first, "target_count")], decisions.fields[name_of(first, "new_places")]) == (
        "20", "Bron",
    )  # fmt: skip
    assert (Pledge.objects.count(), Place.objects.count()) == (1, 0)
    decide(decisions, promise, decision="reworded")
    decide(decisions, first, decision="extended", reason="Fler.")
    decide(decisions, second, reason="Klart.").send("")
    assert Pledge.objects.get(slug="2027-2028").promises.get().text == "Andra ord."


def test_a_break_loses_nothing_and_the_period_may_be_changed_meanwhile(decisions, earlier, page, office):
    first = earlier.activities.first()
    decide(decisions, first, decision="dropped", reason="Kanske.").fields["_keep"] = "1"
    address = decisions.address
    assert office.post(address, decisions.fields).content.decode().startswith("Utkast sparat")
    form = page(f"/admin/pledges/pledge/{earlier.pk}/nytt-lofte/")
    assert "Du har redan börjat." in form.text
    form.fill(ends_on="2027-12-31").send("")
    assert (form.address, form.fields[name_of(first, "decision")]) == (address, ["dropped"])
    assert form.fields[name_of(first, "reason")] == "Kanske."
    form.send("_later")
    assert "Det du har fyllt i är sparat i sju dagar." in form.text
    page(address).send("")
    assert str(Pledge.objects.get(slug="2027").ends_on) == "2027-12-31"


def test_sent_twice_it_makes_one_draft_and_leads_to_it(decisions, earlier, office):
    address, fields = decisions.address, dict(decisions.fields)
    first, second = (office.post(address, fields) for _ in range(2))
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert Pledge.objects.count() == 2
    again = Page(office, f"/admin/pledges/pledge/{earlier.pk}/nytt-lofte/")
    assert "Det finns redan ett senare löfte: Medborgarlöfte 2027–2028." in again.text
    assert first["Location"] in again.html


def test_what_a_colleague_changed_meanwhile_is_read_first(decisions, earlier, page):
    page(f"/admin/pledges/pledge/{earlier.pk}/change/").fill(promises__0__text="Vi lovar annat.").send()
    decide(decisions, earlier.activities.first(), decision="dropped", reason="Klart.").send("")
    assert "Läs det som gäller nu; inget har gjorts." in decisions.text
    assert "Vi lovar annat." in decisions.text
    assert decisions.fields[name_of(earlier.activities.first(), "reason")] == "Klart."
    assert Pledge.objects.count() == 1


def test_rows_and_words_of_others_cannot_be_smuggled_in(decisions, earlier):
    other = factories.pledge(factories.municipality("Sävsjö", "0684"), activities=0)
    theirs = Place.objects.create(municipality=other.municipality, name="Deras torg")
    decide(decisions, other.promises.get(), decision="dropped", reason="Bort.")
    decide(decisions, earlier.activities.first(), places=[str(theirs.pk)]).send("")
    assert [error[:27] for error in decisions.errors] == ["Välj ett giltigt alternativ"]
    decide(decisions, earlier.activities.first(), places=[]).send("")
    assert Pledge.objects.filter(municipality=earlier.municipality).count() == 2
    assert Promise.objects.get(pledge=other).dropped_by is None


def test_a_local_writer_makes_it_past_the_guard_and_finds_it_offered_when_the_period_ends(client, earlier):
    writer = factories.user("lokal@example.se")
    writer.memberships.create(role="editor", party="municipality", municipality=earlier.municipality)
    start = Page(sign_in(client, writer), "/admin/")
    assert "Gislaved: Medborgarlöfte 2025–2026 Nytt löfte från det här Slutar 31 december 2026." in start.text
    Page(client, f"/admin/pledges/pledge/{earlier.pk}/nytt-lofte/").send("").send("")
    assert Pledge.objects.get(slug="2027-2028").stage == "editing"
    assert "Löften som snart tar slut" not in Page(client, "/admin/").text


def test_a_row_that_is_added_to_what_was_carried_over_is_proposed_as_new(decisions, page, earlier):
    decisions.send("")
    assert decisions.fields["promises-1-relation"] == "new"
    decisions.fill(promises__1__text="Ett nytt löfte.").send()
    new = Pledge.objects.get(slug="2027-2028")
    assert [promise.relation for promise in new.promises.all()] == ["same", "new"]
    assert new.activities.count() == 2
    assert page(f"/admin/pledges/pledge/{earlier.pk}/change/").fields["promises-1-relation"] == ""


def test_the_page_costs_as_many_queries_with_five_activities_as_with_two(
    office, decisions, earlier, django_assert_num_queries
):
    for _ in range(2):
        with django_assert_num_queries(32):
            office.get(decisions.address)
        for order in range(3, 6):
            factories.activity(earlier, order=order)
