"""Receives many old pages, several at once: each whole or not at all, whatever becomes of the others.

Pages of one address come in order of the day they were fetched, by one process, so that each tells what has changed
since the one before.
"""

import contextlib
import datetime
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connections

from pledges.models import ImportedPage
from portal.models import User

from .page_files import page_bytes
from .page_rows import PageRow
from .problems import ImportProblem
from .receiving import Received, receive

AT_ONCE = 2
SECONDS = 30  # for one page; a usual one takes some 20 ms
TOO_SLOW = "Sidan tog för lång tid att läsa. En sida med ett medborgarlöfte är mycket kortare."
LOOKS_EVERY = 0.5  # seconds, that a process looks whether its parent lives
GROUPS_AT_A_TIME = 4  # handed to a process, so that it need not wait for the next
GO_ON = "Det som hunnit läsas in är helt och ligger kvar; kör om samma kommando för resten."


class Stopped(Exception):
    """A process ended before its time, or the database hung up. The message is Swedish."""


@dataclass(frozen=True)
class Outcome:
    """What became of a row, told in Swedish. `is_new` when a page came in; neither when it was there already."""

    row: PageRow
    told: str
    is_new: bool = False
    is_wrong: bool = False


def receive_all(rows: Iterable[PageRow], *, by: User, workers: int = AT_ONCE) -> Iterator[Outcome]:
    """Receive the pages, telling of each as it is done. Raises Stopped."""
    try:
        yield from _outcomes(in_groups(rows), by, workers)
    except BrokenProcessPool:
        raise Stopped(f"En process avbröts. {GO_ON}") from None
    except (DatabaseError, InterfaceError):
        raise Stopped(f"Databasen svarade inte. {GO_ON}") from None


def _outcomes(groups: list[list[PageRow]], by: User, workers: int) -> Iterator[Outcome]:
    if workers == 1:
        for group in groups:
            yield from received(group, by)
        return
    connections.close_all()  # a child must not speak on its parent's connection
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(workers, context, end_with_parent, (os.getpid(),)) as pool:
        for outcomes in pool.map(received, groups, [by] * len(groups), chunksize=GROUPS_AT_A_TIME):
            yield from outcomes


def end_with_parent(parent: int) -> None:
    """Let this process end soon after its parent, which may be killed without a word and would leave it waiting."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOKS_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def in_groups(rows: Iterable[PageRow]) -> list[list[PageRow]]:
    """The rows by kommun and address, the earliest fetched first; those without an address each alone."""
    groups: dict[tuple, list[PageRow]] = {}
    for row in rows:
        groups.setdefault((row.municipality.pk, row.address or row.number), []).append(row)
    return [sorted(group, key=lambda row: row.fetched or datetime.date.min) for group in groups.values()]


def received(group: Sequence[PageRow], by: User) -> list[Outcome]:
    return [one(row, by) for row in group]


def one(row: PageRow, by: User) -> Outcome:
    try:
        with at_most(SECONDS):
            found = receive(
                municipality=row.municipality,
                by=by,
                data=page_bytes(row.path),
                file_name=row.path.name,
                source=row.address,
                fetched=row.fetched,
            )
    except ImportProblem as problem:
        return Outcome(row, str(problem), is_wrong=True)
    except TimeoutError:
        return Outcome(row, f"{row.name}: {TOO_SLOW}", is_wrong=True)
    return Outcome(row, told_of(found), is_new=found.is_new)


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in what takes longer. For the main thread of a process alone."""

    def give_up(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def told_of(received: Received) -> str:
    """ "ny sida, 23 förslag att ta ställning till"."""
    page = received.page
    if not received.is_new:
        return f"finns redan ({page.get_state_display().lower()})"
    return f"{changed(page.replaces) if page.replaces else 'ny sida'}, {page.undecided} förslag att ta ställning till"


def changed(earlier: ImportedPage) -> str:
    return f"ändrad sida sedan {earlier.fetched_on or 'förra hämtningen'}"
