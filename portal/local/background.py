"""What works beside the portal under `make run`: the worker of the queue, and what keeps a copy of each page.

`python -m portal.local.background` keeps one of each going for as long as its parent lives. One that dies is replaced.
Told to stop, they are told twice: what the worker is making stops too, and the next worker goes on with it.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
WORKER = [sys.executable, str(MANAGE), "db_worker", "--no-reload", "--verbosity", "0"]
KEEPER = [sys.executable, str(MANAGE), "keep_pages"]
OFF = ("0", "false", "off", "no")  # as PAGE_STORE may say it
LOOK_EVERY = 0.2  # seconds
WAIT_BEFORE_NEXT = 2  # seconds, so that one that can't start doesn't take all the machine's time
STOPS_WITHIN = 4  # seconds


class Background:
    """The process that keeps the worker, seen from the portal."""

    def __init__(self) -> None:
        # A session of its own: Ctrl-C reaches the portal alone, which stops this one when it no longer serves.
        self._process = subprocess.Popen([sys.executable, "-m", "portal.local.background"], start_new_session=True)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(STOPS_WITHIN + 2)
        except subprocess.TimeoutExpired:
            self._process.kill()


def main() -> int:
    signal.signal(signal.SIGTERM, stop)
    parent = os.getppid()
    commands = kept()
    working: list[subprocess.Popen] = []
    try:
        working += [subprocess.Popen(command) for command in commands]
        while os.getppid() == parent:
            for number, worker in enumerate(working):
                if worker.poll() is not None:
                    time.sleep(WAIT_BEFORE_NEXT)
                    working[number] = subprocess.Popen(commands[number])
            time.sleep(LOOK_EVERY)
    finally:
        for worker in reversed(working):  # the one that may take its time last
            end(worker)
    return 0


def kept() -> list[list[str]]:
    """What goes on beside the web server: the worker, and who keeps copies of pages where they are kept."""
    return [WORKER] if os.environ.get("PAGE_STORE", "").lower() in OFF else [WORKER, KEEPER]


def end(worker: subprocess.Popen) -> None:
    """Asks twice, and then no more."""
    for _ in range(2):
        worker.terminate()
        time.sleep(LOOK_EVERY)
    try:
        worker.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    sys.exit(main())
