"""The numbers of all processes of this machine: each keeps its own in a small file, and whoever asks sums them.

Prometheus's own library would map files into memory, which kills a process that counts while the disk is full. Here
a file that cannot be written is written the next time. The numbers of a process that has ended are added to those of
all that have, so that no sum ever shrinks.
"""

import atexit
import contextlib
import fcntl
import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from portal.metrics import counting
from portal.metrics.counting import Series

WAIT = 1.0  # seconds at most from a change until it is kept
ENDED = "ended.json"

_waiting = threading.Event()


def watch() -> None:
    counting.on_change(keep_soon)
    atexit.register(keep)
    os.register_at_fork(after_in_child=_waiting.clear)


def folder() -> Path:
    """One for each machine, since processes are known by their numbers there."""
    return Path(settings.DATA_DIR) / "metrics" / socket.gethostname()


def keep_soon() -> None:
    if not _waiting.is_set():
        _waiting.set()
        timer = threading.Timer(WAIT, keep)
        timer.daemon = True
        timer.start()


def keep() -> None:
    """Write what this process has counted; nothing happens when that is impossible now."""
    _waiting.clear()
    series = counting.counted()
    if series:
        with contextlib.suppress(OSError):
            folder().mkdir(parents=True, exist_ok=True)
            write(folder() / f"{identity(os.getpid())}.json", packed(series))


def gathered() -> Series:
    """The sums of all processes, those that have ended included."""
    keep()
    total: Series = {}
    with one_at_a_time():
        ended = read(folder() / ENDED)
        added = set(ended.get("added", ()))
        of_ended = unpacked(ended)
        gone = [path for path in sorted(folder().glob("*-*.json")) if not is_alive(path.stem)]
        for path in gone:
            if path.name not in added:
                counting.merged(of_ended, unpacked(read(path)))
        if gone:
            forget(gone, of_ended)
        counting.merged(total, of_ended)
        for path in folder().glob("*-*.json"):
            if is_alive(path.stem):
                counting.merged(total, unpacked(read(path)))
    return total


def forget(gone: list[Path], of_ended: Series) -> None:
    """Keep the sums with the names of what is in them, so that nothing is added twice if we are cut off between."""
    with contextlib.suppress(OSError):
        write(folder() / ENDED, packed(of_ended) | {"added": [path.name for path in gone]})
        for path in gone:
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Among those that sum and forget. Where nothing can be written nothing is forgotten either."""
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            folder().mkdir(parents=True, exist_ok=True)
            lock = held.enter_context((folder() / "lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def processes() -> list[int]:
    """The numbers of those processes of the portal that live and have counted something."""
    return [int(path.stem.partition("-")[0]) for path in folder().glob("*-*.json") if is_alive(path.stem)]


def identity(pid: int) -> str:
    """A process's number and when it started, since numbers are used again; "" for one that is not there."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return f"{pid}-{stat.rpartition(')')[2].split()[19]}"  # field 22, proc(5)


def is_alive(known: str) -> bool:
    return identity(int(known.partition("-")[0])) == known


def packed(series: Series) -> dict:
    return {"series": [[name, labels, values] for (name, labels), values in series.items()]}


def unpacked(kept: dict) -> Series:
    return {
        (name, tuple((label, value) for label, value in labels)): values
        for name, labels, values in kept.get("series", ())
    }


def read(path: Path) -> dict:
    """What was kept; nothing when there is no such file, or half of one."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write(path: Path, kept: dict) -> None:
    """Whole or not at all. Raises OSError."""
    new = path.with_suffix(".new")
    new.write_text(json.dumps(kept), encoding="utf-8")
    new.replace(path)
