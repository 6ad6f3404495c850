"""Reminders by mail: sent once, to those whom they concern, and lost by no failure."""

import datetime
import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection

from followups.models import Reminder, ReminderOptOut
from followups.reminders.forgetting import sweep
from followups.workflow import FOLLOW_UPS
from pledges import publishing, workflow
from pledges.models import Membership
from portal.models import User
from tests import factories
from tests.approving import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def day(monkeypatch):
    """Sets what day it is in Sweden."""

    def be(year: int, month: int, number: int) -> datetime.date:
        now = datetime.date(year, month, number)
        monkeypatch.setattr("followups.management.commands.send_reminders.today", lambda: now)
        return now

    be(2026, 9, 16)
    return be


@pytest.fixture
def pledge(day):
    """A published pledge of Gislaved for 2026 with its first tertial reported long ago."""
    made = factories.pledge(first=2026, last=2026)
    publishing.publish(made, by=factories.user("robot@example.se", is_active=False))
    return made


@pytest.fixture
def bo(pledge):
    return person("bo", "editor", "police", municipality=pledge.municipality)


@pytest.fixture
def run(capsys):
    """Runs the command and tells whom letters have gone to since the last run."""

    def send() -> list[str]:
        mail.outbox.clear()
        call_command("send_reminders")
        return sorted(letter.to[0] for letter in mail.outbox)

    return send


def test_a_report_that_is_soon_due_is_told_of_in_text_and_html_with_links_that_lead_there(run, bo, pledge, settings):
    settings.PUBLIC_URL = "https://loften.example"
    assert run() == ["bo@example.se"]
    (letter,) = mail.outbox
    assert letter.subject == "Påminnelse: Gislaved: uppföljning av tertial 2 2026"
    assert letter.body.replace("\xa0", " ") == (
        "Hej Bo!\n\n"
        "Det här väntar på dig i portalen Medborgarlöften.\n\n"
        "Gislaved: uppföljning av tertial 2 2026\n"
        "Ska publiceras senast 30 september 2026, om 14 dagar.\n"
        f"https://loften.example/admin/followups/followup/add/?pledge={pledge.pk}&year=2026&span=t2\n\n"
        "Är det redan gjort? Då kan du kasta brevet.\n\n"
        "Det går inte att svara på det här brevet. Vilka påminnelser du vill ha väljer du själv:\n"
        "https://loften.example/konto/#paminnelser\n"
    )
    html = letter.alternatives[0].content
    assert '<html lang="sv">' in html
    assert set(re.findall(r'href="([^"]+)"', html)) == {
        f"https://loften.example/admin/followups/followup/add/?pledge={pledge.pk}&amp;year=2026&amp;span=t2",
        "https://loften.example/konto/#paminnelser",
    }
    assert letter.extra_headers["List-Unsubscribe"] == "<https://loften.example/konto/#paminnelser>"


def test_it_is_told_once_however_often_the_command_runs_and_anew_when_it_is_late(run, bo, day):
    assert [run(), run(), run()] == [["bo@example.se"], [], []]
    found = []
    for date in ((2026, 9, 17), (2026, 9, 27), (2026, 9, 28), (2026, 10, 1), (2026, 10, 2), (2026, 10, 15)):
        day(*date)
        found.append(len(run()))
    assert found == [0, 1, 0, 1, 0, 1]
    assert [row.kind for row in Reminder.objects.all()] == ["soon", "soon", "late", "late"]


def test_a_day_without_a_run_loses_nothing(run, bo, day):
    day(2026, 9, 20)
    assert run() == ["bo@example.se"]


def test_a_draft_that_is_begun_is_where_the_link_leads_and_what_is_published_is_not_told_of(run, bo, pledge):
    from followups import publishing as follow_up_publishing

    begun = factories.follow_up(pledge, "2026-t2", {pledge.activities.get(): ("done", 1)})
    assert run() == ["bo@example.se"]
    assert f"/admin/followups/followup/{begun.pk}/svar/" in mail.outbox[0].body
    Reminder.objects.all().delete()
    follow_up_publishing.publish(begun, by=bo)
    assert run() == []


def test_half_a_year_is_told_of_when_the_other_half_is_due(run, bo, pledge, day):
    from followups import publishing as follow_up_publishing

    first = factories.follow_up(pledge, "2026-h1", {pledge.activities.get(): ("done", 1)})
    follow_up_publishing.publish(first, by=bo)
    assert run() == []
    day(2027, 1, 20)
    assert run() == ["bo@example.se"]
    assert mail.outbox[0].subject == "Påminnelse: Gislaved: uppföljning av andra halvåret 2026"


