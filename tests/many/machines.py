"""`make faults ARGS="machines"`: three web nodes and two workers as real processes, on one database and one storage,
with a database server that follows the first.

Each has a folder of its own and shares nothing else with the others. The storage is moto, in place of a real one.
"""

import json
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from portal.local.install import STEPS
from portal.local.terminal import Steps, say
from tests.faults.stack import wait_until
from tests.faults.writing import End, Write, pdf
from tests.journeys.running import wait_for
from tests.many.running import WAITED, Machine, Machines, running_machines

WITHIN = 1  # second, from the answer to who publishes until every node shows it
ROUNDS = 5
PREPARE = """
import json
from django.test import Client
from django.urls import reverse
from followups import publishing
from pledges import publishing as pledges_publishing
from pledges.models import Membership
from tests import factories
from tests.signing_in import sign_in
where, anna = factories.municipality(), factories.user("anna@example.se")
for role in ("administrator", "coordinator"):
    Membership.objects.create(user=anna, role=role, party="police", whole_country=True)
news = [factories.news_item(where, title=f"Nyhet {n}", slug=f"nyhet-{n}") for n in range(%d)]
pledge = factories.pledge(where)
pledges_publishing.publish(pledge, by=anna)
report = factories.follow_up(pledge, "2025-t3", dict.fromkeys(pledge.activities.all(), ("done", 3)))
publishing.publish(report, by=anna)
print(json.dumps({
    "session": sign_in(Client(), anna).session.session_key,
    "news": [{
        "title": one.title, "address": f"/gislaved/nyheter/{one.slug}/",
        "publish": reverse("admin:pledges_newsitem_publish", args=[one.pk]),
        "withdraw": reverse("admin:pledges_newsitem_withdraw", args=[one.pk]),
    } for one in news],
}))
"""
PUBLISH_DOCUMENT = """
from pledges import publishing
from pledges.models import Document
from portal.models import User
document = Document.objects.get(title=%r)
publishing.make_public(document, by=User.objects.get(email="anna@example.se"))
print(document.get_absolute_url(), document.sha256)
"""
ASK_FOR_EXPORT = """
from django.urls import reverse
from followups.exports.tasks import make_export
from followups.models import Export
from portal.models import User
anna = User.objects.get(email="anna@example.se")
asked = {"kind": "kommun", "key": "0662", "place": "Gislaved", "year": 2025, "tertials": [3], "form": "zip"}
export = Export.objects.create(owner=anna, **asked)
make_export.enqueue(export.pk)
print(reverse("admin:export_file", args=[export.pk]))
"""


def main() -> int:
    """Go through what must hold, and tell what was measured."""
    steps = Steps(total=8, done=STEPS)
    with tempfile.TemporaryDirectory(prefix="portal-machines-") as home, ExitStack() as ending:
        with steps.step("Startar tre webbnoder, två arbetare, två databasservrar och lagring"):
            machines = ending.enter_context(running_machines(Path(home)))
            prepare(machines)
        for what, check in CHECKS.items():
            with steps.step(what):
                check(machines)
    say("\n".join(f"{what}: {seconds:.2f} s" for what, seconds in machines.measured.items()))
    late = [what for what in TIMED if machines.measured[what] > WITHIN]
    say(f"Senare än {WITHIN} s: {', '.join(late) or 'inget'}. Lagringen är moto, i stället för en riktig.")
    return int(bool(late))


def prepare(machines: Machines) -> None:
    made = json.loads(machines.shell.run(PREPARE % (ROUNDS + 4)))
    machines.session, machines.news = made["session"], made["news"]
    for one in machines.nodes:
        wait_until(lambda one=one: answer(machines, one, "/nyheter/")[0] == 200, WAITED, "no list")


def published_and_withdrawn(machines: Machines) -> None:
    """On a node, and seen on all; another node each round."""
    for number in range(ROUNDS):
        item, one = machines.news.pop(), machines.nodes[number % len(machines.nodes)]
        machines.step(one, item, "publish")
        machines.shown(PUBLISHED, item, 200, listed=True)
        machines.step(one, item, "withdraw", reason="Den var fel.")
        machines.shown(WITHDRAWN, item, 410, listed=False)


