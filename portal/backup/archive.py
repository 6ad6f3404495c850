"""How a backup is written: a tar that any program opens, and after it one line that seals every byte before.

    kopia.json                    what it is: format, day, migrations, tables with their columns and rows
    databas/<table>/00001.gz      the rows as PostgreSQL's COPY writes them, in pieces of PIECE bytes
    filer/<name>                  the files of storage
    SHA256SUMS                    of each of these, as sha256sum writes and checks it

Written and read from end to end, in the same memory for any size.
"""

import gzip
import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterable
from typing import IO, BinaryIO

from django.utils.crypto import salted_hmac

FORMAT = 1
MANIFEST, SUMS = "kopia.json", "SHA256SUMS"
ROWS, FILES = "databas", "filer"
PIECE = 4 * 2**20  # bytes of rows before they are compressed
SEAL = b"\nmedborgarloften sha256=%s sigill=%s\n"
SEAL_LENGTH = len(SEAL % (b"0" * 64, b"0" * 64))


class Archive:
    """A backup that is being written to a file; whole when `close` has returned."""

    def __init__(self, file: BinaryIO, manifest: dict, moment: float) -> None:
        self._out = Digested(file)
        self._tar = tarfile.open(fileobj=self._out, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - until close
        self._sums = tempfile.TemporaryFile()  # noqa: SIM115 - the same
        self._moment = moment
        self._add_bytes(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._out.size

    def add_rows(self, table: str, blocks: Iterable[bytes]) -> None:
        """A table's rows, as COPY hands them out."""
        for number, piece in enumerate(pieces(blocks), 1):
            self._add_bytes(f"{ROWS}/{table}/{number:05}.gz", gzip.compress(piece, 1, mtime=0))

    def add_file(self, name: str, content: IO[bytes], size: int) -> None:
        """The first `size` bytes of a stored file. Raises OSError when it has fewer."""
        self._add(f"{FILES}/{name}", content, size)

    def close(self) -> None:
        """Write the sums and the seal."""
        size = self._sums.tell()
        self._sums.seek(0)
        self._add(SUMS, self._sums, size)
        self._sums.close()
        self._tar.close()
        self._out.write_undigested(sealed(self._out.digest.hexdigest()))

    def _add_bytes(self, name: str, data: bytes) -> None:
        self._add(name, io.BytesIO(data), len(data))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime = size, int(self._moment)
        source = Digested(content)
        self._tar.addfile(member, source)
        self._tar.members.clear()  # it would remember each one
        if name != SUMS:
            self._sums.write(sum_line(source.digest.hexdigest(), name))


class Digested:
    """A file with the SHA-256 and the length of all that has passed through it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._count(data)
        return data

    def write(self, data: bytes) -> int:
        self._count(data)
        return self._file.write(data)

    def write_undigested(self, data: bytes) -> None:
        self._file.write(data)

    def _count(self, data: bytes) -> None:
        self.digest.update(data)
        self.size += len(data)


def pieces(blocks: Iterable[bytes]) -> Iterable[bytes]:
    """The same bytes in pieces of PIECE, the last one shorter; none of nothing."""
    waiting = bytearray()
    for block in blocks:
        waiting += block
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)


def sum_line(digest: str, name: str) -> bytes:
    return f"{digest}  {name}\n".encode()


def sealed(digest: str) -> bytes:
    """The last line of a backup whose other bytes have the SHA-256. Without our key nobody can write it."""
    return SEAL % (digest.encode(), seal(digest).encode())


def seal(digest: str, key: str | None = None) -> str:
    return salted_hmac("portal.backup", digest, secret=key, algorithm="sha256").hexdigest()
