"""Files that several machines share, in a bucket behind the S3 protocol, and this machine's copies of some of them.

The bucket is never public: files reach readers through our views alone. A name is used for one file only, so a copy
is never old; where its SHA-256 is known it is compared all the same (portal.downloads).
"""

import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from shutil import copyfileobj
from typing import IO

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import File
from django.utils._os import safe_join
from storages.backends.s3 import S3Storage

from portal.storage import Files, StorageAway

BEING_FETCHED = ".part-"  # how the name of a copy begins until it is whole
TRIM_EVERY, COMPARE_EVERY = 60, 3600  # seconds
TRIED_AGAIN_AFTER = 2  # seconds, once somebody has waited in vain: so one waits, and not all
_away = {"since": float("-inf")}  # when the storage last did not answer this process


def in_our_words(verb: Callable) -> Callable:
    """Raises FileNotFoundError and StorageAway for all that the protocol's library raises."""

    @wraps(verb)
    def told(*given, **known):
        if time.monotonic() - _away["since"] < TRIED_AGAIN_AFTER:
            raise StorageAway("the shared storage did not answer a moment ago")
        try:
            return verb(*given, **known)
        except ClientError as fault:
            if fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
                raise FileNotFoundError("no such file in the shared storage") from fault
            raise StorageAway("the shared storage refused") from fault
        except (BotoCoreError, Boto3Error) as fault:
            _away["since"] = time.monotonic()
            raise StorageAway(f"the shared storage does not answer: {type(fault).__name__}") from fault

    return told


class SharedFiles(S3Storage):
    """The bucket. `open` reads the file that is there; `path` a copy on this machine, below MEDIA_ROOT."""

    save = in_our_words(S3Storage.save)
    listdir = in_our_words(S3Storage.listdir)
    size = in_our_words(S3Storage.size)
    get_modified_time = in_our_words(S3Storage.get_modified_time)
    is_shared = True
    url, base_url = Files.url, "/"  # as on disk, where no such address leads to a file: never one that opens the bucket
    _trimmed_at = _compared_at = float("-inf")

    @in_our_words
    def exists(self, name: str) -> bool:
        """Whether there is such a file, or files in such a folder: here a folder is no more than that."""
        return bool(name and super().exists(name)) or any(self._objects(f"{name}/" if name else "", 1))

    @in_our_words
    def delete(self, name: str) -> None:
        super().delete(name)
        self._copy(name).unlink(missing_ok=True)

    def path(self, name: str) -> str:
        """A place on this machine where the file can be read, fetched there unless it is. Raises OSError."""
        copy = self._copy(name)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=copy.parent, prefix=BEING_FETCHED, delete=False) as part:
                try:
                    self._fetch(name, part)
                except BaseException:
                    Path(part.name).unlink()
                    raise
            os.replace(part.name, copy)  # noqa: PTH105 - a whole copy in one step
            if time.monotonic() - self._trimmed_at > TRIM_EVERY:
                self._trimmed_at = time.monotonic()
                trim(Path(settings.MEDIA_ROOT), settings.STORAGE_COPIES_MB * 2**20, but=copy)
        return str(copy)

    def fetched_anew(self, name: str) -> bool:
        """Another copy in place of one that was not what it should be. Raises OSError."""
        self._copy(name).unlink(missing_ok=True)
        self.path(name)
        return True

    @in_our_words
    def used(self, folder: str) -> int:
        return sum(one["Size"] for one in self._objects(f"{folder}/"))

    def free(self) -> float:
        """Nobody knows; the bucket refuses what it has no room for."""
        return math.inf

    @in_our_words
    def tidy(self) -> None:
        """Let go of copies whose files are gone, at most once an hour: what is erased is erased on every machine."""
        if time.monotonic() - self._compared_at < COMPARE_EVERY:
            return
        there, root = {one["Key"] for one in self._objects()}, Path(settings.MEDIA_ROOT)
        for copy, _ in copies(root):
            if copy.relative_to(root).as_posix() not in there:
                copy.unlink(missing_ok=True)
        self._compared_at = time.monotonic()

    def _save(self, name: str, content: File) -> str:
        """From a file of our own, since an upload may have to begin anew and not all that comes can be read twice."""
        with tempfile.TemporaryFile() as whole:
            for chunk in content.chunks():
                whole.write(chunk)
            whole.seek(0)
            return super()._save(name, File(whole, name))

    def _open(self, name: str, mode: str = "rb") -> File:
        content = tempfile.TemporaryFile()  # noqa: SIM115 - whoever opened it closes it
        try:
            self._fetch(name, content)
        except BaseException:
            content.close()
            raise
        content.seek(0)
        return File(content, name)

    @in_our_words
    def _fetch(self, name: str, target: IO[bytes]) -> None:
        copyfileobj(self.bucket.Object(name).get()["Body"], target)

    def _objects(self, prefix: str = "", most: int | None = None) -> Iterator[dict]:
        """What the bucket tells of its files, as the protocol has it."""
        lists = self.connection.meta.client.get_paginator("list_objects_v2")
        within = {"MaxItems": most, "PageSize": most}
        for page in lists.paginate(Bucket=self.bucket_name, Prefix=prefix, PaginationConfig=within):
            yield from page.get("Contents", ())

    def _copy(self, name: str) -> Path:
        return Path(safe_join(settings.MEDIA_ROOT, name))


def trim(root: Path, most: int, but: Path) -> None:
    """Take away the copies that were fetched first, until all take up at most so many bytes; one is left alone."""
    found = sorted(((known.st_mtime, known.st_size, copy) for copy, known in copies(root)), key=lambda one: one[:2])
    total = sum(size for _, size, _ in found)
    for _, size, copy in found:
        if total <= most:
            return
        if copy != but:
            copy.unlink(missing_ok=True)
            total -= size


def copies(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """The copies that are whole or were left by halves an hour ago, with what the disk knows of each."""
    for place in root.rglob("*"):
        try:
            known = place.stat()
        except FileNotFoundError:  # another process let go of it
            continue
        is_part = place.name.startswith(BEING_FETCHED) and time.time() - known.st_mtime < COMPARE_EVERY
        if place.is_file() and not is_part:
            yield place, known
