"""Looking through a backup from end to end, so that one that is not exactly what was written is refused untouched."""

import hashlib
import json
import re
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings
from django.utils.crypto import constant_time_compare

from portal.backup.archive import (
    FILES,
    FORMAT,
    MANIFEST,
    PIECE,
    ROWS,
    SEAL,
    SEAL_LENGTH,
    SUMS,
    Digested,
    seal,
    sum_line,
)

BLOCK = 2**20
LARGEST_MANIFEST = 16 * 2**20
LARGEST_PIECE = 2 * PIECE  # compressed; what does not compress grows by less than a thousandth
SEALED = re.compile(SEAL % (b"([0-9a-f]{64})", b"([0-9a-f]{64})"))
# Names as storage gives them: no step upwards, no hidden file, nothing that a disk may read as something else.
PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
ROW_PIECE = re.compile(rf"{ROWS}/([a-z0-9_]+)/([0-9]{{5,}})\.gz")


class Unusable(Exception):
    """A backup that is not restored; the message says why in Swedish."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. Columns are "name type"; `sequences` are the last numbers that were given out."""

    made: str
    migrations: list[list[str]]
    columns: dict[str, list[str]]
    counts: dict[str, int]
    sequences: dict[str, int]


SHAPE = {"made": str, "migrations": list, "columns": dict, "counts": dict, "sequences": dict}


@dataclass
class Contents:
    """What was found in a backup that was looked through."""

    manifest: Manifest
    files: int = 0
    file_bytes: int = 0
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows:
    """A piece of a table's rows."""

    table: str
    data: bytes


@dataclass(frozen=True)
class StoredFile:
    """A file of storage; `content` must be read before the next one is asked for."""

    name: str
    size: int
    content: IO[bytes]


def look_through(file: IO[bytes], *, other_key: bool = False, tell: Callable[[str], None] = lambda _: None) -> Contents:
    """Everything that can be wrong with a backup, looked for. Raises Unusable."""
    tell("Kontrollerar att säkerhetskopian är hel.")
    check_seal(file, other_key=other_key)
    contents = Contents(read_manifest(file))
    for part in parts(file):
        if isinstance(part, Rows):
            contents.rows[part.table] = contents.rows.get(part.table, 0) + part.data.count(b"\n")
        else:
            contents.files += 1
            contents.file_bytes += part.size
    for table in {**contents.manifest.counts, **contents.rows}:
        found, said = contents.rows.get(table, 0), contents.manifest.counts.get(table, 0)
        if found != said:
            raise Unusable(f"Kopian har {found} rader i {table!a}, men ska ha {said}.")
    return contents


def check_seal(file: IO[bytes], *, other_key: bool) -> None:
    """That the file ends as a backup does and that every byte is what it was. Raises Unusable."""
    length = file.seek(0, 2) - SEAL_LENGTH
    if length <= 0:
        raise Unusable("Filen är ingen säkerhetskopia, eller så saknas slutet av den.")
    file.seek(length)
    found = SEALED.fullmatch(file.read())
    if not found:
        raise Unusable("Filen är ingen säkerhetskopia, eller så saknas slutet av den.")
    if digest_of(file, length) != found[1].decode():
        raise Unusable("Säkerhetskopian är skadad eller ändrad: kontrollsumman stämmer inte.")
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ours = [constant_time_compare(seal(found[1].decode(), key), found[2].decode()) for key in keys]
    if not any(ours) and not other_key:
        raise Unusable(
            "Säkerhetskopian är inte gjord med portalens SECRET_KEY: den är en annan portals, eller ändrad. Är nyckeln "
            "bytt eller förlorad och du vet var filen kommer ifrån, så lägg till --other-key."
        )


def digest_of(file: IO[bytes], length: int) -> str:
    """The SHA-256 of the first bytes of the file."""
    file.seek(0)
    digest = hashlib.sha256()
    while length and (block := file.read(min(BLOCK, length))):
        digest.update(block)
        length -= len(block)
    return digest.hexdigest()


