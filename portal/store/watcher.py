"""Asks the database twice a second what has changed, beside the requests, so that none of them has to."""

import logging
import os
import threading
import time
from contextlib import suppress

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections

from portal.store import doubts, ledger
from portal.store.versions import Known, Versions

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.5  # seconds
AWAY_AFTER = 2  # seconds that a question has waited for its answer
STALE_AFTER = (
    10  # seconds since the last answer, when the thread gets no time to ask: then nobody goes by what it knows
)
SHARE_EVERY = 5  # seconds, when nothing changes
FIRST_WITHIN = 2  # seconds that the first request waits for the first answer
ASK = "SELECT name, sum(mark)::text FROM portal_publicchange GROUP BY name"
# Of the watcher's own connection: a server that has gone silent is given up, also when no packet says that it has gone.
TIMEOUTS = {
    "connect_timeout": 2,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
    "application_name": "portal: vad som har ändrats",
}
DJANGOS = {"cursor_factory", "context", "prepare_threshold", "patience"}  # of a connection through Django


class Watcher:
    """What the process knows of the versions. Its thread starts with the first question after a fork, and anew when
    it has died."""

    def __init__(self) -> None:
        self._known: Known | None = None
        self._heard = float("-inf")  # on the clock that nobody sets
        self._asked: float | None = None  # the first of the questions that have not been answered
        self._thread: threading.Thread | None = None
        self._pid = 0
        self._lock = threading.Lock()
        self._first = threading.Event()
        self._shared_at = 0.0

    def known(self) -> Known | None:
        """The latest versions, from the database or from what this machine remembers; None when nobody knows any."""
        if self._pid != os.getpid() or self._thread is None or not self._thread.is_alive():
            self._start()
        if self._known is None:
            self._first.wait(FIRST_WITHIN)
        if self.is_away:
            self._adopt(ledger.remembered())
        return self._known

    @property
    def is_away(self) -> bool:
        """Whether the database leaves questions without an answer."""
        asked = self._asked
        return asked is not None and time.monotonic() - asked > AWAY_AFTER

    @property
    def is_fresh(self) -> bool:
        """Whether what is known is what the database said just now."""
        return time.monotonic() - self._heard < STALE_AFTER

    def _start(self) -> None:
        with self._lock:
            if self._pid == os.getpid() and self._thread is not None and self._thread.is_alive():
                return
            self._pid, self._first = os.getpid(), threading.Event()
            self._thread = threading.Thread(target=self._watch, name="page store", daemon=True)
            self._thread.start()

    def _watch(self) -> None:
        """Never ends but with the process."""
        connection: psycopg.Connection | None = None
        while True:
            self._asked = self._asked or time.monotonic()
            asked_at = time.time()
            try:
                connection = connection or connect()
                decided = doubts.decided(doubts.noted(), connection)
                versions = dict(connection.execute(ASK).fetchall())
            except Exception as fault:
                self._fall_back(fault)
                _close(connection)
                connection = None
            else:
                self._learn(Known(Versions(versions), asked_at))
                for place in decided:
                    with suppress(OSError):
                        place.unlink(missing_ok=True)
            self._first.set()
            time.sleep(LOOK_EVERY)

    def _learn(self, told: Known) -> None:
        before = self._known
        is_news = before is None or before.versions.by_name != told.versions.by_name
        self._known = told if is_news else Known(before.versions, told.told_at)
        self._heard, self._asked = time.monotonic(), None
        if is_news or told.told_at - self._shared_at > SHARE_EVERY:
            ledger.remember(self._known)
            self._shared_at = told.told_at

    def _fall_back(self, fault: Exception) -> None:
        """To what another process of the machine has heard, when that is later."""
        if self.is_fresh:
            logger.warning("the page store cannot ask the database: %s", type(fault).__name__)
        remembered = ledger.remembered()
        if self._adopt(remembered) and remembered.age < STALE_AFTER:
            self._heard, self._asked = time.monotonic() - remembered.age, None

    def _adopt(self, remembered: Known | None) -> bool:
        """Whether what another process has heard is later than what this one has."""
        is_later = remembered is not None and (self._known is None or remembered.told_at > self._known.told_at)
        if is_later:
            self._known = remembered
        return is_later


def connect() -> psycopg.Connection:
    """A connection of the watcher's own, to the database that the portal has. Raises psycopg.Error."""
    given = connections[DEFAULT_DB_ALIAS].get_connection_params()
    own = {name: value for name, value in given.items() if name not in DJANGOS}
    connection = psycopg.connect(**{**own, **TIMEOUTS}, autocommit=True)
    connection.execute("SET statement_timeout = 2000")
    return connection


def _close(connection: psycopg.Connection | None) -> None:
    with suppress(Exception):
        if connection:
            connection.close()


WATCHER = Watcher()
