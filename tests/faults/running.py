"""A run: those who write go on, one fault after another strikes, and in the end the database is asked what is there."""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.faults import oracle
from tests.faults.breaking import Breaker
from tests.faults.stack import Stack, wait_until
from tests.faults.writing import Editor, End, Journal, Maker, Publishers, Reader, Uploader, Writer

KINDS = {"edit", "make", "upload", "publish"}
CALM_WITHIN = 90  # seconds, when nothing strikes any more
BACK_WITHIN = 30  # seconds; a busy machine
PREPARE = """
import json
from django.test import Client
from pledges.models import Membership, Theme
from tests import factories
from tests.signing_in import sign_in
where = factories.municipality()
sessions = []
for name in ("anna", "bo", "cecilia", "david", "eva", "filip"):
    person = factories.user(f"{name}@example.se", name=name.capitalize())
    for role in ("administrator", "coordinator"):
        Membership.objects.create(user=person, role=role, party="police", whole_country=True)
    sessions.append(sign_in(Client(), person).session.session_key)
themes = [Theme.objects.create(name=f"Tema {n}", slug=f"tema-{n}") for n in range(2)]
news = [factories.news_item(where, title=f"Nyhet {n}", slug=f"nyhet-{n}") for n in range(%d)]
print(json.dumps({
    "sessions": sessions,
    "themes": [{"pk": theme.pk, "name": theme.name, "slug": theme.slug} for theme in themes],
    "news": [item.pk for item in news],
}))
"""


@dataclass
class Run:
    """What came of it. `struck` are the faults by kind, `faults` what the database says against the writers."""

    seed: int
    struck: Counter = field(default_factory=Counter)
    journal: Journal = field(default_factory=Journal)
    faults: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def kinds_saved(self) -> set[str]:
        return {write.kind for write in list(self.journal.writes) if write.end is End.SAVED}

    @property
    def ends(self) -> Counter:
        return Counter((write.kind, str(write.end)) for write in self.journal.writes)


def run(stack: Stack, *, faults: int, seed: int, tell: Callable[[int], None] = lambda _: None) -> Run:
    """Strike so many times. Raises AssertionError, with the seed, when the portal does not come back in time."""
    found, began = Run(seed), time.monotonic()
    made = stack.prepare(PREPARE % (faults * 2))
    found.sessions = made["sessions"]
    writers = writers_of(stack, made, found.journal, seed)
    for writer in writers:
        writer.start()
    try:
        strike(Breaker(stack, writers, random.Random(seed)), found, faults, tell)
        wait_until(lambda: found.kinds_saved == KINDS, CALM_WITHIN, f"seed {seed}: not every kind was saved")
    finally:
        for writer in writers:
            writer.ending.set()
        for writer in writers:
            writer.join(BACK_WITHIN)
    with stack.connect() as connection:
        found.faults = oracle.faults(connection, stack.data / "files", found.journal.writes)
    found.seconds = time.monotonic() - began
    return found


def writers_of(stack: Stack, made: dict, journal: Journal, seed: int) -> list[Writer]:
    sessions = made["sessions"]

    def common(number: int) -> tuple:
        return stack.port, sessions[number], journal, f"{seed}-{number}"

    return [
        Editor(*common(0), theme=made["themes"][0]),
        Editor(*common(1), theme=made["themes"][1]),
        Maker(*common(2)),
        Uploader(*common(3)),
        Publishers(*common(4), other=sessions[5], news=list(made["news"])),
        Reader(*common(5), addresses={pk: f"/gislaved/nyheter/nyhet-{n}/" for n, pk in enumerate(made["news"])}),
    ]


def strike(breaker: Breaker, found: Run, times: int, tell: Callable[[int], None]) -> None:
    """Round after round; each fault while somebody writes and when the one before is over."""
    kinds, order = breaker.kinds(), []
    for count in range(1, times + 1):
        order = order or breaker.round()
        kind = order.pop()
        wait_until(lambda: found.journal.busy, BACK_WITHIN, "nobody wrote")
        time.sleep(breaker.chance.uniform(0, 0.05))
        saved = found.journal.saved
        kinds[kind]()
        found.struck[kind] += 1
        since = f"seed {found.seed}: nothing was saved after fault {count}, {kind},"
        wait_until(lambda before=saved: found.journal.saved > before, BACK_WITHIN, since)
        tell(count)
