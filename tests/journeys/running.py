"""A running portal with Sweden, the seeds and the demonstration, and a Chromium to look at it with."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from playwright.sync_api import Browser, Playwright

from portal.local.testtools import chromium
from tests.journeys.shell import ROOT, Shell
from tests.migrated import migrated

NO_NETWORK = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@dataclass(frozen=True)
class Site:
    """A running portal: its address, the environment of its commands, the process that keeps its workers, a shell."""

    url: str
    environment: dict[str, str]
    pid: int
    shell: Shell

    def manage(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        """Run a management command of the portal. Fails the test when the command does."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True, **options
        )


@contextmanager
def running_site(name: str, data: Path, *, of_steps: int = 2, done: int = 0) -> Iterator[Site]:
    """The portal on a free port, with a new database called `name` and its files in `data`; stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "DATABASE_URL": new_database(name), "DATA_DIR": str(data), "PUBLIC_URL": address}
    prepare = [sys.executable, "-m", "portal.local.prepare", str(of_steps), str(done)]
    subprocess.run(prepare, cwd=ROOT, env=environment, check=True)
    serve = ["-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen([sys.executable, *serve, "--workers", "1", "--threads", "4"], cwd=ROOT, env=environment)
    shell = Shell(environment)
    try:
        wait_for(f"{address}/halsa/redo", server)
        yield Site(address, environment, server.pid, shell)
    finally:
        shell.close()
        server.terminate()
        server.wait(20)


def new_database(name: str) -> str:
    """A database without rows on the tests' own server; returns its address."""
    address = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(address), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {migrated()}')
    return urlunsplit(address._replace(path=f"/{name}"))


def wait_for(address: str, server: subprocess.Popen, seconds: int = 60) -> None:
    for _ in range(seconds * 10):
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer in {seconds} s")


def started(playwright: Playwright) -> Browser:
    """A Chromium that reaches for nothing by itself."""
    arguments = [*NO_NETWORK, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=chromium(), args=arguments)