def read_manifest(file: IO[bytes]) -> Manifest:
    """The first part of the backup. Raises Unusable when it is not one that we can read."""
    file.seek(0)
    try:
        with tarfile.open(fileobj=file, mode="r|") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or first.size > LARGEST_MANIFEST:
                raise Unusable(f"Kopian börjar inte med {MANIFEST}.")
            said = json.loads(tar.extractfile(first).read())
        if said["format"] != FORMAT:
            raise Unusable(f"Kopian har formatet {said['format']}, men den här portalen läser format {FORMAT}.")
        return Manifest(**{name: kind(said[name]) for name, kind in SHAPE.items()})
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise Unusable(f"{MANIFEST} i kopian går inte att läsa.") from error


def parts(file: IO[bytes]) -> Iterator[Rows | StoredFile]:
    """All rows and then all files, in order, each with its checksum compared once it has been read.

    Raises Unusable for what does not belong, is missing or is not what its sum says.
    """
    length = file.seek(0, 2) - SEAL_LENGTH
    file.seek(0)
    try:
        with tarfile.open(fileobj=Bounded(file, length), mode="r|") as tar, tempfile.TemporaryFile() as sums:
            yield from checked_members(tar, sums)
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise Unusable("Kopian går inte att läsa till slutet.") from error


def checked_members(tar: tarfile.TarFile, sums: IO[bytes]) -> Iterator[Rows | StoredFile]:
    order = Order()
    while member := tar.next():
        tar.members.clear()  # it would remember each one
        if member.type != tarfile.REGTYPE or member.sparse is not None or member.size < 0:
            raise Unusable(f"{member.name!a} i kopian är ingen vanlig fil.")
        order.expect(member.name)
        content = Digested(tar.extractfile(member))
        if member.name == SUMS:
            compare_sums(content, sums, member.size)
        elif table := order.table:
            yield Rows(table, unpacked(content.read(LARGEST_PIECE), member.name))
        elif name := order.file:
            yield StoredFile(name, member.size, content)
        while content.read(BLOCK):  # what nobody read
            pass
        sums.write(sum_line(content.digest.hexdigest(), member.name))
    if order.last != SUMS:
        raise Unusable(f"Kopian slutar utan {SUMS}.")


class Order:
    """Which part may come next: manifest, rows table by table, files by name, sums. So none can come twice."""

    def __init__(self) -> None:
        self.last = self.table = self.file = ""
        self._at: tuple = ()

    def expect(self, name: str) -> None:
        """Raises Unusable when a part with the name may not stand here."""
        self.table = self.file = ""
        rows = ROW_PIECE.fullmatch(name)
        if rows:
            self.table = rows[1]
            at = (1, (rows[1],), int(rows[2]))
            following = self._at[:2] == at[:2] and self._at[2] + 1 == at[2]
            allowed = following or (at[2] == 1 and self._at[:2] < at[:2])
        elif name.startswith(f"{FILES}/") and PLAIN_NAME.fullmatch(name):
            self.file = name.removeprefix(f"{FILES}/")
            at = (2, PurePosixPath(self.file).parts, 0)
            allowed = self._at < at
        else:
            at = {MANIFEST: (0, (), 0), SUMS: (3, (), 0)}.get(name, ())
            allowed = bool(at) and self._at < at
        if not allowed or (not self._at and at[0] != 0):
            raise Unusable(f"{name!a} hör inte hemma i kopian, eller inte på den platsen.")
        self.last, self._at = name, at


def compare_sums(content: Digested, counted: IO[bytes], size: int) -> None:
    """Compare the sums of the backup with those counted while it was read. Raises Unusable."""
    same = counted.tell() == size
    counted.seek(0)
    while same and (block := content.read(BLOCK)):
        same = block == counted.read(len(block))
    if not same:
        raise Unusable(f"{SUMS} stämmer inte med kopians delar: någon saknas, är en för mycket eller har ändrats.")


def unpacked(data: bytes, name: str) -> bytes:
    """A piece of rows, never more than PIECE bytes of it. Raises Unusable."""
    machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    found = machine.decompress(data, PIECE)
    if not machine.eof or machine.unused_data:
        raise Unusable(f"{name!a} i kopian är större än den får vara, eller avbruten.")
    return found


class Bounded:
    """The first bytes of a file."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data
