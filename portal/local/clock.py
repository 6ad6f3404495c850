"""What is done by the clock, on a machine whose system has no timers: `python -m portal.local.clock`.

Each command bears to be run too often, too late and twice, so nothing is remembered from one start to the next.
"""

import datetime
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

MANAGE = Path(__file__).resolve().parents[2] / "manage.py"
SWEDEN = ZoneInfo("Europe/Stockholm")
LONGEST = 30 * 60  # seconds; a command that takes longer is ended, and begins again next time
LOOK_EVERY = 0.5  # seconds
ENDS_WITHIN = 20  # seconds; a letter that is being sent is not sent once more


@dataclass
class Timer:
    """A management command, and how many seconds there are between two runs, or the hour and minute of each day."""

    command: str
    every: int = 0
    at: datetime.time | None = None

    def next_after(self, moment: datetime.datetime) -> datetime.datetime:
        """When it is run next. Times of day are Swedish; one that the clocks skip comes when they have passed it."""
        if self.at is None:
            return moment + datetime.timedelta(seconds=self.every)
        here = moment.astimezone(SWEDEN)
        day = here.date() if here.time() < self.at else here.date() + datetime.timedelta(days=1)
        return datetime.datetime.combine(day, self.at, tzinfo=SWEDEN).astimezone(datetime.UTC)


TIMERS = [
    Timer("publish_due", every=60),
    Timer("send_news", every=300),
    Timer("send_reminders", every=3600),
    Timer("sweep", at=datetime.time(3, 30)),
]


class Clock:
    """The timers with when each is due; one process at a time for each."""

    def __init__(self, timers: list[Timer], moment: datetime.datetime) -> None:
        self.due = {timer.command: timer.next_after(moment) for timer in timers}
        self.timers = timers
        self.running: dict[str, subprocess.Popen] = {}
        self.began: dict[str, datetime.datetime] = {}

    def tick(self, moment: datetime.datetime) -> list[str]:
        """Start what is due; returns the commands that were started."""
        started = []
        for timer in self.timers:
            if self.is_busy(timer.command, moment) or moment < self.due[timer.command]:
                continue
            self.running[timer.command] = self.start(timer.command)
            self.began[timer.command] = moment
            self.due[timer.command] = timer.next_after(moment)
            started.append(timer.command)
        return started

    def is_busy(self, command: str, moment: datetime.datetime) -> bool:
        process = self.running.get(command)
        if process is None or process.poll() is not None:
            return False
        if (moment - self.began[command]).total_seconds() > LONGEST:
            process.kill()
        return True

    def start(self, command: str) -> subprocess.Popen:
        """What it complains of goes where the clock's own words go; when it has failed it is run again in time."""
        nothing = subprocess.DEVNULL
        return subprocess.Popen([sys.executable, str(MANAGE), command], stdin=nothing, stdout=nothing)

    def end(self) -> None:
        """Let what is running come to its end, within bounds."""
        deadline = time.monotonic() + ENDS_WITHIN
        for process in self.running.values():
            try:
                process.wait(max(deadline - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                process.terminate()


def main() -> int:
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signalled, _frame: told.append(signalled))
    clock, parent = Clock(TIMERS, now()), os.getppid()
    while not told and os.getppid() == parent:
        clock.tick(now())
        time.sleep(LOOK_EVERY)
    clock.end()
    return 0


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


if __name__ == "__main__":
    sys.exit(main())
