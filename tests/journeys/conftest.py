"""The portal as people meet it: a real server with Sweden, the seeds and the demonstration, and a real Chromium.

Loaded once for the journeys of visitors and once for those of the back office: each kind runs in one process
(xdist_group) and leaves its site as it found it.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from portal.local.testtools import chromium
from tests.journeys.shell import ROOT, Shell

OF_VISITORS = {"test_accessibility.py", "test_following.py", "test_resident.py"}
NO_NETWORK = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def pytest_itemcollected(item):
    """Before xdist reads the groups."""
    if not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group("visitors" if item.path.name in OF_VISITORS else "office"))


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


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    url = new_database(f"journeys-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DATA_DIR": str(tmp_path_factory.mktemp("site")),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    subprocess.run([sys.executable, "-m", "portal.local.prepare", "2", "0"], cwd=ROOT, env=environment, check=True)
    serve = ["-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen([sys.executable, *serve, "--workers", "1", "--threads", "4"], cwd=ROOT, env=environment)
    shell = Shell(environment)
    try:
        wait_for(f"http://127.0.0.1:{port}/halsa/redo", server)
        yield Site(f"http://127.0.0.1:{port}", environment, server.pid, shell)
    finally:
        shell.close()
        server.terminate()
        server.wait(20)


def new_database(name: str) -> str:
    """An empty database on the tests' own server; returns its address."""
    address = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(address), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(address._replace(path=f"/{name}"))


def wait_for(address: str, server: subprocess.Popen, seconds: int = 60) -> None:
    for _ in range(seconds * 10):
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer in {seconds} s")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright leaves a loop running, which Django takes for asynchronous code; nothing else runs in this thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        arguments = [*NO_NETWORK, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        started = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor, whose every console error fails the test; addresses are relative to the portal."""
    context = browser.new_context(base_url=site.url, locale="sv-SE")
    visitor = context.new_page()
    errors: list[str] = []
    visitor.on("pageerror", lambda error: errors.append(str(error)))
    visitor.on("console", lambda message: errors.append(message.text) if is_ours(message) else None)
    yield visitor
    context.close()
    assert errors == []


def is_ours(message) -> bool:
    """Whether a console message is an error of a page; that a page answers 404 when a test asks for one is none."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text
