"""A backup of the whole portal, put in place on another machine, answers as the first; what breaks there is told."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.kinds import FRAMED, PAGES
from tests.journeys.running import Site, new_database
from tests.journeys.shell import Shell

OTHER = [
    "/sitemap.xml",
    "/flode.atom",
    "/savsjo/flode.atom",
    "/exempelby/kalender.ics",
    "/oppna-data/uppfoljningar.csv",
    "/datasets/dcat.ttl",
    "/api/v1/",
]
# What is answered to the addresses, and to every file that is public, as sums that can be compared.
ANSWERS = """
import hashlib, json
from django.test import Client
from followups.models import FollowUp
from pledges.models import Document, Pledge
files = [one.get_absolute_url() for one in Document.objects.published() if one.is_available]
files += [f"{one.get_absolute_url()}medborgarlofte.pdf" for one in Pledge.objects.published()]
files += [f"{one.get_absolute_url().rstrip('/')}.pdf" for one in FollowUp.objects.published()]
client, found = Client(SERVER_NAME="127.0.0.1"), {}
for address in %r + sorted(files):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for own in ("Expires", "Last-Modified", "X-Cache"):  # when it was asked for, or rendered on this machine
        answer.headers.pop(own, None)
    found[address] = [answer.status_code, sorted(answer.headers.items()), hashlib.sha256(body).hexdigest()]
print(json.dumps(found))
"""
COMMAND = """
import io
from django.core.management import CommandError, call_command
out = io.StringIO()
try:
    call_command(*%r, stdout=out, stderr=out, **%r)
except CommandError as refused:
    out.write(f"CommandError: {refused}")
print(out.getvalue())
"""


def command(shell: Shell, *arguments: str, **options) -> str:
    return shell.run(COMMAND % (arguments, options))


def answers(shell: Shell) -> dict:
    return json.loads(shell.run(ANSWERS % [*PAGES.values(), *FRAMED.values(), *OTHER]))


@pytest.fixture
def other_machine(site: Site, tmp_path: Path) -> Iterator[Shell]:
    """The portal with a database that has its tables and not a row, and without files."""
    name = urlsplit(site.environment["DATABASE_URL"]).path.removeprefix("/")
    shell = Shell(
        {**site.environment, "DATABASE_URL": new_database(f"{name}-restored"), "DATA_DIR": str(tmp_path / "data")}
    )
    with closing(shell):
        yield shell


# What goes wrong with a disk, or by hands in the database. Every line is told, each by its name.
BREAK = """
import os
from django.core.files.storage import default_storage
from django.db import connection
from followups.models import FollowUpEdition
from pledges.models import Document, PledgeEdition
os.unlink(default_storage.path(Document.objects.exclude(file="").first().file.name))
altered = default_storage.path(FollowUpEdition.objects.order_by("pk").first().pdf.name)
with open(altered, "r+b") as file:
    file.seek(100)
    file.write(b"!")
left = default_storage.path("editions/left.pdf")
open(left, "wb").close()
os.utime(left, (0, 0))
PledgeEdition.objects.filter(pk=PledgeEdition.objects.order_by("pk").first().pk).update(content={"title": "Annat"})
with connection.cursor() as cursor:
    cursor.execute("UPDATE pledges_activity SET status = 'done' WHERE id = (SELECT min(id) FROM pledges_activity)")
    cursor.execute("UPDATE followups_municipalityoverview SET has_demo_answers = NOT has_demo_answers "
                   "WHERE municipality_id = (SELECT min(municipality_id) FROM followups_municipalityoverview)")
    cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = 'pledges_signatory'::regclass AND contype = 'f'")
    name = cursor.fetchone()[0]
    cursor.execute(f"ALTER TABLE pledges_signatory DROP CONSTRAINT {name}")
    cursor.execute("UPDATE pledges_signatory SET pledge_id = 999999 "
                   "WHERE id = (SELECT min(id) FROM pledges_signatory)")
    cursor.execute(f"ALTER TABLE pledges_signatory ADD CONSTRAINT {name} FOREIGN KEY (pledge_id) "
                   "REFERENCES pledges_pledge (id) DEFERRABLE INITIALLY DEFERRED NOT VALID")
"""
BROKEN = [
    "saknas eller går inte att läsa.",
    "är inte den som sparades.",
    "Filen editions/left.pdf hör inte till något.",
    "innehållet är inte det som publicerades.",
    "läget är inte det som uppföljningarna säger.",
    "översiktens rad stämmer inte.",
    "1 rader i pledges_signatory hänvisar till rader i pledges_pledge som inte finns",
]


def faults_told(shell: Shell) -> list[int]:
    told = command(shell, "verify")
    found = [told.count(line) for line in BROKEN]
    assert (f"CommandError: {sum(found)} fel." in told) == bool(sum(found))
    return found


def test_a_restored_portal_answers_byte_for_byte_and_tells_what_breaks_in_it(site, other_machine, tmp_path):
    backup = str(tmp_path / "kopia.tar")
    assert " filer, " in command(site.shell, "backup", backup)
    assert "finns redan" in command(site.shell, "backup", backup)
    assert "Databasen är inte tom" in command(site.shell, "restore", backup)
    assert "är på plats" in command(other_machine, "restore", backup)
    expected = answers(site.shell)
    assert sum(status == 200 for status, *_ in expected.values()) == len(expected) - 2
    assert answers(other_machine) == expected
    assert faults_told(other_machine) == [0] * len(BROKEN)
    other_machine.run(BREAK)
    assert faults_told(other_machine) == [1] * len(BROKEN)
    assert "är på plats" in command(other_machine, "restore", backup, replace=True)
    assert faults_told(other_machine) == [line.startswith("Filen editions/left.pdf") for line in BROKEN]
