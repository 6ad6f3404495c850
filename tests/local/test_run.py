"""`make run`, for real: it serves, Ctrl-C leaves nothing running, and an unreachable database is explained."""

import os
import resource
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from portal.local.install import PROJECT
from portal.local.postgres import Cluster

RUN = [sys.executable, "-m", "portal.local.run"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes_in(folder: Path | str) -> list[str]:
    """The command lines of living processes that name the folder."""
    commands = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            commands.append(file.read_text(errors="replace").replace("\0", " "))
        except OSError:
            continue
    return [command for command in commands if str(folder) in command]


def workers_of(folder: Path | str) -> list[int]:
    """The processes that do what waits on the queue of the portal with that folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = ((process / name).read_bytes() for name in ("cmdline", "environ"))
        except OSError:
            continue
        if b"db_worker" in command and f"DATA_DIR={folder}".encode() in environment:
            found.append(int(process.name))
    return found


def serve_once(environment: dict[str, str]) -> list[str]:
    """Starts the portal, fetches its first page, presses Ctrl-C, and returns the lines that were printed."""
    folder, port = environment["DATA_DIR"], environment["PORT"]
    with subprocess.Popen(
        RUN, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        printed = []
        for line in run.stdout:
            printed.append(line)
            if line == "Stoppa med Ctrl-C.\n":
                break
        assert run.poll() is None, "".join(printed)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            assert page.status == 200
        assert processes_in(folder) != []
        assert len(workers_of(folder)) == 1
        os.killpg(run.pid, signal.SIGINT)  # as the terminal does: to everyone in the group
        printed += run.stdout.readlines()
        assert run.wait(timeout=30) == 0
    return printed


def processor_seconds() -> float:
    """What ended child processes have used: unlike the clock, the same on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_it_serves_and_ctrl_c_leaves_nothing_running_and_the_next_start_is_quick(home, portal_environment):
    environment = portal_environment | {"PORT": str(free_port())}
    first = serve_once(environment)
    began = processor_seconds()
    second = serve_once(environment)
    assert processor_seconds() - began < 15
    for printed in (first, second):
        steps = [line.split(" …")[0] for line in printed if line.startswith("Steg")]
        assert steps == [
            "Steg 3 av 6: Startar databasen",
            "Steg 4 av 6: Uppdaterar databasens tabeller",
            "Steg 5 av 6: Läser in kommuner, löften och demonstration",
            "Steg 6 av 6: Startar portalen",
        ]
        assert f"Portalen är igång. Öppna http://127.0.0.1:{environment['PORT']}/ i webbläsaren.\n" in printed
        assert printed[-1] == "Portalen är stoppad.\n"
    assert [sum("/konto/valkommen/" in line for line in printed) for printed in (first, second)] == [6, 0]
    assert [
        sum("manage.py create_account kommunpolis@" in line for line in printed) for printed in (first, second)
    ] == [1, 1]
    assert processes_in(home) == []
    assert workers_of(home) == []
    assert not Cluster(home).is_running()


def test_an_unreachable_database_is_explained_without_a_traceback(portal_environment):
    url = f"postgres://portal:hemligt@127.0.0.1:{free_port()}/portal"
    done = subprocess.run(
        RUN, cwd=PROJECT, env=portal_environment | {"DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Det gick inte: databasen svarar inte" in done.stderr
    assert "kontrollera att servern är igång och att DATABASE_URL stämmer" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hemligt" not in done.stdout + done.stderr


def test_a_database_address_of_another_kind_is_explained(portal_environment):
    environment = portal_environment | {"DATABASE_URL": "mysql://portal@127.0.0.1/portal"}
    done = subprocess.run(RUN, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "DATABASE_URL måste vara en PostgreSQL-adress" in done.stderr
    assert "Traceback" not in done.stderr
