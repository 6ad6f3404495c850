"""Keeps the programs of a portal going: starts them in order, replaces those that die, and ends them in reverse."""

import contextlib
import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from portal.local.terminal import Refusal, say

LOOK_EVERY = 0.2  # seconds
PATIENCE = [1, 2, 5, 10, 30]  # seconds before a program that died is started anew, longer each time
WELL_AFTER = 60  # seconds; a program that has lived so long starts from the first patience again
PARENT_DIED = 1  # PR_SET_PDEATHSIG in linux/prctl.h


@dataclass
class Program:
    """One program: how it is started, told to end, and told to take in what is new."""

    name: str
    command: list[str]
    environment: dict[str, str]
    ends_by: int = signal.SIGTERM
    ends_within: float = 30  # seconds
    told_twice: bool = False
    renews_by: int | None = None  # without one it is replaced
    reads: list[Path] = field(default_factory=list)  # renewed only when one of these has changed; always without any
    process: subprocess.Popen | None = None
    started: float = 0
    next_start: float = 0
    deaths: int = 0
    has_read: list[bytes] = field(default_factory=list)

    def start(self) -> None:
        """In a session of its own: Ctrl-C is for the supervisor, and what it leaves when it dies can be ended."""
        self.process = subprocess.Popen(
            self.command, env=self.environment, start_new_session=True, preexec_fn=die_with_parent
        )
        self.started = time.monotonic()
        self.has_read = self.contents()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def look(self) -> None:
        """Replace it if it has died and its time has come."""
        if self.is_alive():
            return
        if self.process is not None:
            self.bury()
        if time.monotonic() >= self.next_start:
            self.start()

    def bury(self) -> None:
        """Ends what the dead program has left, and decides when it is started anew."""
        code = self.process.returncode
        self.end_group()
        self.deaths = 0 if time.monotonic() - self.started > WELL_AFTER else self.deaths
        wait = PATIENCE[min(self.deaths, len(PATIENCE) - 1)]
        self.deaths += 1
        self.next_start = time.monotonic() + wait
        self.process = None
        say(f"{self.name} slutade ({code}) och startas igen om {wait} s.")

    def renew(self) -> None:
        """Let it take in new code and settings without letting go of anybody."""
        if not self.is_alive() or (self.reads and self.contents() == self.has_read):
            return
        self.has_read = self.contents()
        if self.renews_by is not None:
            self.process.send_signal(self.renews_by)
        else:
            self.end()
            self.start()

    def contents(self) -> list[bytes]:
        return [hashlib.sha256(file.read_bytes()).digest() for file in self.reads if file.exists()]

    def end(self) -> None:
        """Ask it to end, and end it when its time is out."""
        if self.is_alive():
            self.ask()
            try:
                self.process.wait(self.ends_within)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process is not None:
            self.end_group()
        self.process = None

    def ask(self) -> None:
        self.process.send_signal(self.ends_by)
        if self.told_twice:
            time.sleep(LOOK_EVERY)
            if self.is_alive():
                self.process.send_signal(self.ends_by)

    def end_group(self) -> None:
        """What it started may live on without it, and hold its ports."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


@dataclass
class Supervisor:
    """All programs, in the order that they are started. Ends when it is told to: SIGTERM, SIGINT."""

    programs: list[Program]
    renew: Callable[[], bool]  # prepares what is new, at SIGHUP; whether that went well
    tend: Callable[[], None]  # what else must be kept going, looked after each time
    is_over: bool = field(default=False, init=False)
    is_renewing: bool = field(default=False, init=False)
    next_tending: float = field(default=0, init=False)

    def listen(self) -> None:
        """Takes the signals over. Before that they interrupt, as in any program."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGHUP, self._renew)

    def keep(self) -> None:
        """Start everything and keep it going until told to end; then end it, the first one started last."""
        try:
            while not self.is_over:
                for program in self.programs:
                    program.look()
                self.tend_patiently()
                if self.is_renewing:
                    self.is_renewing = False
                    self.take_in_what_is_new()
                time.sleep(LOOK_EVERY)
        finally:
            for program in reversed(self.programs):
                program.end()

    def tend_patiently(self) -> None:
        """What cannot be put right now may be later; meanwhile the programs answer as well as they can."""
        if time.monotonic() < self.next_tending:
            return
        try:
            self.tend()
        except (Refusal, OSError) as fault:
            say(str(fault))
            self.next_tending = time.monotonic() + PATIENCE[-1]

    def take_in_what_is_new(self) -> None:
        if self.renew():
            for program in self.programs:
                program.renew()

    def _end(self, *_told: object) -> None:
        self.is_over = True

    def _renew(self, *_told: object) -> None:
        self.is_renewing = True


def die_with_parent() -> None:
    """In the child: on Linux, be told to end if the supervisor is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DIED, signal.SIGTERM)
