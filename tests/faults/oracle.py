"""What must hold afterwards: every write that was answered is there exactly once, every other wholly or not at all."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg

from tests.faults.writing import End, Write

# Each write that is there: its mark, and whether all that belongs to it is there too.
MADE = """
SELECT m.explanation, (SELECT count(*) = 1 FROM pledges_revision r
    WHERE r.kind = 'pledges.method' AND r.key = m.id::text AND r.verb = 'created') AND m.version = 1
FROM pledges_method m
"""
UPLOADED = """
SELECT d.title, (SELECT count(*) = 1 FROM pledges_revision r
    WHERE r.kind = 'pledges.document' AND r.key = d.id::text AND r.verb = 'created'), d.file, d.sha256
FROM pledges_document d
"""
PUBLISHED = """
SELECT n.id, (SELECT count(*) FROM pledges_revision r
    WHERE r.kind = 'pledges.newsitem' AND r.key = n.id::text AND r.verb = 'published'), n.state = 'published'
FROM pledges_newsitem n
"""
THEMES = "SELECT id, explanation, version FROM pledges_theme ORDER BY id"
EDITS = """
SELECT content -> 'fields' ->> 'förklaring', version FROM pledges_revision
WHERE kind = 'pledges.theme' AND key = %s AND verb = 'saved' ORDER BY id
"""


def faults(connection: psycopg.Connection, files: Path, writes: Iterable[Write]) -> list[str]:
    """A line for each write that is lost, there twice or there by halves."""
    of_kind: dict[str, list[Write]] = {}
    for write in writes:
        of_kind.setdefault(write.kind, []).append(write)
    return [
        *edits(connection, of_kind.get("edit", [])),
        *counted(of_kind.get("make", []), connection.execute(MADE).fetchall()),
        *counted(of_kind.get("upload", []), uploads(connection, files)),
        *published(connection, of_kind.get("publish", [])),
    ]


def counted(writes: list[Write], rows: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """By mark: what was answered is there once, what was refused never, all else once at most; and all of it whole."""
    rows = list(rows)
    there = Counter(mark for mark, _ in rows)
    yield from (f"{mark} is there by halves" for mark, whole in rows if not whole)
    for write in writes:
        least, most = {End.SAVED: (1, 1), End.REFUSED: (0, 0), End.UNKNOWN: (0, 1)}[write.end]
        if not least <= there[write.mark] <= most:
            yield f"{write.mark} was {write.end}, and is there {there[write.mark]} times"
    yield from (f"{mark} is nobody's" for mark in there.keys() - {write.mark for write in writes})


def uploads(connection: psycopg.Connection, files: Path) -> Iterator[tuple[str, bool]]:
    for mark, told, name, sha256 in connection.execute(UPLOADED).fetchall():
        file = files / name
        yield mark, told and file.exists() and hashlib.sha256(file.read_bytes()).hexdigest() == sha256


def published(connection: psycopg.Connection, writes: list[Write]) -> Iterator[str]:
    there = {key: (times, public) for key, times, public in connection.execute(PUBLISHED).fetchall()}
    for write in writes:
        allowed = [(1, True)] if write.end is End.SAVED else [(0, False), (1, True)]
        if there[write.row] not in allowed:
            yield f"{write.mark} was {write.end}, and is there as {there[write.row]}"


def edits(connection: psycopg.Connection, writes: list[Write]) -> Iterator[str]:
    """Each theme's history has every saved text once, in order, with the next version; the last one is what it says."""
    found: list[tuple[str, bool]] = []
    for theme, says, version in connection.execute(THEMES).fetchall():
        told = connection.execute(EDITS, [str(theme)]).fetchall()
        found += [(mark, at == place) for place, (mark, at) in enumerate(told, 2)]
        own = [write.mark for write in writes if write.row == theme and write.end is End.SAVED]
        if [mark for mark, _ in told if mark in set(own)] != own:
            yield f"theme {theme} does not tell what was saved in the order that it was saved"
        if (says, version) != (told[-1][0] if told else "", len(told) + 1):
            yield f"theme {theme} says {says!r} in version {version}, but its history has {len(told)} saves"
    yield from counted(writes, found)
