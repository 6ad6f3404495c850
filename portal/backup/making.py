"""The verb that makes a backup: the database at one moment, then the files, in a file that appears when it is whole."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from django.core.files.storage import default_storage
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from portal.backup import files, schema, tables
from portal.backup.archive import FORMAT, Archive
from portal.backup.reading import PLAIN_NAME


@dataclass
class Made:
    """What came of it. `missing` are files that rows name and nobody has, `odd` files whose names we never give."""

    rows: int = 0
    files: int = 0
    size: int = 0
    missing: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


def make(out: Path, *, tell: Callable[[str], None]) -> Made:
    """Write the backup. Raises OSError when the disk is full or the folder is closed; then nothing is left.

    The portal goes on meanwhile. Files are only ever added, under names that are used once, so those that there are
    after the moment of the database are all that it names, and some more.
    """
    unfinished = out.with_name(f".{out.name}.{token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            unfinished.chmod(0o600)
            made = write(file, tell)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
    made.size = out.stat().st_size
    return made


def write(file, tell: Callable[[str], None]) -> Made:
    with tables.snapshot() as cursor:
        described = tables.columns(cursor)
        tables.hold(cursor, described)
        manifest = manifest_of(cursor, described)
        archive = Archive(file, manifest, timezone.now().timestamp())
        for done, (table, count) in enumerate(manifest["counts"].items(), 1):
            archive.add_rows(table, tables.rows_out(cursor, table, described[table]))
            tell(f"Tabell {done} av {len(manifest['counts'])}: {table}, {count} rader.")
        made = Made(rows=sum(manifest["counts"].values()))
        add_files(archive, made, tell)
        archive.close()
        made.missing = [one.row for one in files.named(cursor) if not default_storage.exists(one.name)]
    return made


def manifest_of(cursor: CursorWrapper, described: dict[str, list[str]]) -> dict:
    return {
        "format": FORMAT,
        "made": timezone.now().isoformat(timespec="seconds"),
        "migrations": schema.applied(cursor),
        "columns": described,
        "counts": {table: tables.count(cursor, table) for table in tables.kept(described)},
        "sequences": tables.sequences(cursor),
    }


def add_files(archive: Archive, made: Made, tell: Callable[[str], None]) -> None:
    for name in files.stored():
        if not PLAIN_NAME.fullmatch(name):
            made.odd.append(name)
            continue
        try:
            stored = default_storage.open(name)
        except FileNotFoundError:  # swept since the folder was read
            continue
        with stored:
            archive.add_file(name, stored, default_storage.size(name))
        made.files += 1
        if made.files % 1000 == 0:
            tell(f"{made.files} filer.")
