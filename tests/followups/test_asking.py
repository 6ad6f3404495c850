"""A coordinator reminds those who write, once a day, of what their kommuner have not published."""

import datetime

import pytest
from django.core import mail

from followups.models import Reminder, ReminderOptOut
from pledges import publishing as pledge_publishing
from pledges.models import Membership
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]
BOARD, REMIND = "/admin/oversikt/", "/admin/oversikt/paminn/"
BOTH = f"{REMIND}?plats=omrade:varnamo&ar=2026&kommun=0662&kommun=0665"


@pytest.fixture
def kommuner():
    """Gislaved and Vaggeryd in Värnamo; Sävsjö elsewhere. None has reported of 2026."""
    found = [
        factories.municipality(name, code)
        for name, code in (("Gislaved", "0662"), ("Vaggeryd", "0665"), ("Sävsjö", "0684"))
    ]
    factories.area("Värnamo", *found[:2])
    for where in found:
        pledge_publishing.publish(factories.pledge(where, first=2026, last=2026), by=factories.user("r@example.se"))
    return found


@pytest.fixture
def writers(kommuner):
    gislaved, vaggeryd, savsjo = kommuner
    return {
        "bo": person("bo", "editor", "police", municipality=gislaved),
        "eva": person("eva", "reviewer", "municipality", municipality=gislaved),
        "ulf": person("ulf", "editor", "municipality", area=factories.area("Värnamo")),
        "samordnare": person("sam", "coordinator", "police", municipality=vaggeryd),
        "annan": person("annan", "editor", "police", municipality=savsjo),
    }


@pytest.fixture
def office(client, kommuner):
    return sign_in(client, person("kerstin", "coordinator", "police", area=factories.area("Värnamo")))


@pytest.fixture
def page(office, writers):
    return lambda address=BOTH: Page(office, address)


def to() -> list[str]:
    return sorted(letter.to[0] for letter in mail.outbox)


def test_who_will_get_what_is_shown_before_anything_is_sent(page):
    text = page().text.replace("\xa0", " ")
    assert (
        "De här får ett brev "
        "Bo Gislaved: uppföljning av tertial 1 2026. Skulle ha publicerats 31 maj 2026. "
        "Gislaved: uppföljning av tertial 2 2026. Skulle ha publicerats 30 september 2026. "
        "Eva Gislaved: uppföljning av tertial 1 2026."
    ) in text
    assert [name in text for name in ("Ulf", "Sam", "Annan", "Sävsjö")] == [True, False, False, False]
    assert (mail.outbox, Reminder.objects.count()) == ([], 0)


def test_each_gets_one_letter_about_their_kommuner_with_the_coordinators_line(page):
    done = page().fill(note=" Hör av  dig om du behöver hjälp! ").send()
    assert done.address == f"{BOARD}?plats=omrade%3Avarnamo&ar=2026"
    assert "Påminnelsen är skickad. Brev: 3." in done.text
    assert "Påmind 25 november 2026" in done.text
    assert to() == ["bo@example.se", "eva@example.se", "ulf@example.se"]
    letter = next(letter for letter in mail.outbox if letter.to == ["ulf@example.se"])
    assert letter.subject == "Påminnelse: Gislaved: uppföljning av tertial 1 2026 och tre till"
    assert "Kerstin påminner om det här i portalen Medborgarlöften." in letter.body
    assert "Kerstin skriver: ”Hör av dig om du behöver hjälp!”" in letter.body
    assert {(row.by.full_name, row.kind, str(row.day)) for row in Reminder.objects.all()} == {
        ("Kerstin", "asked", "2026-11-25")
    }
    assert Reminder.objects.unsent().count() == 0


def test_sent_twice_it_reaches_each_once_and_says_so(page, office):
    form = page()
    answers = [office.post(BOTH, form.fields, follow=True) for _ in range(2)]
    assert len(mail.outbox) == 3
    assert "Det är redan gjort. Inget mer har skickats." in answers[1].content.decode()
    again = page()
    assert "Ingen får något brev." in again.text
    assert "Bo har redan påmints i dag." in again.text


def test_another_day_one_may_remind_again(page, monkeypatch):
    page().send()
    monkeypatch.setattr("followups.admin.board.views.today", lambda: datetime.date(2026, 11, 26))
    page(f"{REMIND}?plats=omrade:varnamo&ar=2026&kommun=0662").send()
    assert to().count("bo@example.se") == 2


def test_who_has_declined_gets_nothing_and_a_kommun_without_writers_is_named(page, writers):
    ReminderOptOut.objects.create(user=writers["eva"], kind="asked")
    Membership.objects.filter(user=writers["ulf"]).delete()
    shown = page()
    assert "Eva har valt bort påminnelser." in shown.text
    assert "I Vaggeryd finns ingen redaktör eller granskare." in shown.text
    shown.send()
    assert to() == ["bo@example.se"]


def test_nobody_reminds_themselves(page, office):
    kerstin = Membership.objects.get(role="coordinator", area__isnull=False).user
    Membership.objects.create(user=kerstin, role="editor", party="police", municipality_id="0662")
    page(f"{REMIND}?plats=omrade:varnamo&ar=2026&kommun=0662").send()
    assert to() == ["bo@example.se", "eva@example.se", "ulf@example.se"]


def test_all_that_are_late_are_chosen_at_once(page):
    text = page(f"{REMIND}?plats=omrade:varnamo&ar=2026&alla=1").text
    assert ("Gislaved" in text, "Vaggeryd" in text) == (True, True)


@pytest.mark.parametrize("query", ["", "&kommun=0684", "&kommun=xx"])
def test_without_a_kommun_of_ones_own_nothing_is_asked(page, query):
    shown = page(f"{REMIND}?plats=omrade:varnamo&ar=2026{query}")
    assert shown.response["Location"] == f"{BOARD}?plats=omrade%3Avarnamo&ar=2026"
    shown.client.post(f"{REMIND}?plats=omrade:varnamo&ar=2026{query}")
    assert mail.outbox == []


def test_who_coordinates_nothing_has_no_boxes_and_sends_nothing(client, writers):
    shown = Page(sign_in(client, writers["bo"]), BOARD)
    assert "Påminn" not in shown.html
    client.post(f"{REMIND}?plats=mina&ar=2026&kommun=0662")
    assert mail.outbox == []


def test_a_line_that_is_too_long_is_told_and_kept(page):
    shown = page().fill(note="x" * 301).send()
    assert shown.errors == ["Säkerställ att detta värde har som mest 300 tecken (den har 301)."]
    assert shown.fields["note"] == "x" * 301
    assert mail.outbox == []


def test_a_server_that_is_down_leaves_the_letters_for_the_next_run(page, monkeypatch):
    from django.core.management import call_command

    def refuse(*_args):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        shown = page().fill(note="Hej!").send()
    assert "Påminnelsen är skickad till 0 av 3 personer. Resten skickas inom en timme." in shown.text
    assert (mail.outbox, Reminder.objects.unsent().count()) == ([], 8)
    call_command("send_reminders")
    asked = [letter for letter in mail.outbox if "Kerstin skriver: ”Hej!”" in letter.body]
    assert sorted(letter.to[0] for letter in asked) == ["bo@example.se", "eva@example.se", "ulf@example.se"]
    assert Reminder.objects.unsent().count() == 0


def test_confirming_costs_as_many_questions_for_two_kommuner_as_for_one(page, django_assert_num_queries):
    page()
    for query in ("&kommun=0662", "&kommun=0662&kommun=0665"):
        with django_assert_num_queries(12):
            page(f"{REMIND}?plats=omrade:varnamo&ar=2026{query}")
