"""Hiding a name in the back office: one's own kommuner, by who may withdraw what is published."""

import pytest

from pledges import publishing
from pledges.models import Document, HiddenName, Signatory
from portal.pdf import RenderingFailed
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

ADD = "/admin/pledges/hiddenname/add/"
WHY = "Uppdraget är slut."


@pytest.fixture
def pledge():
    made = factories.pledge()
    Signatory.objects.create(pledge=made, name="Bo Ek", role="municipal_officer", party="police")
    publishing.publish(made, by=factories.user())
    return made


@pytest.fixture
def reviewer(client, pledge):
    return sign_in(client, person("rut", "reviewer", "police", municipality=pledge.municipality))


def test_a_reviewer_hides_a_name_and_the_pledge_is_not_told_to_have_changed(reviewer, pledge):
    form = Page(reviewer, ADD)
    form.fill(municipality="Gislaved", name="Bo Ek", reason=WHY).send("_save")
    assert form.errors == []
    hidden = HiddenName.objects.get()
    assert (hidden.name, hidden.reason, hidden.hidden_by.email) == ("Bo Ek", WHY, "rut@example.se")
    assert "Bo Ek, Gislaved" in form.text
    assert "namnet visas inte längre" in reviewer.get("/gislaved/2025-2026/").content.decode()
    assert (
        "Det finns ändringar som inte är publicerade"
        not in Page(reviewer, f"/admin/pledges/pledge/{pledge.pk}/change/").text
    )


def test_a_name_that_nobody_has_is_told_with_those_that_there_are_and_what_was_typed_stays(reviewer):
    form = Page(reviewer, ADD).fill(municipality="Gislaved", name="Bo Ekk", reason=WHY).send("_save")
    assert form.errors == ["Ingen har det namnet på sidorna för Gislaved. De som står där är Bo Ek."]
    assert (form.fields["name"], form.fields["reason"]) == ("Bo Ekk", WHY)
    assert HiddenName.objects.count() == 0


def test_when_a_pdf_cannot_be_made_the_form_comes_back_with_what_was_typed(reviewer, monkeypatch):
    def fail(html: str):
        raise RenderingFailed

    monkeypatch.setattr("pledges.pdf.render", fail)
    form = Page(reviewer, ADD).fill(municipality="Gislaved", name="Bo Ek", reason=WHY).send("_save")
    assert form.errors == ["En av PDF-filerna gick inte att göra om, så inget är dolt. Försök igen om en stund."]
    assert (form.fields["name"], form.fields["reason"]) == ("Bo Ek", WHY)
    assert HiddenName.objects.count() == 0


def test_the_files_in_which_the_name_still_stands_are_named(reviewer, pledge):
    for title, text in (("Överenskommelse", "Undertecknat av bo ek."), ("Lägesbild", "Bo Ekström skrev.")):
        facts = {"kind": "situation", "source": "Prov"}
        made = Document.objects.create(municipality=pledge.municipality, title=title, text=text, **facts)
        publishing.make_public(made, by=factories.user())
    form = Page(reviewer, ADD).fill(municipality="Gislaved", name="Bo Ek", reason=WHY).send("_save")
    assert "Namnet står också i Överenskommelse. Byt ut filen, eller dra tillbaka den." in form.text


def test_who_only_writes_asks_somebody_else(client, pledge):
    editor = sign_in(client, person("bo", "editor", "police", municipality=pledge.municipality))
    form = Page(editor, ADD).fill(municipality="Gislaved", name="Bo Ek", reason=WHY).send("_save")
    assert form.errors == ["En granskare eller samordnare behöver dölja namnet."]
    assert HiddenName.objects.count() == 0


def test_another_kommun_is_not_there_to_choose(reviewer):
    factories.municipality("Sävsjö", "0684")
    form = Page(reviewer, ADD).fill(municipality="Sävsjö", name="Bo Ek", reason=WHY).send("_save")
    assert len(form.errors) == 1
    assert HiddenName.objects.count() == 0


def test_what_was_hidden_stays_so(reviewer, pledge):
    Page(reviewer, ADD).fill(municipality="Gislaved", name="Bo Ek", reason=WHY).send("_save")
    stem = f"/admin/pledges/hiddenname/{HiddenName.objects.get().pk}"
    assert reviewer.get(f"{stem}/change/").status_code == 200
    assert reviewer.post(f"{stem}/change/", {"name": "Annan"}).status_code == 403
    assert reviewer.post(f"{stem}/delete/", {"post": "yes"}).status_code == 403
