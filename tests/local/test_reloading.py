"""gunicorn as in production behind nginx: new code and dead workers are noticed by nobody who reads."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from portal.local import front_server
from portal.local.install import PROJECT
from tests.local.standing_in import Front, running_front
from tests.local.test_background import gone

FOR = 2  # seconds of asking


@pytest.fixture(scope="module")
def server() -> Iterator[Front]:
    home = Path(tempfile.mkdtemp(prefix="portal-"))
    with override_settings(STATIC_ROOT=home / "static", ALLOWED_HOSTS=["127.0.0.1"]), running_front(home) as running:
        running.public.end()
        yield running
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def arbiter(server: Front) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "gunicorn", "--config", "python:portal.serving", "tests.local.tiny:application"]
    command += ["--bind", f"unix:{server.place.public}", "--access-logfile", ""]
    environment = {**os.environ, "WEB_WORKERS": "2", "TINY_GATE": str(gate(server))}
    with subprocess.Popen(command, cwd=PROJECT, env=environment) as process:
        for _ in range(200):
            if front_server.is_ready(str(server.place.public), "127.0.0.1"):
                break
            time.sleep(0.05)
        yield process
        process.send_signal(signal.SIGQUIT)


def gate(server: Front) -> Path:
    """While it exists no worker gets further than to reading its code."""
    return server.place.work / "gate"


def workers(arbiter: subprocess.Popen) -> set[int]:
    children = Path(f"/proc/{arbiter.pid}/task/{arbiter.pid}/children")
    return {int(pid) for pid in children.read_text().split()}


def test_the_old_code_answers_until_the_new_has_been_read(server, arbiter):
    before = workers(arbiter)
    gate(server).touch()
    arbiter.send_signal(signal.SIGHUP)
    while len(workers(arbiter)) < 4:
        time.sleep(0.02)
    assert {int(server.get(f"/{number}/").text.rpartition("|")[2]) for number in range(10)} <= before
    gate(server).unlink()
    assert all(gone(worker) for worker in before)
    assert len(workers(arbiter)) == 2
    assert {int(server.get(f"/{number}/").text.rpartition("|")[2]) for number in range(20, 30)} <= workers(arbiter)


def test_no_reader_notices_two_reloads_and_a_worker_that_is_killed(server, arbiter):
    over, answers = time.monotonic() + FOR, []

    def read(name: str) -> None:
        while time.monotonic() < over or len(answers) < 50:
            answers.append(server.get(f"/{name}/{len(answers)}/").status)

    readers = [threading.Thread(target=read, args=(name,)) for name in "abcd"]
    for reader in readers:
        reader.start()
    before = workers(arbiter)
    for _ in range(2):
        time.sleep(FOR / 4)
        arbiter.send_signal(signal.SIGHUP)
    time.sleep(FOR / 4)
    os.kill(min(workers(arbiter)), signal.SIGKILL)
    for reader in readers:
        reader.join()
    assert set(answers) == {200}
    assert all(gone(worker) for worker in before)


@pytest.mark.usefixtures("arbiter")
def test_a_name_that_may_pass_for_another_is_refused_and_none_moves_the_application(server):
    assert server.get("/gislaved/").text.rpartition("|")[0] == "|/gislaved/|http"
    for name in ("X_Forwarded_For", "SCRIPT_NAME", "PATH_INFO", "X_Forwarded_Proto", "Content_Length"):
        head = f"GET /{name}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{name}: /admin\r\nConnection: close\r\n\r\n"
        assert server.send(head.encode()).status == 400
    assert server.get("/x/", Script_Name="/admin").status == 200
