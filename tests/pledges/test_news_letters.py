"""Letters about what is published: one to each who follows it, whatever is down and however many send them."""

import datetime
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pledges import publishing
from pledges.following import forgetting
from pledges.following.links import mine_address, stop_address
from pledges.following.queueing import after_publication, first_day
from pledges.following.sending import send_all
from pledges.following.tasks import send_soon
from pledges.models import Dispatch, Followed, Follower, Theme
from tests import factories
from tests.mail_server import mail_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def server(settings):
    with mail_server() as found:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
        yield found


def follower(name: str = "bo", pace: str = "at_once", **what) -> Follower:
    made, _ = Follower.objects.get_or_create(address=f"{name}@example.se")
    Followed.objects.create(follower=made, pace=pace, confirmed_at=timezone.now(), **what)
    return made


def publish(pledge=None, **how):
    pledge = pledge or factories.pledge()
    publishing.publish(pledge, by=factories.user(), **how)
    pledge.refresh_from_db()
    return pledge


def withdraw(pledge, why: str = "Fel period.") -> None:
    publishing.withdraw(pledge, by=factories.user(), reason=why)


def test_the_letter_says_what_happened_why_one_gets_it_and_how_to_change_or_stop(server):
    bo = follower(municipality=factories.municipality())
    publish()
    assert send_all().sent == 1
    (letter,) = server.letters
    today = timezone.localdate()
    assert letter["Subject"].strip() == "Gislaved: Medborgarlöfte 2025–2026"
    assert letter["To"] == "bo@example.se"
    text = letter.get_body(("plain",)).get_content()
    assert re.sub(r"Publicerad [^.]+\.", "Publicerad den dagen.", text) == (
        "Hej!\n\n"
        "Gislaved: Medborgarlöfte 2025–2026\n"
        "Publicerad den dagen.\n"
        "http://127.0.0.1:8000/gislaved/2025-2026/\n\n"
        "Du får brevet för att du har bett om att få följa Gislaved.\n\n"
        f"Ändra vad du följer:\n{mine_address(bo)}\n\n"
        f"Sluta följa:\n{stop_address(bo)}\n\n"
        "Det går inte att svara på det här brevet.\n"
    )
    assert f"Publicerad {today.day} " in text


def test_mail_programs_are_told_how_to_stop_with_one_click(server):
    bo = follower(municipality=factories.municipality())
    publish()
    send_all()
    (letter,) = server.letters
    assert letter["List-Unsubscribe"].strip() == f"<{stop_address(bo)}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"


