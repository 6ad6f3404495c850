"""A stored answer: its head as JSON on the first line of a file, then its bodies, one for each encoding."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from portal.store.seen import are_as_they_were
from portal.store.versions import Versions

MARK = b"portal.store 1"
IDENTITY = "identity"
DAY = 86_400  # seconds


class Broken(Exception):
    """What was read is no entry, or not a whole one."""


@dataclass(frozen=True)
class Entry:
    """`versions` are those of all that the answer shows, and `files` those that it tells of (portal.store.seen); with
    `day` and `code` they say if it is current.

    `changed_at` is when its content became what it is, in whole seconds since 1970. `parts` are encoding -> (where the
    body begins, how long it is, its SHA-256), none for an answer that is a published `file`. `etag` is what the ETag
    is made of.
    """

    address: str
    status: int
    headers: dict[str, str]
    may_be_framed: bool
    versions: dict[str, str]
    day: str
    code: str
    etag: str
    changed_at: int
    file: str = ""
    files: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def is_current(self, versions: Versions, day: str, code: str) -> bool:
        is_of_now = self.day == day and self.code == code
        return is_of_now and self.is_unchanged(versions) and are_as_they_were(self.files)

    def is_unchanged(self, versions: Versions) -> bool:
        """Whether nothing that it shows has changed since, whatever the day."""
        return self.versions == versions.of(self.versions)

    @property
    def depends_on_htmx(self) -> bool:
        return "hx-request" in self.headers.get("Vary", "").lower()


@dataclass(frozen=True)
class Stored:
    """An entry with the bytes of its bodies."""

    entry: Entry
    bodies: bytes

    @classmethod
    def of(cls, entry: Entry, bodies: dict[str, bytes]) -> Self:
        parts, at = {}, 0
        for encoding, body in bodies.items():
            parts[encoding] = (at, len(body), _sum(body))
            at += len(body)
        return cls(replace(entry, parts=parts), b"".join(bodies.values()))

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Raises Broken."""
        line, _, bodies = data.partition(b"\n")
        mark, _, rest = line.partition(b" {")
        head = b"{" + rest
        if mark != MARK + b" " + _sum(head).encode():
            raise Broken
        return cls(Entry(**json.loads(head)), bodies)

    def written(self) -> bytes:
        """The file's bytes."""
        head = json.dumps(asdict(self.entry), ensure_ascii=False).encode()
        return b"".join([MARK, b" ", _sum(head).encode(), b" ", head, b"\n", self.bodies])

    def body(self, encoding: str) -> bytes:
        """Raises Broken when it is not what was written."""
        at, length, checksum = self.entry.parts[encoding]
        found = self.bodies[at : at + length]
        if _sum(found) != checksum:
            raise Broken
        return found


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
