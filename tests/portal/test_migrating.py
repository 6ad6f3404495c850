"""A table of ten times the country's size is changed while people read it: nobody fails, and the change is made."""

import io
import threading

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate as django_migrate
from django.db import connection
from django.db.utils import ProgrammingError

from portal.management.commands import migrate

ROWS = 300_000  # ten times the activities of a generated country


@pytest.fixture
def table(django_db_setup, django_db_blocker, monkeypatch):
    """A large table outside all transactions, and a migration that adds a column to it."""

    def change(*_args, **_options) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE being_read ADD COLUMN added text NOT NULL DEFAULT ''")

    monkeypatch.setattr(django_migrate.Command, "handle", change)
    monkeypatch.setattr(migrate, "WAITS", 0.2)
    monkeypatch.setattr(migrate, "PAUSE", 0.1)
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE being_read AS SELECT generate_series(1, {ROWS}) AS number")
        yield
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE being_read")
        connection.close()


def change_it(told: io.StringIO) -> None:
    """In a thread, which has a connection of its own."""
    call_command("migrate", stderr=told)
    connection.close()


def reader(**how) -> psycopg.Connection:
    known = connection.get_connection_params()
    names = {name: known[name] for name in ("dbname", "user", "host", "port") if known.get(name)}
    return psycopg.connect(**names, **how)


@pytest.mark.usefixtures("table")
def test_readers_go_on_while_a_change_waits_for_one_who_reads_for_long_and_then_it_comes_through():
    told = io.StringIO()
    with reader() as long, reader(autocommit=True, options="-c statement_timeout=5s") as short:
        long.execute("SELECT count(*) FROM being_read")  # and keeps what it has read, for as long as it is not ended
        changing = threading.Thread(target=change_it, args=[told])
        changing.start()
        read = [short.execute("SELECT count(*) FROM being_read").fetchone()[0] for _ in range(20)]
        while told.getvalue().count("Försöker snart igen") < 2:
            read.append(short.execute("SELECT count(*) FROM being_read").fetchone()[0])
        assert set(read) == {ROWS}
        assert short.execute("SELECT * FROM being_read LIMIT 1").description[-1].name == "number"
        long.commit()
        changing.join()
        assert short.execute("SELECT * FROM being_read LIMIT 1").description[-1].name == "added"


@pytest.mark.usefixtures("table")
def test_a_table_that_is_never_free_is_told_of_and_nothing_has_changed(monkeypatch):
    monkeypatch.setattr(migrate, "ATTEMPTS", 2)
    with reader() as long:
        long.execute("SELECT count(*) FROM being_read")
        with pytest.raises(CommandError, match="upptagen hela tiden"):
            call_command("migrate", stderr=io.StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] != "200ms"
        with pytest.raises(ProgrammingError):
            cursor.execute("SELECT added FROM being_read")
