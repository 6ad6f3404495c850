"""Each command that a clock runs is one that the portal watches, whichever clock it is."""

import re
from pathlib import Path

from django.conf import settings

from portal.local import clock

SYSTEMD = Path(__file__).resolve().parents[2] / "deploy" / "systemd"


def test_the_clock_and_systemd_run_what_is_watched():
    run = {
        found[1]
        for timer in SYSTEMD.glob("*.timer")
        if (found := re.search(r"manage\.py (\w+)", timer.with_suffix(".service").read_text(encoding="utf-8")))
    }
    assert {timer.command for timer in clock.TIMERS} == set(settings.TIMERS) == run
