"""Draft, preview, publish, withdraw: by confirmation and with the form's token, never by merely looking."""

import pytest
from django.test import Client

from pledges import publishing, workflow
from pledges.models import Document, NewsItem, Pledge, PledgeEdition
from pledges.workflow import PLEDGES
from tests import factories
from tests.approving import PARTIES, approve_by_both, reviewers
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

STEPS = ("skicka", "godkann", "publicera", "skicka-tillbaka", "dra-tillbaka")


def address(item, step: str) -> str:
    return f"/admin/{item._meta.app_label}/{item._meta.model_name}/{item.pk}/{step}/"


def test_sending_for_review_lists_what_is_missing_and_offers_no_button(page):
    pledge = factories.pledge(promises=0, activities=0)
    shown = page(address(pledge, "skicka"))
    assert "Skriv minst ett löfte." in shown.text
    assert "Skriv minst en aktivitet, så att det går att följa upp." in shown.text
    assert "seen" not in shown.fields


def test_what_both_have_approved_is_published_after_a_confirmation(page, editor):
    pledge = approve_by_both(factories.pledge())
    shown = page(address(pledge, "publicera"))
    assert "Sidan blir synlig för alla på /gislaved/2025-2026/." in shown.text
    shown.send()
    pledge.refresh_from_db()
    assert (pledge.state, pledge.state_changed_by, pledge.current_edition.number) == ("published", editor, 1)
    assert shown.address == address(pledge, "change")
    assert "Publicerat." in shown.text
    assert "Utgåva 1" in shown.text


def test_looking_at_the_pages_changes_nothing(office):
    draft, public = factories.pledge(), factories.pledge(first=2021, last=2022)
    publishing.publish(public, by=factories.user())
    for item in (draft, public):
        for step in ("forhandsgranska", *STEPS, "change", "history"):
            assert office.get(address(item, step)).status_code == 200
            assert office.head(address(item, step)).status_code == 200
    assert PledgeEdition.objects.count() == 1
    assert [pledge.state for pledge in Pledge.objects.order_by("pk")] == ["draft", "published"]


def test_a_post_without_the_forms_token_is_refused(editor):
    pledge = factories.pledge()
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, editor)
    for step in STEPS:
        assert strict.post(address(pledge, step), {"comment": "x", "reason": "x"}).status_code == 403
    pledge.refresh_from_db()
    assert pledge.state == "draft"


@pytest.mark.parametrize("step", ["forhandsgranska", *STEPS, "change", "delete", "history"])
def test_an_anonymous_visitor_is_asked_to_log_in(client, step):
    pledge = factories.pledge()
    for answer in (client.get(address(pledge, step)), client.post(address(pledge, step), {"reason": "x"})):
        assert (answer.status_code, answer["Location"]) == (302, f"/konto/logga-in/?next={address(pledge, step)}")


def test_an_account_that_is_not_staff_reaches_nothing(client):
    pledge = factories.pledge()
    sign_in(client, factories.user("borgare@example.se"))
    assert client.post(address(pledge, "publicera"), {"reason": "x"}).status_code == 403
    pledge.refresh_from_db()
    assert pledge.state == "draft"


def test_the_next_edition_says_what_has_changed(page, editor):
    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    form = page(address(pledge, "change"))
    assert "Det finns ändringar som inte är publicerade" not in form.text
    form.fill(promises__0__text="Vi lovar något annat.").send()
    assert "Det finns ändringar som inte är publicerade" in form.text
    shown = page(address(pledge, "skicka")).send()
    assert shown.errors == ["Skriv vad som har ändrats sedan förra utgåvan."]
    shown.fill(note="Löftet är rättat.").send()
    for party in PARTIES:
        workflow.approve(PLEDGES, pledge, by=reviewers()[party])
    page(address(pledge, "publicera")).send()
    pledge.refresh_from_db()
    assert (pledge.current_edition.number, pledge.current_edition.change_note) == (2, "Löftet är rättat.")


def test_a_form_that_is_sent_twice_publishes_once(page, editor):
    pledge = approve_by_both(factories.pledge())
    shown, sent_again = page(address(pledge, "publicera")), page(address(pledge, "publicera"))
    shown.send()
    sent_again.send()
    assert "Det är redan gjort." in sent_again.text
    assert sent_again.address == address(pledge, "change")
    assert PledgeEdition.objects.count() == 1


def test_withdrawing_asks_for_the_reason_and_shows_it(page, editor):
    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    shown = page(address(pledge, "dra-tillbaka")).send()
    assert shown.errors == ["Skriv varför det dras tillbaka."]
    shown.fill(reason="Fel kommun.").send()
    pledge.refresh_from_db()
    assert (pledge.state, pledge.withdrawal_reason) == ("withdrawn", "Fel kommun.")
    assert "Skäl: Fel kommun." in shown.text


def test_a_draft_cannot_be_withdrawn(page):
    pledge = factories.pledge()
    shown = page(address(pledge, "dra-tillbaka"))
    assert "Bara det som är publicerat kan dras tillbaka." in shown.text
    shown.fill(reason="x").send()
    pledge.refresh_from_db()
    assert pledge.state == "draft"


def test_what_does_not_exist_is_not_found(office):
    for step in ("forhandsgranska", *STEPS):
        for key in ("999999", "abc"):
            assert office.get(f"/admin/pledges/pledge/{key}/{step}/").status_code == 404


def test_news_is_written_previewed_published_and_withdrawn(page):
    factories.municipality()
    form = page("/admin/pledges/newsitem/add/")
    form.fill(municipality="Gislaved", title="Ny överenskommelse", lead="Nu är den klar.").send()
    item = NewsItem.objects.get()
    assert item.slug == "ny-overenskommelse"
    form.fill(quotes__0__text="Bra.", quotes__0__person="Karin Berg").send("_preview")
    assert "Nu är den klar." in form.text
    assert "Karin Berg" in form.text
    page(address(item, "publicera")).send()
    item.refresh_from_db()
    assert item.state == "published"
    page(address(item, "dra-tillbaka")).fill(reason="Inaktuell.").send()
    item.refresh_from_db()
    assert item.state == "withdrawn"


def test_a_document_nobody_has_is_entered_with_its_source(page):
    factories.municipality()
    form = page("/admin/pledges/document/add/")
    form.fill(municipality="Gislaved", title="Uppföljning 2018", kind="follow_up").send()
    document = Document.objects.get()
    shown = page(address(document, "publicera"))
    assert "Ladda upp filen, eller skriv i fältet Källa var dokumentet nämns." in shown.text
    page(address(document, "change")).fill(source="Kommunens webbplats, 2019").send("_publish").send()
    document.refresh_from_db()
    assert (document.state, document.is_available) == ("published", False)
