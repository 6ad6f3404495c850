"""What a reader and a writer meet when the database hangs up, is slow, or holds what somebody else saves."""

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction
from psycopg import errors

from portal.database import middleware
from portal.database.base import Connection
from tests import factories


@pytest.fixture
def naps(monkeypatch):
    """How often somebody has waited for the server to come back."""
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    return slept


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_notice_that_the_server_hangs_up(client):
    factories.municipality()
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
    other.close()
    assert client.get("/gislaved/").status_code == 200


def failing(monkeypatch, *faults: type[psycopg.Error]) -> list[str]:
    """Let the start page and the follow form meet these faults, one each time; then all is well. Tells who asked."""
    asked: list[str] = []
    left = list(faults)

    def meet(found):
        def asking(*args, **kwargs):
            asked.append("asked")
            if left:
                error = left.pop(0)()
                raise OperationalError("fel") from error
            return found(*args, **kwargs)

        return asking

    for name in ("pledges.views.finder.start_page", "pledges.views.following.FollowForm"):
        module, _, attribute = name.rpartition(".")
        monkeypatch.setattr(name, meet(getattr(__import__(module, fromlist=["_"]), attribute)))
    return asked


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("faults", "status", "times"),
    [
        ([errors.AdminShutdown], 200, 2),
        ([errors.AdminShutdown, errors.AdminShutdown], 503, 2),
        ([errors.QueryCanceled], 503, 1),
        ([errors.ConnectionTimeout], 503, 1),
    ],
)
def test_a_read_is_asked_once_more_when_the_server_hung_up_and_for_nothing_else(
    client, monkeypatch, faults, status, times
):
    asked = failing(monkeypatch, *faults)
    answer = client.get("/")
    assert (answer.status_code, len(asked)) == (status, times)
    assert answer.get("Retry-After") == (None if status == 200 else "30")


@pytest.mark.django_db
def test_what_is_sent_is_not_sent_twice(client, monkeypatch):
    asked = failing(monkeypatch, errors.AdminShutdown)
    answer = client.post("/folj/", {"epost": "anna@example.se"})
    assert (answer.status_code, len(asked)) == (503, 1)
    assert "<h1>Inget sparades</h1>" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (errors.LockNotAvailable, "Någon annan håller på att spara samma sak."),
        (errors.QueryCanceled, "Det blev inte klart i tid, så vi avbröt."),
        (errors.AdminShutdown, "Vi får inte tag i uppgifterna just nu."),
    ],
)
def test_who_sent_something_is_told_why_it_was_not_saved(client, monkeypatch, fault, told):
    failing(monkeypatch, fault)
    assert told in client.post("/folj/", {"epost": "anna@example.se"}).content.decode()


@pytest.mark.django_db
def test_a_page_that_takes_too_long_is_given_up_in_swedish(client, monkeypatch):
    monkeypatch.setattr("pledges.views.finder.start_page", lambda: sleep_at_most("10ms"))
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "<h1>Sidan tog för lång tid</h1>" in answer.content.decode()


def sleep_at_most(limit: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL statement_timeout = '{limit}'")
        cursor.execute("SELECT pg_sleep(20)")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/sok/?q=trafik", "/kommuner/?q=gislaved"])
def test_a_search_that_takes_too_long_is_given_up_with_advice(client, monkeypatch, address):
    monkeypatch.setattr("portal.search.patience.SECONDS", 0.01)
    for asked in ("pledges.pages.finder.SearchName.objects.called", "pledges.views.search.search_page"):
        monkeypatch.setattr(asked, lambda *_: connection.cursor().execute("SELECT pg_sleep(20)"))
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "<h1>Sökningen tog för lång tid</h1>" in answer.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_still_unknown_when_what_it_may_have_meant_takes_too_long(client, monkeypatch):
    monkeypatch.setattr("portal.search.patience.SECONDS", 0.01)
    slow = "pledges.pages.finder.SearchName.objects.called"
    monkeypatch.setattr(slow, lambda *_: connection.cursor().execute("SELECT pg_sleep(20)"))
    assert client.get("/gislavedd/").status_code == 404


@pytest.mark.parametrize(("answered", "waits"), [(1.0, True), (-60.0, False)])
def test_a_server_is_waited_for_a_moment_if_it_answered_lately(monkeypatch, naps, answered, waits):
    """One that restarts is back soon; one that has been away for long is answered for at once."""
    clock = iter(step / 10 for step in range(10_000))
    monkeypatch.setattr("time.monotonic", lambda: 1 + next(clock))
    monkeypatch.setattr(Connection, "answered", answered)

    def refuse() -> None:
        raise OperationalError("the database system is shutting down")

    monkeypatch.setattr(middleware.connection, "is_usable", lambda: True)
    monkeypatch.setattr(middleware.connection, "ensure_connection", refuse)
    assert middleware.is_back() is False
    assert bool(naps) is waits
