"""Readers' answers: asked on every page, kept without anything of who answered, and only so often."""

import datetime
import logging

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from pledges import publishing
from pledges.feedback import PERSONAL_NUMBER
from pledges.models import Feedback
from portal.models import LimitedAct
from portal.signed_pages import signed
from tests import factories
from tests.conftest import TODAY
from tests.pledges.admin.forms import FormParser

pytestmark = pytest.mark.django_db

ADDRESS = "/lasarsvar/"
CANARIES = ("203.0.113.77", "203.0.113.0", "KanarieBrowser", "kanariekaka", "kanarie-hanvisning")


def answer(client: Client, page: str = "/om/", **sent):
    return client.post(ADDRESS, {"sida": signed(page), "svar": "ja", **sent})


def kept() -> list[dict]:
    return list(Feedback.objects.order_by("pk").values("municipality", "page", "helped", "text", "given_on"))


@pytest.mark.parametrize("page", ["/", "/kommuner/", "/gislaved/", "/om/statusar/", "/sok/", "/oversikt/"])
def test_each_page_asks_with_a_form_that_is_the_same_for_everybody(client, page):
    factories.municipality()
    parser = FormParser()
    first = client.get(f"{page}?q=trafik" if page == "/sok/" else page)
    parser.feed(first.content.decode())
    assert parser.fields["sida"] == signed(page)
    assert first.cookies == {}
    assert client.get(first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"]).content == first.content


def test_pages_that_are_no_pages_do_not_ask(client, quick_pdf):
    news = factories.news_item()
    by = factories.user()
    publishing.make_public(news, by=by)
    publishing.withdraw(news, by=by, reason="Fel.")
    for page, status in (("/finns-inte/", 404), (news.get_absolute_url(), 410), ("/konto/logga-in/", 200)):
        shown = client.get(page)
        assert (shown.status_code, "Hjälpte informationen" in shown.content.decode()) == (status, False)


def test_an_answer_about_a_kommuns_page_is_kept_with_its_day_alone_and_leads_back(client, today):
    factories.municipality()
    sent = answer(client, "/gislaved/", svar="nej", text=" Jag saknade\r\ndagen. ")
    assert kept() == [
        {
            "municipality": "0662",
            "page": "/gislaved/",
            "helped": False,
            "text": "Jag saknade\ndagen.",
            "given_on": TODAY,
        }
    ]
    assert sent.status_code == 302
    thanks = client.get(sent.headers["Location"]).content.decode()
    assert "Tack för ditt svar!" in thanks
    assert '<a href="/gislaved/">Tillbaka till sidan</a>' in thanks


def test_an_answer_about_another_page_belongs_to_the_whole_portal(client):
    answer(client)
    assert Feedback.objects.get().municipality is None


def test_with_htmx_the_thanks_take_the_forms_place(client):
    sent = client.post(ADDRESS, {"sida": signed("/om/"), "svar": "ja"}, headers={"HX-Request": "true"})
    assert sent.status_code == 200
    assert sent.content.decode().strip().startswith('<section class="feedback" id="lasarsvar" lang="sv" role="status">')
    wrong = client.post(ADDRESS, {"sida": signed("/om/")}, headers={"HX-Request": "true"}).content.decode()
    assert "Välj ja eller nej." in wrong
    assert "<html" not in wrong


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"svar": ""}, "Välj ja eller nej."),
        ({"svar": "kanske"}, "Välj ja eller nej."),
        ({"sida": "/om/"}, "Vi ser inte vilken sida svaret gäller."),
        ({"sida": signed("/om/") + "x"}, "Vi ser inte vilken sida svaret gäller."),
        ({"sida": f"//annan.se/:{signed('/om/').partition(':')[2]}"}, "Vi ser inte vilken sida svaret gäller."),
        ({"text": "å" * 1001}, "Skriv högst 1000 tecken. Nu är det 1001."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost_or_counted(client, wrong, told):
    sent = answer(client, **{"text": "Det här skrev jag.", **wrong})
    text = sent.content.decode()
    assert sent.status_code == 200
    assert told in text
    assert wrong.get("text", "Det här skrev jag.") in text
    assert (Feedback.objects.count(), LimitedAct.objects.count()) == (0, 0)


def test_a_thousand_characters_fit_however_lines_are_broken(client):
    answer(client, text="å\r\n" * 499 + "åå")
    assert len(Feedback.objects.get().text) == 1000


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("19121212-1212", True),
        ("Jag heter 121212+1212.", True),
        ("8507729876", True),
        ("1985 personer", False),
        ("Diarienummer 2021-001234", False),
        ("121332-1212", False),
        ("123451212121212", False),
    ],
)
def test_a_personal_number_is_known_by_its_day(text, looks):
    assert bool(PERSONAL_NUMBER.search(text)) is looks


