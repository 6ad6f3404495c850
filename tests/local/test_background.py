"""The worker under `make run`: replaced when it dies, told twice to stop, and gone when the portal is."""

import os
import signal
import subprocess
import sys
import time

from portal.local import background
from portal.local.install import PROJECT

# A worker that says its number, and stops when it is told the second time.
STANDS_IN = """
import os, signal, sys, time
told = []
signal.signal(signal.SIGTERM, lambda *_: told.append(1) or (len(told) > 1 and sys.exit()))
os.write(1, b"%d\\n" % os.getpid())  # in one piece: two of them write here
time.sleep(60)
"""
KEEPS = f"""
import sys
from portal.local import background
background.WORKER = [sys.executable, "-c", {STANDS_IN!r}]
background.KEEPER = background.WORKER
background.WAIT_BEFORE_NEXT = 0
sys.exit(background.main())
"""


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone(pid: int) -> bool:
    """Whether the process ends, which may take a moment."""
    for _ in range(200):
        if not lives(pid):
            return True
        time.sleep(0.05)
    return False


def keeper(**environ: str) -> subprocess.Popen:
    environ = {**os.environ, "PAGE_STORE": "0", **environ}
    return subprocess.Popen([sys.executable, "-c", KEEPS], cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=environ)


def test_a_worker_that_is_killed_is_replaced_and_the_last_one_stops_when_told_twice():
    with keeper() as keeping:
        first = int(keeping.stdout.readline())
        os.kill(first, signal.SIGKILL)
        second = int(keeping.stdout.readline())
        assert second != first
        keeping.terminate()
        assert keeping.wait(10) == 0
        assert gone(second)


def test_what_keeps_pages_works_beside_it_unless_pages_are_not_kept():
    with keeper(PAGE_STORE="1") as keeping:
        pids = {int(keeping.stdout.readline()) for _ in range(2)}
        assert len(pids) == 2
        keeping.terminate()
        assert keeping.wait(10) == 0
        assert all(gone(pid) for pid in pids)


def test_nothing_is_left_when_the_portal_itself_was_killed():
    starts = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {KEEPS!r}])\ntime.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", starts], cwd=PROJECT, stdout=subprocess.PIPE, text=True) as portal:
        worker = int(portal.stdout.readline())
        portal.kill()
        assert gone(worker)


def test_the_worker_is_that_of_the_queue_and_does_not_reload():
    assert background.KEEPER[1:] == [str(PROJECT / "manage.py"), "keep_pages"]
    assert background.WORKER[1:] == [str(PROJECT / "manage.py"), "db_worker", "--no-reload", "--verbosity", "0"]
