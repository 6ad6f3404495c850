"""For how long the database is waited for, and what happens when it stops, hangs up or is slow."""

import os
import time

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError, connection, connections
from psycopg import errors

import manage
from portal import env
from portal.database.base import Connection, Stalled
from portal.database.faults import Fault, fault_of
from portal.database.waits import WAITS

HELD = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")


@pytest.fixture
def another(monkeypatch):
    """A connection of its own to the tests' database, made with other OPTIONS."""
    monkeypatch.setattr(Connection, "stalled", float("-inf"))
    made = connections.create_connection("default")
    made.settings_dict = {**made.settings_dict, "OPTIONS": {}}
    yield made
    made.close()


def held(of) -> list[str]:
    with of.cursor() as cursor:
        return [cursor.execute(f"SHOW {name}").fetchone()[0] for name in HELD]


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "told"), [("short", ["5s", "2s", "30s"]), ("long", ["1h", "1min", "1h"])])
def test_the_server_is_told_how_long_an_answer_a_lock_and_an_idle_transaction_may_take(another, kind, told):
    another.settings_dict["OPTIONS"] = WAITS[kind].options({})
    assert held(another) == told
    assert another.settings_dict["OPTIONS"]["connect_timeout"] == 3


@pytest.mark.django_db
def test_what_the_address_of_the_database_says_wins(another):
    known = {"options": "-c statement_timeout=7s", "connect_timeout": "1"}
    another.settings_dict["OPTIONS"] = options = WAITS["short"].options(known)
    assert held(another) == ["7s", "2s", "30s"]
    assert options["connect_timeout"] == "1"


def test_who_waits_for_a_page_waits_shortly_and_commands_have_time(monkeypatch):
    monkeypatch.delenv("DATABASE_WAITS")
    assert env.waits() is WAITS["short"]
    monkeypatch.setenv("DATABASE_WAITS", "")
    monkeypatch.delenv("DATABASE_WAITS")
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda _argv: None)
    manage.main()
    assert env.waits() is WAITS["long"]


def test_another_word_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_WAITS", "lagom")
    with pytest.raises(ImproperlyConfigured, match="short eller long"):
        env.database()


@pytest.mark.django_db
def test_a_server_that_has_stopped_is_given_up_by_us_and_the_next_asks_no_more_for_a_while(another):
    """The server would go on for an hour: only our own deadline ends it."""
    another.settings_dict["OPTIONS"] = {**WAITS["long"].options({}), "patience": 1.01}
    with another.cursor() as cursor, pytest.raises(OperationalError) as given_up:
        cursor.execute("SELECT pg_sleep(20)")
    assert fault_of(given_up.value) is Fault.STALLED
    assert another.connection.closed
    another.close()
    with pytest.raises(OperationalError, match="a moment ago") as refused:
        another.ensure_connection()
    assert fault_of(refused.value) is Fault.STALLED


@pytest.mark.django_db
def test_a_connection_that_was_kept_is_tried_quickly_and_keeps_its_patience(another, monkeypatch):
    monkeypatch.setattr("portal.database.base.HEALTH_PATIENCE", 0.01)
    another.settings_dict["OPTIONS"] = WAITS["short"].options({})
    assert another.is_usable() is False
    another.ensure_connection()
    monkeypatch.setattr("django.db.backends.postgresql.base.DatabaseWrapper.is_usable", asleep)
    assert another.is_usable() is False
    assert another.connection.patience == 6
    assert time.monotonic() - Connection.stalled > 100


def asleep(wrapper) -> bool:
    try:
        wrapper.connection.execute("SELECT pg_sleep(20)")
    except psycopg.Error as error:
        assert isinstance(error, Stalled)  # noqa: PT017
        return False
    return True


def caused(kind: type[Exception], cause: Exception | None) -> Exception:
    error = kind("fel")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (caused(OperationalError, errors.QueryCanceled()), Fault.SLOW),
        (caused(OperationalError, errors.LockNotAvailable()), Fault.HELD),
        (caused(OperationalError, errors.DeadlockDetected()), Fault.HELD),
        (caused(OperationalError, Stalled()), Fault.STALLED),
        (caused(OperationalError, errors.ConnectionTimeout()), Fault.STALLED),
        (caused(OperationalError, errors.AdminShutdown()), Fault.DROPPED),
        (caused(OperationalError, None), Fault.DROPPED),
        (caused(InterfaceError, None), Fault.DROPPED),
        (caused(DatabaseError, errors.IdleInTransactionSessionTimeout()), Fault.DROPPED),
        (caused(DatabaseError, errors.ReadOnlySqlTransaction()), Fault.DROPPED),
        (caused(ProgrammingError, errors.UndefinedColumn()), None),
        (ValueError(), None),
        (None, None),
    ],
)
def test_an_error_is_told_apart_by_what_it_means_for_who_waits(error, fault):
    assert fault_of(error) is fault


def test_the_tests_have_time():
    assert os.environ["DATABASE_WAITS"] == "long"
    assert connection.settings_dict["ENGINE"] == "portal.database"
