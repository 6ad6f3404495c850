"""What was typed and not saved is kept for its writer, offered the next time, and gone when saved or thrown away."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from pledges.models import NewsItem, Notice, Theme, UnsavedWork
from portal.models import User
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def keep(form: Page, **typed):
    """What the script sends while somebody types."""
    form.fill(**typed)
    return form.client.post(form.address, {**form.fields, "_keep": "1"})


@pytest.fixture
def theme():
    return Theme.objects.create(name="Trafik", slug="trafik", explanation="Gator.")


@pytest.fixture
def address(theme) -> str:
    return f"/admin/pledges/theme/{theme.pk}/change/"


def test_what_is_typed_is_kept_and_nothing_is_saved(page, editor, theme, address):
    answer = keep(page(address), explanation="Gator och torg.")
    kept = UnsavedWork.objects.get()
    assert (answer.status_code, answer.content.decode()) == (
        200, f"Utkast sparat {timezone.localtime(kept.saved_at):%H:%M}"
    )  # fmt: skip
    assert Theme.objects.values_list("explanation", "version").get() == ("Gator.", 1)
    assert (kept.user, kept.kind, kept.key, kept.opened_version) == (editor, "pledges.theme", str(theme.pk), "1")
    assert kept.fields == [["name", "Trafik"], ["slug", "trafik"], ["explanation", "Gator och torg."]]
    keep(page(address + "?osparat=1"), explanation="Gator, torg.")
    assert UnsavedWork.objects.get().fields[2] == ["explanation", "Gator, torg."]


def test_it_is_offered_taken_out_and_gone_when_it_is_saved(page, address):
    keep(page(address), explanation="Halvfärdigt", slug="inte en adress")
    offered = page(address)
    assert f"Du har osparat arbete från i dag {timezone.localtime():%H:}" in offered.text
    assert offered.fields["explanation"] == "Gator."
    assert "data-keep" not in offered.html
    taken = page(address + "?osparat=1")
    assert (taken.fields["explanation"], taken.errors) == ("Halvfärdigt", [])
    assert "data-keep" in taken.html
    assert taken.send().errors != []
    assert UnsavedWork.objects.count() == 1
    assert taken.fill(slug="trafik").send().errors == []
    assert Theme.objects.values_list("explanation", "version").get() == ("Halvfärdigt", 2)
    assert not UnsavedWork.objects.exists()
    assert "osparat" not in page(address).text


def test_it_can_be_thrown_away(page, address):
    keep(page(address), explanation="Fel sida")
    form = page(address)
    form.client.post(address, {"_discard": "1"})
    assert not UnsavedWork.objects.exists()
    assert "Det osparade är kastat." in page(address).text


def test_it_is_guarded_by_the_version_that_was_read(page, address):
    keep(page(address), explanation="Min text")
    page(address).fill(explanation="En kollegas text").send()
    UnsavedWork.objects.create(
        user=User.objects.get(email="anna@example.se"), kind="pledges.theme", key=address.split("/")[4],
        opened_version="1", fields=[["name", "Trafik"], ["slug", "trafik"], ["explanation", "Min text"]],
        saved_at=timezone.now() - datetime.timedelta(days=1),
    )  # fmt: skip
    taken = page(address + "?osparat=1")
    assert "osparade arbete från i går" in taken.text
    assert "Någon har sparat sedan du började." in taken.text
    taken.send()
    assert taken.response.status_code == 409
    assert "En kollegas text Min text" in taken.text
    assert Theme.objects.get().explanation == "En kollegas text"
    assert UnsavedWork.objects.count() == 1


def test_rows_come_back_new_ones_and_those_that_somebody_took_away(page):
    pledge = factories.pledge(promises=2)
    address = f"/admin/pledges/pledge/{pledge.pk}/change/"
    form = page(address)
    form.fill(promises__0__text="Ändrat löfte", promises__1__text="Löfte som togs bort", promises__2__text="Nytt löfte")
    keep(form)
    pledge.promises.last().delete()
    taken = page(address + "?osparat=1")
    texts = [taken.fields[f"promises-{row}-text"] for row in range(3)]
    assert texts == ["Ändrat löfte", "Löfte som togs bort", "Nytt löfte"]
    assert taken.fields["promises-INITIAL_FORMS"] == "1"
    assert taken.send().errors == []
    assert list(pledge.promises.values_list("text", flat=True)) == texts


def test_a_new_things_form_is_kept_until_the_thing_is_made(page):
    keep(page("/admin/pledges/notice/add/"), text="Vi uppdat")
    taken = page("/admin/pledges/notice/add/?osparat=1")
    assert taken.fields["text"] == "Vi uppdat"
    taken.fill(text="Vi uppdaterar.", first_day="2026-11-01").send("_save")
    assert Notice.objects.get().text == "Vi uppdaterar."
    assert not UnsavedWork.objects.exists()


def test_what_was_on_its_way_when_the_form_was_saved_is_not_kept(page):
    form = page("/admin/pledges/theme/add/").fill(name="Lek", slug="lek")
    late = dict(form.fields)
    form.send("_save")
    assert form.client.post("/admin/pledges/theme/add/", {**late, "_keep": "1"}).status_code == 204
    assert not UnsavedWork.objects.exists()


def test_passwords_are_never_kept(page):
    keep(page("/admin/pledges/notice/add/"), text="Vi", password1="hemligt-ord", old_password="hemligt-ord")
    kept = UnsavedWork.objects.get().fields
    assert ["text", "Vi"] in kept
    assert "hemligt-ord" not in str(kept)


def test_ones_own_work_is_seen_by_nobody_else_and_kept_only_where_one_works(page, client, address):
    keep(page(address), explanation="Mitt")
    mine = factories.news_item()
    theirs = factories.news_item(factories.municipality("Vaggeryd", "0665"))
    local = sign_in(client, person("bo", "editor", "police", municipality=mine.municipality))
    told = {
        key: local.post(f"/admin/pledges/newsitem/{key}/change/", {button: "1", "title": "T"}).status_code
        for key in (mine.pk, theirs.pk, 999_999) for button in ("_keep", "_discard")
    }  # fmt: skip
    assert told == {mine.pk: 302, theirs.pk: 404, 999_999: 404}
    assert local.post("/admin/pledges/theme/add/", {"_keep": "1"}).status_code == 404
    assert UnsavedWork.objects.get().user.email == "anna@example.se"
    other = sign_in(client, person("cia", "administrator", "police", whole_country=True))
    assert "osparat" not in Page(other, address).text
    assert NewsItem.objects.filter(title="T").count() == 0


def test_too_much_is_refused_and_a_database_that_is_away_says_so(page, address, monkeypatch):
    form = page(address)
    assert keep(form, explanation="x" * 1_000_001).status_code == 413

    def refuse(*_args, **_kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("pledges.querysets.UnsavedWorkQuerySet.update_or_create", refuse)
    assert keep(form, explanation="x").status_code == 503
    assert not UnsavedWork.objects.exists()


def test_after_an_ended_session_the_form_that_was_asked_for_offers_it(page, client, editor, address):
    form = page(address)
    keep(form, explanation="Innan jag loggades ut")
    client.logout()
    answer = form.client.post(address, form.fields)
    assert answer.headers["Location"] == f"/konto/logga-in/?next={address}"
    again = Page(sign_in(client, editor), address)
    assert "Du har osparat arbete" in again.text
    assert Theme.objects.get().explanation == "Gator."


def test_it_is_forgotten_after_a_week(editor):
    now = timezone.now()
    for days, key in ((6, "6"), (8, "8")):
        UnsavedWork.objects.create(
            user=editor, kind="pledges.theme", key=key, saved_at=now - datetime.timedelta(days=days)
        )
    call_command("sweep", stdout=io.StringIO())
    assert [kept.key for kept in UnsavedWork.objects.all()] == ["6"]
