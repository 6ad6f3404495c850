"""How often one may search and ask the API: exact however many processes there are, honest, and open in a fault."""

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from portal import limits, pace
from portal.models import Pace
from portal.wording import NBSP

pytestmark = pytest.mark.django_db
FROM_ELSEWHERE = {"REMOTE_ADDR": "198.51.100.8"}


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings):
    """Sets the second of the day; at most three searches a minute."""
    settings.SEARCH_PER_MINUTE = 3

    def be(second: float) -> None:
        now = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC) + datetime.timedelta(seconds=second)
        monkeypatch.setattr(timezone, "now", lambda: now)

    be(20)
    return be


def searched(client, address: str = "/sok/?q=torg", **who) -> tuple[int, str]:
    answer = client.get(address, **who)
    return answer.status_code, answer.get("Retry-After", "")


def test_who_searches_too_often_is_told_when_to_come_back_and_may_then(client, clock):
    assert [searched(client)[0] for _ in range(3)] == [200, 200, 200]
    assert searched(client) == (429, "40")
    assert f"Vänta 40{NBSP}sekunder och sök igen." in client.get("/sok/?q=torg").content.decode()
    clock(59.5)
    assert searched(client) == (429, "1")
    clock(60)
    assert searched(client) == (200, "")


def test_what_is_typed_in_the_finder_is_counted_with_it_and_pages_without_a_search_are_not(client):
    assert [searched(client, address)[0] for address in ("/kommuner/?q=a", "/sok/?q=a", "/kommuner/?q=b")] == [200] * 3
    assert [searched(client, address)[0] for address in ("/kommuner/?q=a", "/kommuner/", "/sok/", "/")] == [
        429, 200, 200, 200,
    ]  # fmt: skip


def test_others_are_counted_by_themselves_and_nobody_is_remembered(client):
    assert [searched(client)[0] for _ in range(4)] == [200, 200, 200, 429]
    assert searched(client, **FROM_ELSEWHERE)[0] == 200
    assert [len(known.key) for known in Pace.objects.all()] == [64, 64]


def test_nought_is_any_number(client, settings):
    settings.SEARCH_PER_MINUTE = 0
    assert {searched(client)[0] for _ in range(5)} == {200}
    assert Pace.objects.count() == 0


def test_where_the_database_cannot_count_each_process_does_and_reading_goes_on(client, monkeypatch):
    def away(*_args):
        raise OperationalError

    monkeypatch.setattr(pace.Pace.objects, "once_more", away)
    monkeypatch.setattr(pace, "OWN", pace.OwnCount())
    assert [searched(client)[0] for _ in range(4)] == [200, 200, 200, 429]


def test_guessing_passwords_is_not_open_when_nobody_can_count(client, monkeypatch):
    def away(*_args):
        raise OperationalError

    monkeypatch.setattr("portal.models.LoginAttemptQuerySet.one_at_a_time", away)
    answer = client.post("/konto/logga-in/", {"login": "anna@example.se", "password": "fel"})
    assert (answer.status_code, "sessionid" in answer.cookies) == (503, False)


def test_the_sweep_forgets_what_counts_no_more(client, clock):
    searched(client)
    clock(61)
    assert limits.sweep() == "Räknade formulär: 0. Räknade frågor: 1."
