"""A form that is sent twice, or again after a lost answer, is saved once and shows what came of it."""

import pytest

from pledges.models import FormNumber, GlossaryTerm, NewsItem, Pledge
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/pledges/newsitem/add/"


def filled(page):
    factories.municipality()
    return page(ADD).fill(municipality="Gislaved", title="En nyhet")


def test_the_second_sending_makes_no_row_and_leads_where_the_first_did(page, office):
    form = filled(page)
    first = office.post(ADD, {**form.fields, "_continue": "1"})
    second = office.post(ADD, {**form.fields, "_save": "1"})
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == f"/admin/pledges/newsitem/{NewsItem.objects.get().pk}/change/"
    assert "Det var redan sparat." in office.get(second["Location"]).content.decode()


def test_going_back_and_sending_another_text_loses_neither(page, office):
    form = filled(page)
    office.post(ADD, {**form.fields, "_continue": "1"})
    form.fill(title="En annan nyhet").send()
    assert form.response.status_code == 409
    assert "Rubrik En annan nyhet" in form.text
    assert NewsItem.objects.get().title == "En nyhet"
    form.send("")
    assert sorted(item.title for item in NewsItem.objects.all()) == ["En annan nyhet", "En nyhet"]


def test_a_form_with_errors_keeps_its_number_until_it_is_saved(page):
    form = filled(page).fill(title="")
    number = form.fields["_form_number"]
    form.send()
    assert len(form.errors) == 1
    assert form.fields["_form_number"] == number
    assert not FormNumber.objects.exists()
    form.fill(title="Nu").send()
    assert NewsItem.objects.get().title == "Nu"


def test_new_rows_in_a_changed_form_are_made_once(page, office):
    pledge = factories.pledge()
    address = f"/admin/pledges/pledge/{pledge.pk}/change/"
    form = page(address).fill(promises__1__text="Den nya.")
    for _ in range(3):
        assert office.post(address, {**form.fields, "_continue": "1"})["Location"] == address
    pledge.refresh_from_db()
    assert (pledge.version, pledge.promises.count()) == (2, 2)


def test_going_back_to_a_saved_form_and_changing_it_is_a_conflict_with_oneself(page, office):
    pledge = factories.pledge()
    address = f"/admin/pledges/pledge/{pledge.pk}/change/"
    form = page(address).fill(source="Ett")
    office.post(address, {**form.fields, "_continue": "1"})
    form.fill(source="Två").send()
    assert form.response.status_code == 409
    assert "källa Ett Två" in form.text


def test_a_number_belongs_to_its_account(page, office, editor):
    FormNumber.objects.create(user=factories.user("bo@example.se"), number="x" * 24, answer="/bort/")
    filled(page).fill(_form_number="x" * 24).send()
    assert NewsItem.objects.get().title == "En nyhet"


@pytest.mark.parametrize("number", ["", "kort", "x" * 500, "å" * 24])
def test_an_odd_number_counts_as_none(page, number):
    filled(page).fill(_form_number=number).send()
    assert NewsItem.objects.count() == 1


def test_a_deletion_that_is_sent_twice_answers_the_same(page, office):
    term = GlossaryTerm.objects.create(name="Tertial", slug="tertial")
    address = f"/admin/pledges/glossaryterm/{term.pk}/delete/"
    form = page(address)
    answers = [office.post(address, form.fields)["Location"] for _ in range(2)]
    assert answers == ["/admin/pledges/glossaryterm/"] * 2
    assert not GlossaryTerm.objects.exists()
    assert not Pledge.objects.exists()
