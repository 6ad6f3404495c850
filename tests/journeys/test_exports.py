"""A worker that is killed in the middle of an export: the next one goes on, and nothing is lost or done twice."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests import pdf_checks
from tests.journeys.shell import ROOT

# Orders all three reports of a year of the demonstration, as its coordinator does.
ORDER = """
import json
from followups.exports import asking
from followups.exports.places import named, offered
from pledges.pages.base import today
from portal.models import User
person = User.objects.get(email="samordnare@exempelby.example")
place = named("kommun:9999", offered(person, today()))
export = asking.ask(place, 2023, (1, 2, 3), "pdf", by=person)
print(json.dumps({"export": export.pk}))
"""
# The worker of the queue, which takes a dead run's place at once instead of in a minute; SLOW waits at each report.
WORKER = """
import datetime, time
import django
django.setup()
from django.core.management import call_command
from followups.exports import bound_pdf, tasks, working
working.LOST_AFTER = tasks.LOOK_AGAIN = datetime.timedelta(seconds=1)
working.BEAT_SECONDS = bound_pdf.NOTE_SECONDS = 0
if SLOW:
    step = working.Progress.step
    working.Progress.step = lambda self: (step(self), time.sleep(SLOW if self.done > 1 else 0))
call_command("db_worker", reload=False, verbosity=0, startup_delay=False, interval=0.1)
"""


@pytest.fixture
def database(site):
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        yield connection
        connection.execute("DELETE FROM followups_export")
        connection.execute("DELETE FROM django_tasks_database_dbtaskresult")


def started(site, slow: float) -> subprocess.Popen:
    program = WORKER.replace("SLOW", str(slow))
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)


def followed(database, export: int, until) -> list[int]:
    """How many steps were done at each look, until `until(state, done)`."""
    seen = []
    for _ in range(1200):
        state, done = database.execute("SELECT state, done FROM followups_export WHERE id = %s", [export]).fetchone()
        seen.append(done)
        if until(state, done):
            return seen
        time.sleep(0.05)
    return pytest.fail(f"nothing happened within a minute: {state}, {seen[-1]}")


def test_an_export_whose_worker_is_killed_is_taken_up_where_it_was_by_the_next_worker(site, database):
    export = json.loads(site.shell.run(ORDER))["export"]
    first = started(site, slow=30)
    seen = followed(database, export, lambda _state, done: done >= 2)
    os.kill(first.pid, signal.SIGKILL)
    assert first.wait(10) == -signal.SIGKILL
    second = started(site, slow=0)
    try:
        seen += followed(database, export, lambda state, _done: state not in ("waiting", "running"))
    finally:
        second.terminate()
        second.wait(20)
    row = database.execute("SELECT state, done, total, attempts, file, sha256 FROM followups_export").fetchall()
    ((state, done, total, attempts, file, sha256),) = row
    assert (state, done, attempts) == ("done", total, 2)
    assert seen == sorted(seen)
    data = (Path(site.environment["DATA_DIR"]) / "files" / file).read_bytes()
    assert hashlib.sha256(data).hexdigest() == sha256
    assert len(pdf_checks.texts(data)) > total
