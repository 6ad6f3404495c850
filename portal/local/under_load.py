"""Part of `make bench`: how many answers a second a real server gives to many readers at once.

Eight readers ask a server of two processes, over and over for a few seconds, for a constant answer and for each
page, in turn; what is told is how many times as many constant answers it gives.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from portal.local.install import PROJECT

READERS, SECONDS, ROUNDS = 8, 2, 5
CONSTANT = "/halsa/lever"
START_SECONDS = 60


def measured(url: str, page: str) -> list[tuple[str, float, str]]:
    """How many constant answers the server gives in the time of one of the page, anew and from the page store.

    Each as (text, times, goal) for portal.local.bench; there is no goal of its own.
    """
    found = []
    for how, stored in (("sidförrådet", "1"), ("inget sparat", "0")):
        with served(url, {"PAGE_STORE": stored}) as port:
            answers(port, page)
            ratios = [answers(port, CONSTANT) / answers(port, page) for _ in range(ROUNDS)]
        found.append((f"kommunens sida för {READERS} läsare på en gång, {how}", statistics.median(ratios), "–"))
    return found


def answers(port: int, address: str) -> float:
    """How many answers a second the readers got."""
    counts, until = [0] * READERS, time.monotonic() + SECONDS
    readers = [threading.Thread(target=read, args=(port, address, until, counts, number)) for number in range(READERS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return sum(counts) / SECONDS


def read(port: int, address: str, until: float, counts: list[int], number: int) -> None:
    """Ask again and again through one kept connection. Raises AssertionError for another answer than 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.monotonic() < until:
        connection.request("GET", address, headers={"Accept-Encoding": "br"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"{address}: {answer.status}")
        counts[number] += 1
    connection.close()


@contextmanager
def served(url: str, environment: dict[str, str]) -> Iterator[int]:
    """The port of a server of two processes, ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "python:portal.serving", "--workers", "2"]
    command += ["--bind", f"127.0.0.1:{port}", "portal.wsgi:application"]
    server = subprocess.Popen(
        command, cwd=PROJECT, env=os.environ | {"DATABASE_URL": url} | environment, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def wait_for(port: int) -> None:
    """Raises OSError when the server has not begun in a minute."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return answers_once(port)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def answers_once(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", CONSTANT)
    connection.getresponse().read()
    connection.close()
