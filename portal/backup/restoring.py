"""The verb that puts a backup in place: looked through first, then the whole database in one transaction."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from portal.backup import reading, schema, tables
from portal.backup.reading import Contents, Manifest, Rows, StoredFile, Unusable

SPARE = 200 * 2**20  # bytes that are left on the disk


def restore(path: Path, *, replace: bool, other_key: bool, tell: Callable[[str], None]) -> Contents:
    """Put the backup in place of what is in the database, which is nothing unless `replace`.

    Everything is looked through and compared before anything is touched; then the old stands until the new is whole.
    Raises Unusable with the reason, OSError when a file cannot be read or written.
    """
    with path.open("rb") as file:
        contents = reading.look_through(file, other_key=other_key, tell=tell)
        check_room(contents.file_bytes)
        with connection.cursor() as cursor:
            schema.check(contents.manifest, cursor, replace=replace)
            if not tables.columns(cursor):
                tell("Lägger upp tabellerna.")
                schema.lay_out(contents.manifest)
        tell("Lägger in kopian.")
        put_in_place(file, contents.manifest)
    tell("Ser till att tabellerna är aktuella.")
    schema.upgrade()
    os.sync()
    return contents


def check_room(wanted: int) -> None:
    """Raises Unusable when the files would fill the disk where files are kept."""
    free = default_storage.free()
    if wanted + SPARE > free:
        raise Unusable(f"Kopians filer är {wanted // 10**6} MB, men disken har bara {free // 10**6} MB kvar.")


def put_in_place(file: IO[bytes], manifest: Manifest) -> None:
    """The rows in one transaction. Files are only added, and those that were are taken away again if it fails."""
    added: list[str] = []
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            tables.be_patient(cursor)
            with tables.emptied(cursor, manifest.columns):
                for part in fill(cursor, manifest.columns, reading.parts(file)):
                    keep(part, added)
            tables.go_on_after(cursor, manifest.sequences)
            cursor.execute("ANALYZE")
    except BaseException:
        for name in added:
            default_storage.delete(name)
        raise
    finally:
        connection.close()  # the next one is as impatient as all others


def fill(
    cursor: CursorWrapper, columns: dict[str, list[str]], parts: Iterator[Rows | StoredFile]
) -> Iterator[StoredFile]:
    """Copy the rows in, table by table, and give the files that come after them."""
    for table, group in groupby(parts, key=lambda part: part.table if isinstance(part, Rows) else ""):
        if table:
            tables.rows_in(cursor, table, columns[table], (part.data for part in group))
        else:
            yield from group


def keep(part: StoredFile, added: list[str]) -> None:
    """Store a file of the backup under its own name. One that is there is left alone if it is the same."""
    if not default_storage.exists(part.name):
        added.append(part.name)
        default_storage.save(part.name, File(part.content))
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(part.content, copy)
        with default_storage.open(part.name) as there:
            same = same_bytes(copy, there)
        if not same:  # what is there has been damaged: a name is used once
            default_storage.delete(part.name)
            default_storage.save(part.name, File(copy))


def same_bytes(one: IO[bytes], other: IO[bytes]) -> bool:
    one.seek(0)
    other.seek(0)
    return hashlib.file_digest(one, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()
