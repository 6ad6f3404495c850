"""Three web nodes, two workers and a storage as real processes, each with a folder of its own."""

import html
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from portal.local.throwaway import throwaway_cluster
from tests.faults.stack import fill, free_port, wait_until
from tests.faults.writing import End, Journal, Publishers, Write
from tests.journeys.running import wait_for
from tests.journeys.shell import ROOT, Shell
from tests.many.bucket import address
from tests.many.follower import Follower, follower

WAITED = 30  # seconds, on a busy machine


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
    database: Follower
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
        second = ending.enter_context(follower(cluster))
        port = free_port()
        shared = {
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": second.url,
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
        yield Machines(nodes, workers, bucket, second, shell)


def node(data: Path, shared: dict[str, str]) -> Machine:
    port = free_port()
    serve = ["-m", "gunicorn", "--config", "python:tests.faults.serving", "--bind", f"127.0.0.1:{port}"]
    return Machine(data, {**shared, "DATA_DIR": str(data)}, [*serve, "portal.wsgi:application"], port)
