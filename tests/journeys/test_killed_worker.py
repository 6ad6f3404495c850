"""A worker that is killed in the middle of a save leaves nothing half, and sending the form again saves it once."""

import http.client
import json
import os
import signal
import threading
import time
import urllib.parse
from pathlib import Path

import psycopg
import pytest

from tests.journeys.test_admin_journey import account

__all__ = ["account"]
TOKEN = "a" * 32
PREPARE = """
import json
from django.test import Client
from pledges.models import Theme
from portal.models import User
from tests.signing_in import sign_in
karin = User.objects.get(email="karin@polisen.example")
session = sign_in(Client(), karin).session.session_key
print(json.dumps({"session": session, "theme": Theme.objects.create(name="Lek", slug="lek", explanation="Förr.").pk}))
"""
NUMBER = "ett-nummer-for-formularet"
FORM = {"name": "Lek", "slug": "lek", "explanation": "Efteråt.", "_version": "1", "_form_number": NUMBER, "_save": "1"}


@pytest.fixture
def database(site):
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        yield connection
        connection.execute("DELETE FROM pledges_theme WHERE slug = 'lek'")
        connection.execute("DELETE FROM pledges_formnumber WHERE number = %s", [NUMBER])


def saved(database) -> tuple:
    """What the database holds of the save: the text, its version, how many lines of history, and the form's number."""
    text = database.execute("SELECT explanation, version FROM pledges_theme WHERE slug = 'lek'").fetchone()
    lines = database.execute(
        "SELECT count(*) FROM pledges_revision WHERE subject = 'Lek' AND verb = 'saved'"
    ).fetchone()
    numbers = database.execute("SELECT count(*) FROM pledges_formnumber WHERE number = %s", [NUMBER]).fetchone()
    return (*text, *lines, *numbers)


def send(site, made: dict) -> int:
    """The status that answers the form, 0 when the connection broke."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(site.url).netloc, timeout=60)
    headers = {
        "Cookie": f"portal={made['session']}; csrf={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        address = f"/admin/pledges/theme/{made['theme']}/change/"
        connection.request("POST", address, urllib.parse.urlencode(FORM), headers)
        return connection.getresponse().status
    except (ConnectionError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def wait_until(holds) -> None:
    for _ in range(300):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen within half a minute")


def is_waiting(database) -> bool:
    waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return database.execute(waits).fetchone()[0] > 0


def workers(site) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()]


@pytest.mark.usefixtures("account")
def test_a_save_whose_worker_is_killed_is_not_half_done_and_sent_again_is_done_once(site, database):
    made = json.loads(site.shell.run(PREPARE))
    statuses: list[int] = []
    sender = threading.Thread(target=lambda: statuses.append(send(site, made)))
    with psycopg.connect(site.environment["DATABASE_URL"]) as holder:
        holder.execute("SELECT 1 FROM pledges_theme WHERE id = %s FOR UPDATE", [made["theme"]])
        sender.start()
        wait_until(lambda: is_waiting(database))
        for worker in workers(site):
            os.kill(worker, signal.SIGKILL)
        sender.join()
    assert statuses == [0]
    wait_until(lambda: not is_waiting(database))
    assert saved(database) == ("Förr.", 1, 0, 0)
    wait_until(lambda: send(site, made) == 302)
    assert saved(database) == ("Efteråt.", 2, 1, 1)
    assert send(site, made) == 302
    assert saved(database) == ("Efteråt.", 2, 1, 1)
