"""The folder of a copy: a new one is made beside the old, out of what has changed and links to what has not.

`current` leads to the whole copy and is moved in one step, so a run that is killed leaves what was there before.
"""

import fcntl
import gzip
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import IO

import brotli

from portal.mirror.manifest import File

PUBLIC, CURRENT, VERSIONS = "public", "current", "versions"
PACKED_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml", "application/atom+xml")
LEAST = 200  # bytes; shorter files do not become shorter
LARGEST = 4 * 2**20  # bytes that are compressed; what is larger is read by programs
BROTLI_QUALITY = 9  # of 11, which takes ten times as long for a twentieth less
AT_A_TIME = 2**20


class InUse(Exception):
    """Another run works in the folder."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Raises InUse, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield


class Draft:
    """A copy that is being made. Nothing is on the disk until something has changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = folder / CURRENT
        self.new = folder / VERSIONS / token_hex(8)
        self._forget_others()

    def write(self, place: str, body: IO[bytes]) -> None:
        target = self.new / PUBLIC / place
        target.parent.mkdir(parents=True, exist_ok=True)
        body.seek(0)
        with target.open("wb") as file:
            shutil.copyfileobj(body, file, AT_A_TIME)

    def pack(self, place: str, content_type: str, size: int) -> dict[str, str]:
        """Write the file compressed beside itself where that helps; the checksums by ending."""
        if not content_type.startswith(PACKED_TYPES) or not LEAST < size < LARGEST:
            return {}
        target = self.new / PUBLIC / place
        data = target.read_bytes()
        packed = {"gz": gzip.compress(data, 9, mtime=0), "br": brotli.compress(data, quality=BROTLI_QUALITY)}
        for ending, smaller in packed.items():
            Path(f"{target}.{ending}").write_bytes(smaller)
        return {ending: hashlib.sha256(smaller).hexdigest() for ending, smaller in packed.items()}

    def faults(self, place: str, known: File) -> list[str]:
        return faults(self.before / PUBLIC, place, known)

    def keep(self, place: str, file: File) -> None:
        """Take a file over from the copy before, with those that lie compressed beside it."""
        for name in sums(place, file):
            target = self.new / PUBLIC / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(self.before / PUBLIC / name)

    def publish(self) -> None:
        """Let `current` lead here, and forget what it led to."""
        os.sync()  # what it leads to is on the disk before it does
        link = self.folder / f".{token_hex(4)}"
        link.symlink_to(Path(VERSIONS) / self.new.name)
        link.replace(self.before)
        self._forget_others()

    def _forget_others(self) -> None:
        now = self.before.resolve().name
        for version in (self.folder / VERSIONS).glob("*"):
            if version.name != now:
                shutil.rmtree(version)


def sums(place: str, file: File) -> dict[str, str]:
    """The SHA-256 that the file is to have, and each that lies compressed beside it, by their names."""
    return {place: file.sha256, **{f"{place}.{ending}": sha256 for ending, sha256 in file.packed.items()}}


def faults(public: Path, place: str, file: File) -> list[str]:
    """Which of them are missing or not what was written."""
    return [name for name, sha256 in sums(place, file).items() if sha256_of(public / name) != sha256]


def sha256_of(path: Path) -> str:
    """ "" for a file that is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
