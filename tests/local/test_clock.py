"""What is done by the clock: when, one at a time, and never forgotten after a night when the machine was off."""

import datetime
import sys

import pytest

from portal.local import clock

NOON = datetime.datetime(2026, 3, 28, 12, 0, tzinfo=datetime.UTC)


def in_swedish_time(timer: clock.Timer, moment: str) -> str:
    found = timer.next_after(datetime.datetime.fromisoformat(moment).replace(tzinfo=clock.SWEDEN))
    return found.astimezone(clock.SWEDEN).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-01-10T02:00", "2026-01-10T03:30+01:00"),
        ("2026-01-10T03:30", "2026-01-11T03:30+01:00"),
        ("2026-03-28T12:00", "2026-03-29T03:30+02:00"),  # the night when an hour is skipped
        ("2026-10-24T12:00", "2026-10-25T03:30+01:00"),  # and the one when it comes twice
    ],
)
def test_a_time_of_day_is_swedish(now, then):
    assert in_swedish_time(clock.Timer("sweep", at=datetime.time(3, 30)), now) == then


def test_what_is_due_is_started_and_not_while_it_is_still_going(monkeypatch):
    running = clock.Clock([clock.Timer("publish_due", every=60)], NOON)
    sleeps = [sys.executable, "-c", "import time; time.sleep(30)"]
    monkeypatch.setattr(running, "start", lambda _command: clock.subprocess.Popen(sleeps))
    seconds = [0, 59, 60, 61, 120, 200]
    assert [bool(running.tick(NOON + datetime.timedelta(seconds=second))) for second in seconds] == [
        False, False, True, False, False, False,
    ]  # fmt: skip
    stuck = running.running["publish_due"]
    running.tick(NOON + datetime.timedelta(seconds=61 + clock.LONGEST))
    assert stuck.wait(10) == -9
    assert running.tick(NOON + datetime.timedelta(seconds=62 + clock.LONGEST)) == ["publish_due"]
    monkeypatch.setattr(clock, "ENDS_WITHIN", 0.1)
    running.end()
    assert running.running["publish_due"].wait(10) == -15
