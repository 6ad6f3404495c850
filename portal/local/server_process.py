"""The server's process as its folder tells: which it is, whether it lives, and whether the number is still its own."""

import contextlib
import os
import time
from pathlib import Path

from portal.local import sockets

HAS_PROC = Path("/proc/self/cwd").exists()
ORPHANS_END_WITHIN = 10  # seconds; they notice at once that their parent is gone, but may be busy


class ServerProcess:
    """Reads postmaster.pid: pid, folder, start time, port, socket folder, address, shared memory, status."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.file = data / "postmaster.pid"

    @property
    def pid(self) -> int | None:
        lines = self._lines()
        return int(lines[0]) if lines and lines[0].isdecimal() else None

    @property
    def socket_folder(self) -> str:
        return "".join(self._lines()[4:5])

    def is_alive(self) -> bool:
        """Whether the process is the server of this folder: after a restart the number may be a stranger's."""
        return (
            self.pid is not None and lives(self.pid) and (not HAS_PROC or self.pid in self._processes_here([self.pid]))
        )

    def is_ready(self) -> bool:
        return self.is_alive() and self._lines()[7:8] == ["ready"]

    def forget_stranger(self) -> None:
        """Removes the lock files of a server that is gone when its number is another's, or still waits for its parent.

        PostgreSQL itself handles a number that nobody has. Here it would refuse to start; and since it checks by
        the same file that no process of the old server is left, we do that in its place.
        """
        if self.pid is None or not lives(self.pid) or self.is_alive():
            return
        deadline = time.monotonic() + ORPHANS_END_WITHIN
        while self._processes_here() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.file.unlink()
        (self.data / f"{sockets.NAME}.lock").unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        try:
            return [line.strip() for line in self.file.read_text(encoding="utf-8").splitlines()]
        except FileNotFoundError:
            return []

    def _processes_here(self, pids: list[int] | None = None) -> list[int]:
        """Those of the processes (all, when none are named) that work in the database's folder."""
        candidates = [Path(f"/proc/{pid}") for pid in pids] if pids else Path("/proc").glob("[0-9]*")
        found = []
        for process in candidates:
            with contextlib.suppress(OSError):  # gone meanwhile, waiting for its parent, or somebody else's
                if (process / "cwd").samefile(self.data):
                    found.append(int(process.name))
        return found


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
