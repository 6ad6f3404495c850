"""The portal as it runs in production, with a PostgreSQL of its own, so that all of it can be broken."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from portal.local.binaries import program
from portal.local.postgres import Cluster
from portal.local.throwaway import throwaway_cluster
from tests.journeys.running import wait_for
from tests.journeys.shell import ROOT
from tests.migrated import migrate, migrated

# A throwaway server answers before a commit is safe; here it must be, as in production.
SAFE = "ALTER DATABASE portal SET synchronous_commit = on"


class Stack:
    """A running portal: gunicorn with two workers, its database server, and its files."""

    def __init__(self, cluster: Cluster, data: Path) -> None:
        self.cluster, self.data = cluster, data
        self.database = cluster.url
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": self.database,
            "DATA_DIR": str(data),
            "PUBLIC_URL": self.address,
        }
        self.log = (data / "gunicorn.log").open("w")
        command = ["-m", "gunicorn", "--config", "python:tests.faults.serving"]
        command += ["--bind", f"127.0.0.1:{self.port}", "portal.wsgi:application"]
        self.server = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=self.log, stderr=self.log
        )

    def connect(self) -> psycopg.Connection:
        """A connection of one's own to the database. Raises psycopg.OperationalError when it is away."""
        return psycopg.connect(self.database, autocommit=True, connect_timeout=5)

    def workers(self) -> list[int]:
        pid = self.server.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def limit_files(self, size: int) -> None:
        """Let no file of the workers grow beyond so many bytes, as on a disk that is full; -1 lets them again."""
        for worker in self.workers():
            with suppress(ProcessLookupError):  # killed just now
                hard = resource.prlimit(worker, resource.RLIMIT_FSIZE)[1]
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, hard))

    def signal_server(self, number: signal.Signals) -> None:
        """To all processes of the database server."""
        for process in self.server_processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def server_processes(self) -> list[int]:
        """All processes of the database server."""
        return self.cluster.process._processes_here()

    def prepare(self, code: str) -> dict:
        """What some code of the portal prints as JSON."""
        command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def stop(self) -> None:
        """At once: the first process before the others, which it would replace."""
        workers = self.workers() if self.server.poll() is None else []
        for process in (self.server.pid, *workers):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.server.wait()
        self.log.close()


@contextmanager
def running_stack(data: Path) -> Iterator[Stack]:
    """A portal with its tables and no rows; gone afterwards, whatever has become of it."""
    with throwaway_cluster() as cluster:
        fill(cluster)
        stack = Stack(cluster, data)
        try:
            wait_for(f"{stack.address}/halsa/redo", stack.server)
            yield stack
        finally:
            stack.signal_server(signal.SIGCONT)
            stack.stop()


def fill(cluster: Cluster) -> None:
    """The tables: copied from the tests' own server when it has them, else by the migrations."""
    with psycopg.connect(cluster.url, autocommit=True) as connection:
        connection.execute(SAFE)
    if "PORTAL_TEST_SERVER" not in os.environ:
        migrate(cluster.url)
        return
    template = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{migrated()}").geturl()
    dump = [program(cluster.user, "pg_dump"), "--no-owner", libpq(template)]
    load = [program(cluster.user, "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, libpq(cluster.url)]
    with subprocess.Popen([str(part) for part in dump], stdout=subprocess.PIPE) as dumping:
        subprocess.run([str(part) for part in load], stdin=dumping.stdout, check=True)
    assert dumping.returncode == 0


def libpq(address: str) -> str:
    return address.replace("postgres://", "postgresql://", 1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds, seconds: float, what: str) -> None:
    """Raises AssertionError when it has not come to hold in time."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.01)