def files_are_everywhere(machines: Machines) -> None:
    """A document that is uploaded on one node, the PDF of a follow-up, and an export that a worker has made."""
    first, *others = machines.nodes
    fields = {"municipality": "Gislaved", "title": "Delad", "kind": "other", "_save": "1"}
    client = machines.client(first)
    write = client.deliver(Write("upload", "delad"), "/admin/pledges/document/add/", fields, file=pdf("delad"))
    assert write.end is End.SAVED, write
    document = machines.shell.run(PUBLISH_DOCUMENT % "Delad").split()[0]
    for one in (*others, first):
        for file in (document, "/gislaved/uppfoljning/2025-t3.pdf"):
            wait_until(lambda one=one, at=file: is_pdf(answer(machines, one, at)), WAITED, file)
    export_is_made(machines)
    kept = [sorted(path.name for path in (one.data / "files").rglob("*")) for one in machines.nodes]
    assert kept == [[], [], []], kept


def one_dies_and_the_rest_go_on(machines: Machines) -> None:
    """Each node in its turn while the others publish, then a worker, then the storage."""
    for number, dead in enumerate(machines.nodes):
        dead.kill()
        item, one = machines.news.pop(), machines.nodes[(number + 1) % len(machines.nodes)]
        machines.step(one, item, "publish")
        machines.shown("Publicerat, en nod borta", item, 200, listed=True)
        dead.start()
        wait_for(f"http://127.0.0.1:{dead.port}/halsa/redo", dead.process)
    machines.workers[0].kill()
    export_is_made(machines)


def database_is_taken_over(machines: Machines) -> None:
    """Its first server dies and the second is promoted: pages are shown all the while, and then all can be written."""
    began = time.monotonic()
    machines.database.take_over()
    for one in machines.nodes:
        assert answer(machines, one, "/gislaved/")[0] == 200, one.port
    item = machines.news.pop()
    client = machines.client(machines.nodes[0])

    def may_write() -> bool:
        return bool(client.opened(item["publish"]))

    wait_until(may_write, WAITED, "the second server is not found")
    machines.step(machines.nodes[0], item, "publish")
    machines.shown("Publicerat på den andra databasservern", item, 200, listed=True)
    machines.measured["Från död databas till publicerat på alla"] = time.monotonic() - began
    machines.shell.run("from django.db import connection; connection.close()")
    for worker in machines.workers:  # one whose database hangs up ends, and is started by what keeps it going
        if worker.process.poll() is not None:
            worker.start()
    export_is_made(machines)


def storage_goes_away(machines: Machines) -> None:
    """What a node has read it shows; who uploads is told that nothing was saved."""
    machines.bucket.kill()
    for one in machines.nodes:
        assert is_pdf(answer(machines, one, "/gislaved/uppfoljning/2025-t3.pdf")), one.port
        assert answer(machines, one, "/gislaved/")[0] == 200, one.port
    fields = {"municipality": "Gislaved", "title": "Borta", "kind": "other", "_save": "1"}
    client = machines.client(machines.nodes[0])
    client.ending.set()
    client.deliver(Write("upload", "borta"), "/admin/pledges/document/add/", fields, file=pdf("borta"))
    assert dict(client.journal.answers) == {503: 1}, client.journal.answers
    said = "from pledges.models import Document; print(Document.objects.filter(title='Borta').count())"
    assert machines.shell.run(said).strip() == "0"


def export_is_made(machines: Machines) -> None:
    """By a worker, and served by each node that lives."""
    began, address = time.monotonic(), machines.shell.run(ASK_FOR_EXPORT).strip()
    for one in machines.nodes:

        def is_served(one: Machine = one) -> bool:
            status, data = machines.client(one).request("GET", address)
            return status == 200 and data.startswith("PK")

        wait_until(is_served, WAITED, f"the export on port {one.port}")
    machines.measured["Export, från beställd till hämtad på alla"] = time.monotonic() - began


def answer(machines: Machines, one: Machine, address: str) -> tuple[int, str]:
    return machines.client(one).request("GET", address, cookie=False)


def is_pdf(answered: tuple[int, str]) -> bool:
    return answered[0] == 200 and answered[1].startswith("%PDF-")


PUBLISHED, WITHDRAWN = "Publicerat, syns på alla", "Tillbakadraget, borta från alla"
TIMED = (PUBLISHED, WITHDRAWN)
CHECKS = {
    "Publicerar och drar tillbaka, i tur och ordning på noderna": published_and_withdrawn,
    "Laddar upp på en nod och läser på de andra": files_are_everywhere,
    "Dödar noder och en arbetare, en i taget": one_dies_and_the_rest_go_on,
    "Dödar databasen, vars kopia tar över": database_is_taken_over,
    "Stoppar lagringen": storage_goes_away,
}
