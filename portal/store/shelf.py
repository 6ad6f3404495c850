"""Where entries lie: one file for each address, under its hash. What cannot be read is not there."""

import hashlib
import itertools
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from portal.store.entry import Broken, Entry, Stored
from portal.store.ledger import folder, write_whole

logger = logging.getLogger(__name__)

TRIM_EVERY = 200  # entries written by a process
READ_AGAIN_AFTER = 3600  # seconds until it is noted anew that an entry has been read
LEFT_BEHIND = 3600  # seconds until what was left half written is removed
_written = itertools.count(1)


def place_of(address: str) -> Path:
    name = hashlib.sha256(address.encode()).hexdigest()
    return folder() / name[:2] / name[2:]


def fetch(address: str) -> Stored | None:
    """The entry of an address (a path with its parameters); None without one that is whole and of that address."""
    place = place_of(address)
    try:
        with place.open("rb") as file:
            changed = os.fstat(file.fileno()).st_mtime
            stored = Stored.read(file.read())
    except (OSError, Broken, ValueError, TypeError):
        return None
    if stored.entry.address != address:
        return None
    if time.time() - changed > READ_AGAIN_AFTER:
        with suppress(OSError):
            os.utime(place)
    return stored


def keep(stored: Stored) -> None:
    """Put an entry in its place. Without room or leave to, it is not kept."""
    if not write_whole(place_of(stored.entry.address), stored.written()):
        logger.warning("the page store cannot write in its folder")
    if next(_written) % TRIM_EVERY == 0:
        trim(settings.PAGE_STORE_MB * 2**20)


def forget(address: str) -> None:
    with suppress(OSError):
        place_of(address).unlink(missing_ok=True)


def entries() -> Iterator[Entry]:
    """All entries, in no order; their bodies are not read."""
    for place in _places():
        with suppress(OSError, Broken, ValueError, TypeError), place.open("rb") as file:
            yield Stored.read(file.readline()).entry


def trim(most: int) -> int:
    """Remove what was left half written, and what was read the longest ago while the folder holds more than `most`
    bytes. How many files were removed."""
    known, removed, now = [], 0, time.time()
    for place in _places(hidden=True):
        with suppress(OSError):
            found = place.stat()
            is_left = place.name.startswith(".") and now - found.st_mtime > LEFT_BEHIND
            known.append((0 if is_left else found.st_mtime, found.st_size, place))
    size = sum(one for _, one, _ in known)
    for read_at, weight, place in sorted(known, key=lambda one: one[0]):
        if read_at and size <= most:
            break
        with suppress(OSError):
            place.unlink()
            size, removed = size - weight, removed + 1
    return removed


def _places(*, hidden: bool = False) -> Iterator[Path]:
    for place in folder().glob("??/*"):
        if hidden or not place.name.startswith("."):
            yield place