class Reaching(HTMLParser):
    """What in a letter's HTML leads or reaches somewhere."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name in ("href", "src", "background", "action")]


def test_nothing_in_a_letter_tells_that_it_was_read_or_who_followed_a_link(server):
    bo = follower(municipality=factories.municipality())
    publish()
    send_all()
    (letter,) = server.letters
    html = Reaching(letter.get_body(("html",)).get_content())
    assert html.tags <= {"html", "head", "meta", "title", "body", "main", "h1", "p", "ul", "li", "a", "br", "strong"}
    assert html.links == ["http://127.0.0.1:8000/gislaved/2025-2026/", mine_address(bo), stop_address(bo)]
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert set(letter.keys()) == {
        "Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted",
    }  # fmt: skip


def test_each_gets_one_letter_of_what_they_follow_and_nobody_else_any(server):
    gislaved, other = factories.municipality(), factories.municipality("Vaggeryd", "0665")
    theme = Theme.objects.create(name="Narkotika", slug="narkotika")
    area = factories.area("Värnamo", gislaved)
    follower("kommun", municipality=gislaved)
    follower("omrade", area=area)
    follower("tema", theme=theme)
    follower("landet")
    for what in ({}, {"municipality": gislaved}, {"area": area}):
        follower("allt", **what)
    follower("annan", municipality=other)
    pledge = factories.pledge(gislaved)
    pledge.promises.get().themes.add(theme)
    publish(pledge)
    send_all()
    everybody = ["allt@example.se", "kommun@example.se", "landet@example.se", "omrade@example.se", "tema@example.se"]
    assert server.to() == everybody


def test_the_demonstration_is_news_only_to_those_who_follow_its_own_kommun_and_says_what_it_is(server):
    demo = factories.municipality("Exempelby", "9999", is_demo=True)
    follower("landet")
    follower("exempelby", municipality=demo)
    publish(factories.pledge(demo))
    send_all()
    assert server.to() == ["exempelby@example.se"]
    assert "Påhittat för demonstration." in server.letters[0].get_body(("plain",)).get_content()


def test_a_correction_is_told_with_what_changed_and_two_things_go_in_one_letter(server):
    follower(municipality=factories.municipality())
    pledge = publish()
    publish(pledge, note="Rätt år.")
    send_all()
    (letter,) = server.letters
    assert letter["Subject"].strip() == "Gislaved: Medborgarlöfte 2025–2026 och en till"
    assert "Rättad" in letter.get_body(("plain",)).get_content()
    assert "\nRätt år.\n" in letter.get_body(("plain",)).get_content()


def test_history_that_is_entered_now_is_no_news():
    follower()
    publish(at=timezone.now() - datetime.timedelta(days=8))
    assert Dispatch.objects.count() == 0


def test_what_is_withdrawn_is_sent_to_nobody_and_told_to_those_who_had_heard_of_it(server):
    follower(municipality=factories.municipality())
    withdraw(publish())
    send_all()
    assert server.letters == []
    pledge = publish(factories.pledge(first=2027, last=2028))
    send_all()
    follower("ny", municipality=factories.municipality())
    withdraw(pledge)
    send_all()
    first, second = server.letters
    assert (first["To"], second["To"]) == ("bo@example.se", "bo@example.se")
    assert "Fel period." in second.get_body(("plain",)).get_content()


def test_what_is_rolled_back_is_told_to_nobody(server):
    follower()

    class Undone(Exception):
        pass

    with suppress(Undone), transaction.atomic():
        publish()
        raise Undone
    assert Dispatch.objects.count() == 0
    send_all()
    assert server.letters == []


@pytest.mark.parametrize(
    ("pace", "day", "due"),
    [
        ("at_once", "2026-11-25", "2026-11-25"),
        ("monthly", "2026-11-01", "2026-12-01"),
        ("monthly", "2026-12-31", "2027-01-01"),
        ("monthly", "2028-02-29", "2028-03-01"),
    ],
)
def test_when_it_is_told(pace, day, due):
    assert first_day(pace, datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(due)


def test_a_month_is_told_in_one_letter_when_it_has_ended(server, monkeypatch):
    follower(pace="monthly")
    pledge = publish()
    publish(pledge, note="Rättat.")
    send_all()
    assert server.letters == []
    ended = first_day("monthly", timezone.localdate())
    monkeypatch.setattr("pledges.following.sending.timezone.localdate", lambda: ended)
    assert [send_all().sent for _ in range(2)] == [1, 0]
    assert server.letters[0]["Subject"].strip() == "Gislaved: Medborgarlöfte 2025–2026 och en till"


def test_two_hundred_runs_send_each_letter_once(server):
    follower()
    pledge = publish()
    assert sum(send_all().sent for _ in range(200)) == 1
    after_publication(pledge)
    assert send_all().sent == 0
    assert server.to() == ["bo@example.se"]


def test_the_worker_sends_some_at_a_time_and_comes_back_for_the_rest(server, monkeypatch):
    monkeypatch.setattr("pledges.following.tasks.AT_ONCE", 2)
    for name in ("anna", "bo", "cecilia"):
        follower(name)
    publish()
    tasks = DBTaskResult.objects.filter(task_path="pledges.following.tasks.send_soon")
    assert tasks.count() == 1
    send_soon.call()
    assert (len(server.letters), tasks.count()) == (2, 2)
    send_soon.call()
    assert (server.to(), tasks.count()) == (["anna@example.se", "bo@example.se", "cecilia@example.se"], 2)


def test_a_mail_server_that_is_down_keeps_nobody_from_publishing_and_loses_nothing(server, settings, caplog, capsys):
    follower()
    settings.EMAIL_PORT = 1
    pledge = publish()
    assert pledge.is_published
    with pytest.raises(CommandError, match="Brev som inte gick fram: 1"):
        call_command("send_news")
    assert "E-postservern svarar inte" in caplog.text
    settings.EMAIL_PORT = server.port
    call_command("send_news")
    assert capsys.readouterr().out.endswith("Skickade brev: 1.\n")
    assert server.to() == ["bo@example.se"]


def test_an_address_that_is_refused_keeps_no_other_waiting_is_named_in_no_log_and_is_given_up(server, caplog):
    follower("finns-inte")
    follower("bo")
    server.refused.add("finns-inte@example.se")
    publish()
    outcome = send_all()
    assert (outcome.sent, outcome.failed) == (1, 1)
    assert server.to() == ["bo@example.se"]
    assert "SMTPRecipientsRefused" in caplog.text
    assert "example.se" not in caplog.text
    Dispatch.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=15))
    assert forgetting.sweep() == "Önskningar att följa: 0. Utskick: 1."
    assert send_all() == type(outcome)()


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_letter_once(server):
    for number in range(8):
        follower(f"f{number}")
    publish()

    def work(_number: int) -> int:
        try:
            return send_all().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(work, range(8))) == 8
    assert server.to() == [f"f{number}@example.se" for number in range(8)]
