"""`make faults ARGS="machines"`: three web nodes and two workers as real processes, on one database and one storage.

Each has a folder of its own and shares nothing else with the others. The storage is moto, in place of a real one.
"""

import html
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from portal.local.install import STEPS
from portal.local.terminal import Steps, say
from portal.local.throwaway import throwaway_cluster
from tests.faults.stack import fill, free_port, wait_until
from tests.faults.writing import End, Journal, Publishers, Write, pdf
from tests.journeys.running import wait_for
from tests.journeys.shell import ROOT, Shell
from tests.many.bucket import address

WITHIN = 1  # second, from the answer to who publishes until every node shows it
WAITED = 30  # seconds, on a busy machine
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


@dataclass
class Machine:
    """A folder, an environment and a process with its children."""

    data: Path
    environment: dict[str, str]
    command: list[str]
    port: int = 0
    process: subprocess.Popen | None = None

    def start(self) -> None:
        self.data.mkdir(exist_ok=True)
        with (self.data / "log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """All of it at once, as when the power goes."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Machines:
    """All that runs, and the slowest that each thing has been seen on the last of the nodes, in seconds."""

    nodes: list[Machine]
    workers: list[Machine]
    bucket: Machine
    shell: Shell
    session: str = ""
    news: list[dict] = field(default_factory=list)
    measured: dict[str, float] = field(default_factory=dict)

    def client(self, node: Machine) -> Publishers:
        return Publishers(node.port, self.session, Journal(), "en", other=self.session, news=[])

    def step(self, node: Machine, item: dict, step: str, **given: str) -> None:
        """Publish or withdraw on one node, through its back office."""
        client = self.client(node)
        client.ending.set()
        write = client.deliver(Write(step, item["title"]), item[step], client.opened(item[step]) | given, number=False)
        assert write.end is End.SAVED, (step, write)

    def shown(self, what: str, item: dict, status: int, *, listed: bool) -> None:
        """Wait until every node that lives answers so for the item, and its list says so; keep the slowest."""
        began = time.monotonic()

        def seen(node: Machine) -> float:
            def holds() -> bool:
                ask = self.client(node).request
                there = item["title"] in html.unescape(ask("GET", "/nyheter/", cookie=False)[1])
                return there is listed and ask("GET", item["address"], cookie=False)[0] == status

            wait_until(holds, WAITED, f"{what} was not seen on port {node.port}")
            return time.monotonic() - began

        alive = [node for node in self.nodes if node.process.poll() is None]
        with ThreadPoolExecutor(len(alive)) as together:
            self.measured[what] = max([*together.map(seen, alive), self.measured.get(what, 0)])


@contextmanager
def running_machines(home: Path) -> Iterator[Machines]:
    """All of them, warm; gone afterwards, whatever has become of them."""
    with throwaway_cluster() as cluster, ExitStack() as ending:
        fill(cluster)
        port = free_port()
        shared = {
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": cluster.url,
            "STORAGE_URL": address("127.0.0.1", port),
            "PUBLIC_URL": "http://127.0.0.1",
        }
        bucket = Machine(home / "lagring", dict(os.environ), ["-m", "tests.many.bucket", str(port)], port)
        nodes = [node(home / f"webb-{number}", shared) for number in range(3)]
        task = ["manage.py", "db_worker", "--no-reload", "--interval", "0.2"]
        workers = [
            Machine(home / f"arbetare-{number}", {**shared, "DATA_DIR": str(home / f"arbetare-{number}")}, task)
            for number in range(2)
        ]
        for machine in (bucket, *nodes, *workers):
            ending.callback(machine.kill)
            machine.start()
        wait_for(f"http://127.0.0.1:{port}/", bucket.process)
        for one in nodes:
            wait_for(f"http://127.0.0.1:{one.port}/halsa/redo", one.process)
        shell = Shell({**shared, "DATA_DIR": str(home / "skal")})
        ending.callback(shell.close)
        yield Machines(nodes, workers, bucket, shell)


def node(data: Path, shared: dict[str, str]) -> Machine:
    port = free_port()
    serve = ["-m", "gunicorn", "--config", "python:tests.faults.serving", "--bind", f"127.0.0.1:{port}"]
    return Machine(data, {**shared, "DATA_DIR": str(data)}, [*serve, "portal.wsgi:application"], port)


def main() -> int:
    """Go through what must hold, and tell what was measured."""
    steps = Steps(total=7, done=STEPS)
    with tempfile.TemporaryDirectory(prefix="portal-machines-") as home, ExitStack() as ending:
        with steps.step("Startar tre webbnoder, två arbetare, databas och lagring"):
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
    made = json.loads(machines.shell.run(PREPARE % (ROUNDS + 3)))
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
    "Stoppar lagringen": storage_goes_away,
}