def test_somebodys_number_is_asked_about_once_and_then_kept(client):
    asked = answer(client, text="Mitt nummer är 19121212-1212")
    assert "Det ser ut som ett personnummer." in asked.content.decode()
    assert (Feedback.objects.count(), LimitedAct.objects.count()) == (0, 0)
    parser = FormParser()
    parser.feed(asked.content.decode())
    assert (parser.fields["svar"], parser.fields["text"]) == (["ja"], "Mitt nummer är 19121212-1212")
    client.post(ADDRESS, parser.fields)
    assert Feedback.objects.get().text == "Mitt nummer är 19121212-1212"


def test_a_robot_that_fills_in_everything_is_thanked_and_not_heard(client):
    assert answer(client, webbplats="https://kop.example/").status_code == 302
    assert Feedback.objects.count() == 0


def test_the_seventh_in_a_minute_must_wait_with_what_was_typed_and_others_need_not(client):
    assert {answer(client).status_code for _ in range(6)} == {302}
    late = answer(client, text="Det sjunde.")
    assert late.status_code == 429
    assert 1 <= int(late.headers["Retry-After"]) <= 60
    assert "Det har kommit många svar från din anslutning. Vänta " in late.content.decode()
    assert "Det sjunde.</textarea>" in late.content.decode()
    assert Feedback.objects.count() == 6
    assert Client(REMOTE_ADDR="198.51.100.9").post(ADDRESS, {"sida": signed("/om/"), "svar": "ja"}).status_code == 302


def test_sixty_an_hour_is_all(client, monkeypatch):
    moments = [datetime.datetime(2026, 11, 25, 12, minute, tzinfo=datetime.UTC) for minute in range(10, 24)]
    told = []
    for moment in moments:
        monkeypatch.setattr("portal.limits.timezone.now", lambda moment=moment: moment)
        told += [answer(client).status_code for _ in range(5)]
    assert (told[:60], set(told[60:])) == ([302] * 60, {429})


def test_another_sites_form_is_refused(client):
    sent = client.post(ADDRESS, {"sida": signed("/om/"), "svar": "ja"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (sent.status_code, Feedback.objects.count()) == (403, 0)


def test_nothing_of_who_answered_is_left_in_database_or_log(settings, caplog, capfd):
    """Canaries in all that a browser tells of itself, an answer that is kept and one that must wait."""
    settings.BEHIND_PROXY = True
    factories.municipality()
    caplog.set_level(logging.DEBUG)
    client = Client(
        HTTP_USER_AGENT="KanarieBrowser/1",
        HTTP_X_FORWARDED_FOR="203.0.113.77",
        REMOTE_ADDR="203.0.113.77",
        HTTP_REFERER="https://kanarie-hanvisning.example/",
    )
    client.cookies["spar"] = "kanariekaka"
    sent = [answer(client, "/gislaved/", text="Bra.") for _ in range(7)]
    assert [one.status_code for one in sent] == [302] * 6 + [429]
    assert [one.cookies for one in sent] == [{}] * 7
    logged = caplog.text + "".join(capfd.readouterr())
    stored = "\n".join(everything_stored())
    assert "Bra." in stored
    assert [canary for canary in CANARIES if canary in stored or canary in logged] == []


def everything_stored():
    """Each row of each table, as text."""
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')  # noqa: S608 – our own names
            yield from (row[0] for row in cursor)


def test_the_sweep_forgets_answers_after_the_days_of_the_setting(settings, today, capsys, tmp_path):
    settings.MEDIA_ROOT, settings.FEEDBACK_KEPT_DAYS = tmp_path, 90
    for back in (90, 91):
        day = TODAY - datetime.timedelta(days=back)
        Feedback.objects.create(page="/om/", helped=True, given_on=day)
    call_command("sweep")
    assert [one.given_on for one in Feedback.objects.all()] == [TODAY - datetime.timedelta(days=90)]
    assert "Läsarsvar: 1." in capsys.readouterr().out


def test_the_address_itself_leads_to_the_start_page(client):
    assert client.get(ADDRESS).headers["Location"] == "/"
    assert '<a href="/">Tillbaka till sidan</a>' in client.get(reverse("feedback_thanks")).content.decode()