def test_everything_of_a_day_is_in_one_letter_and_the_next_waits_for_tomorrow(run, pledge, bo, day):
    eva = person("eva", "reviewer", "municipality", municipality=pledge.municipality)
    sent = factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", 1)})
    workflow.send(FOLLOW_UPS, sent, by=bo)
    assert run() == ["bo@example.se", "eva@example.se"]
    letter = next(letter for letter in mail.outbox if letter.to == ["eva@example.se"])
    assert letter.subject == "Påminnelse: Gislaved: uppföljning av tertial 1 2026 och en till"
    assert f"/admin/followups/followup/{sent.pk}/godkann/" in letter.body
    workflow.give_back(FOLLOW_UPS, sent, by=eva, comment="Skriv mer.")
    assert run() == []
    day(2026, 9, 17)
    assert run() == ["bo@example.se"]
    assert "Den skickades tillbaka." in mail.outbox[0].body


def test_those_who_have_stopped_or_declined_get_nothing(run, bo, pledge):
    for name, change in (("stangd", "closed"), ("slutat", "ended"), ("nej", "declined")):
        who = person(name, "editor", "municipality", municipality=pledge.municipality)
        if change == "closed":
            User.objects.filter(pk=who.pk).update(is_active=False)
        elif change == "ended":
            Membership.objects.filter(user=who).update(last_day=datetime.date(2026, 9, 15))
        else:
            ReminderOptOut.objects.create(user=who, kind="soon")
    assert run() == ["bo@example.se"]


def test_a_server_that_is_down_is_told_of_and_nothing_is_lost(run, bo, monkeypatch):
    def refuse(*_args):
        raise ConnectionRefusedError("Connection refused")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse, raising=False)
        with pytest.raises(CommandError, match="Inget är skickat och inget förlorat"):
            run()
    assert not Reminder.objects.exists()
    assert run() == ["bo@example.se"]


def test_a_letter_that_the_server_refuses_is_tried_again_and_the_others_go_out(run, bo, pledge, monkeypatch):
    from django.core.mail import EmailMultiAlternatives

    person("eva", "editor", "municipality", municipality=pledge.municipality)
    send = EmailMultiAlternatives.send

    def refuse(letter, *args):
        if letter.to == ["bo@example.se"]:
            raise OSError("no such mailbox")
        return send(letter, *args)

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
        with pytest.raises(CommandError, match="Brev som inte gick fram: 1"):
            run()
    assert [letter.to for letter in mail.outbox] == [["eva@example.se"]]
    assert Reminder.objects.unsent().users() == {bo.pk}
    assert run() == ["bo@example.se"]
    assert (Reminder.objects.count(), Reminder.objects.unsent().count()) == (2, 0)


def test_a_long_letter_is_cut_and_costs_no_more_questions(run, day, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("followups.reminders.sending.SHOWN", 1)
    robot = factories.user("robot@example.se")
    person("bo", "editor", "police", whole_country=True)
    for number in range(3):
        where = factories.municipality(f"Kommun{number}", f"070{number}")
        publishing.publish(factories.pledge(where, first=2026, last=2026), by=robot)
        if number == 0:
            with django_assert_num_queries(22):
                run()
            Reminder.objects.all().delete()
    with django_assert_num_queries(22):
        assert run() == ["bo@example.se"]
    (letter,) = mail.outbox
    assert letter.body.count("uppföljning av tertial 2 2026") == 1
    assert "Och två till. Allt finns på din startsida:" in letter.body
    assert Reminder.objects.count() == 3


def test_what_somebody_has_called_themselves_is_text(run, bo):
    User.objects.filter(pk=bo.pk).update(full_name="Bo <b>Ek</b> & Co")
    run()
    assert "Hej Bo <b>Ek</b> & Co!" in mail.outbox[0].body
    assert "Hej Bo &lt;b&gt;Ek&lt;/b&gt; &amp; Co!" in mail.outbox[0].alternatives[0].content


def test_two_runs_at_once_are_one(run, bo, capsys):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('reminders', 0))")
        assert run() == []
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended('reminders', 0))")
    other.close()
    assert "En annan körning pågår redan." in capsys.readouterr().out
    assert run() == ["bo@example.se"]


def test_who_was_told_what_is_forgotten_in_time(run, bo, monkeypatch):
    run()
    found = []
    for date in (datetime.date(2027, 10, 21), datetime.date(2027, 10, 22)):
        monkeypatch.setattr("followups.reminders.forgetting.today", lambda now=date: now)
        found.append(sweep())
    assert found == ["Påminnelser: 0.", "Påminnelser: 1."]
