"""The database while somebody uses it: DATABASE_URL's, or the embedded server, stopped by its last user."""

import contextlib
import fcntl
import os
from typing import IO

from portal.local.postgres import Cluster, data_dir


class Use:
    """One process's use of the embedded server.

    Each user holds a shared lock, which the kernel lets go of however the process ends. The last one stops
    the server when a `make run` started it: this one, or an earlier one that was killed. A server that was
    started by hand (`python -m portal.local.postgres start`) is left alone.
    """

    def __init__(self) -> None:
        self.cluster = Cluster(data_dir())
        self._lock: IO[str] | None = None

    def begin(self) -> None:
        self.cluster.home.mkdir(parents=True, exist_ok=True)
        self._lock = (self.cluster.home / "postgres-users").open("a+", encoding="utf-8")
        os.set_inheritable(self._lock.fileno(), True)  # kept when this process becomes gunicorn
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        if not self.cluster.is_running():
            self._lock.truncate(0)
            self._lock.write("make run\n")
            self._lock.flush()
        self.cluster.start()

    def end(self) -> None:
        """Stops the server when nobody else uses it and it is ours to stop."""
        if self._lock is None:
            return
        with self._lock, contextlib.suppress(BlockingIOError):  # somebody else uses it
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._lock.seek(0)
            if self._lock.read():
                self._lock.truncate(0)
                self.cluster.stop()
        self._lock = None

    def handed_over(self) -> str:
        """What a process that takes this one's place needs to go on: the lock's file descriptor."""
        return str(self._lock.fileno()) if self._lock else ""


def taken_over(descriptor: str) -> Use | None:
    """The use that the process before this one began, or None when it used a server of its own."""
    if not descriptor:
        return None
    use = Use()
    use._lock = os.fdopen(int(descriptor), "a+", encoding="utf-8")
    return use
