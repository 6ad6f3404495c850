"""A PDF written object by object, so that memory does not follow its length: only where each object lies is kept.

ISO 32000-1: 7.5.7 object streams, 7.5.8 cross-reference streams.
"""

import zlib
from array import array
from typing import BinaryIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
TOGETHER = 200  # objects in one object stream
PLACE_BYTES = 5
INDEX_BYTES = 2


class Writer:
    """Writes to a file that is open for writing, from its beginning or from where an earlier writer had come.

    `where` and `inside` say for object n, at n - 1: its place in the file and 0; or, for one in an object stream,
    its index there and the stream's number.
    """

    def __init__(self, file: BinaryIO, where: bytes = b"", inside: bytes = b"") -> None:
        self.file = file
        self.where, self.inside = array("Q", where), array("Q", inside)
        self._waiting: list[tuple[int, bytes]] = []
        if not file.tell():
            file.write(HEADER)

    def new(self) -> int:
        """The number of an object that is to be written."""
        self.where.append(0)
        self.inside.append(0)
        return len(self.where)

    def put(self, number: int, body: bytes) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, body))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def put_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream; `entries` are those of its dictionary, without its length."""
        self.where[number - 1] = self.file.tell()
        self.file.write(b"%d 0 obj\n<< %s /Length %d >>\nstream\n" % (number, entries, len(data)))
        self.file.write(data)
        self.file.write(b"\r\nendstream\nendobj\n")  # clear whatever the data ends with: portal.pdf.streams

    def flush(self) -> None:
        """Write what waits, together and compressed."""
        if not self._waiting:
            return
        stream = self.new()
        index, bodies, offset = [], [], 0
        for place, (number, body) in enumerate(self._waiting):
            self.where[number - 1], self.inside[number - 1] = place, stream
            index.append(b"%d %d" % (number, offset))
            bodies.append(body)
            offset += len(body) + 1
        first = b" ".join(index) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(bodies), len(first))
        self.put_stream(stream, entries, zlib.compress(first + b"\n".join(bodies)))
        self._waiting = []

    def finish(self, entries: bytes) -> None:
        """Write where everything is; `entries` are the trailer's."""
        self.flush()
        number = self.new()
        start = self.file.tell()
        self.where[number - 1] = start
        table = bytearray(b"\x00" + bytes(PLACE_BYTES) + b"\xff" * INDEX_BYTES)  # object 0 is never used
        for where, inside in zip(self.where, self.inside, strict=True):
            kind, place, index = (2, inside, where) if inside else (1 if where else 0, where, 0)
            table += bytes([kind]) + place.to_bytes(PLACE_BYTES, "big") + index.to_bytes(INDEX_BYTES, "big")
        widths = b"/Type /XRef /W [ 1 %d %d ] /Size %d" % (PLACE_BYTES, INDEX_BYTES, number + 1)
        self.put_stream(number, widths + b" /Filter /FlateDecode " + entries, zlib.compress(bytes(table)))
        self.file.write(b"startxref\n%d\n%%%%EOF\n" % start)
