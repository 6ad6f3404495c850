"""A ZIP that is sent as it is written, so that it needs no disk and little memory."""

import io
import zipfile
from collections.abc import Iterable, Iterator

Member = tuple[zipfile.ZipInfo, Iterable[bytes]]


class Outlet(io.RawIOBase):
    """Keeps what is written until it is taken. It cannot be rewound, which the ZIP then takes into account."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        parts, self.parts = self.parts, []
        return b"".join(parts)


def member(name: str, at: tuple[int, int, int, int, int, int], *, is_compressed: bool = False) -> zipfile.ZipInfo:
    """A file in the ZIP. One that `is_compressed` already is put in as it is."""
    info = zipfile.ZipInfo(name, at)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if is_compressed else zipfile.ZIP_DEFLATED
    return info


def zipped(members: Iterable[Member], *, are_large: bool = False) -> Iterator[bytes]:
    """The bytes of the ZIP. Say when a member may be over 2 GB, which not every reader understands."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for info, parts in members:
            with archive.open(info, "w", force_zip64=are_large) as target:
                for piece in parts:
                    target.write(piece)
                    if outlet.parts:
                        yield outlet.take()
    yield outlet.take()
