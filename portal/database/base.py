"""Django's PostgreSQL backend, with a deadline of our own for a server that neither answers nor hangs up."""

import time
from types import SimpleNamespace
from typing import ClassVar

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout

HEALTH_PATIENCE = 1  # seconds, for whether a connection that was kept still works
TRIED_AGAIN_AFTER = 2  # seconds, once somebody has waited in vain for a connection: so one waits, and not all


class Stalled(psycopg.OperationalError):
    """The server has not answered in time, not even that it gave up."""


class Connection(psycopg.Connection):
    """One whose questions each end within `patience` seconds, whatever the server does."""

    patience: float
    answered: ClassVar[float] = 0  # when any of them last did, by the monotonic clock
    stalled: ClassVar[float] = float("-inf")  # when somebody last waited in vain

    @classmethod
    def connect(cls, conninfo: str = "", *, patience: float, **known) -> "Connection":
        """Raises Stalled at once while the server is known to have stopped."""
        if time.monotonic() - Connection.stalled < TRIED_AGAIN_AFTER:
            raise Stalled("no answer to those who asked a moment ago")
        try:
            made = super().connect(conninfo, **known)
        except ConnectionTimeout:
            Connection.stalled = time.monotonic()
            raise
        made.patience = patience
        return made

    def wait(self, gen, interval: float = 0.1, timeout: float | None = None):
        """All that psycopg waits for goes through here. Raises Stalled, and the connection is closed."""
        began = time.monotonic()
        try:
            answer = super().wait(gen, interval, timeout=self.patience if timeout is None else timeout)
        except psycopg.OperationalError as fault:
            if timeout is not None or time.monotonic() - began < self.patience:
                raise
            self.close()
            if self.patience > HEALTH_PATIENCE:  # in which a server that is only busy may not answer
                Connection.stalled = time.monotonic()
            raise Stalled(f"no answer in {self.patience} s") from fault
        Connection.answered = time.monotonic()
        return answer


class DatabaseWrapper(base.DatabaseWrapper):
    """`patience` among the OPTIONS is how many seconds a question may take."""

    Database = SimpleNamespace(**{**vars(psycopg), "connect": Connection.connect})

    def is_usable(self) -> bool:
        """Whether a connection that was kept still works; found out quickly, since a new one can be made."""
        if not isinstance(self.connection, Connection):
            return False
        usual, self.connection.patience = self.connection.patience, HEALTH_PATIENCE
        try:
            return super().is_usable()
        finally:
            self.connection.patience = usual
