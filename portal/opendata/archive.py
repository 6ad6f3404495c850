"""Everything in one ZIP: each dataset in two formats, the PDFs, and last a list of it all with sizes and checksums."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import partial

from django.utils import timezone

from portal.opendata.datasets import LICENCE, Dataset, OpenFile, datasets
from portal.opendata.formats import as_csv, as_json
from portal.opendata.reading import files, pieces
from portal.opendata.zipping import Member, member, zipped
from portal.tables import csv_text

MANIFEST = ("fil", "byte", "sha256", "anmarkning")
GONE = "Filen kunde inte läsas när arkivet gjordes."
CHANGED = "Filen är inte den som publicerades."
README = (
    "Öppna data från portalen för medborgarlöften.\r\n\r\n"
    "data/ har varje datamängd som CSV och JSON. Text i CSV som ett kalkylprogram skulle räkna på har fått ' först.\r\n"
    "Övriga mappar har de publicerade PDF-filerna. innehall.csv räknar upp allt med storlek och SHA-256.\r\n\r\n"
    f"Licens: CC0 1.0, {LICENCE}\r\n"
    "Bilder och bifogade dokument kan ha egna upphovsmän.\r\n"
)


class Archive:
    """The ZIP as it is written; `rows` of the list grow with each file."""

    def __init__(self) -> None:
        self.at = (*timezone.localdate().timetuple()[:3], 0, 0, 0)  # the same data gives the same file all day
        self.rows: list[tuple[str, int, str, str]] = []

    def stream(self) -> Iterator[bytes]:
        return zipped(self._members(), are_large=True)

    def _members(self) -> Iterator[Member]:
        yield self._counted("LASMIG.txt", [README.encode()])
        for dataset in datasets():
            yield from self._data(dataset)
        for dataset in datasets():
            for file in files(dataset):
                yield self._file(file)
        yield member("innehall.csv", self.at), [csv_text([MANIFEST, *self.rows]).encode()]

    def _data(self, dataset: Dataset) -> Iterator[Member]:
        for suffix, write in (("csv", as_csv), ("json", as_json)):
            yield self._counted(f"data/{dataset.slug}.{suffix}", write(dataset, pieces(dataset, dataset.parents())))

    def _counted(self, name: str, parts: Iterable[bytes]) -> Member:
        return member(name, self.at), self._counting(name, parts)

    def _file(self, file: OpenFile) -> Member:
        at = timezone.localtime(file.at).timetuple()[:6]
        parts = _read(file)
        return member(file.name, at, is_compressed=True), self._counting(file.name, parts, expected=file.sha256)

    def _counting(self, name: str, parts: Iterable[bytes], expected: str = "") -> Iterator[bytes]:
        """The same parts; when they have passed, the list has its row."""
        seen, size, note = hashlib.sha256(), 0, ""
        try:
            for piece in parts:
                seen.update(piece)
                size += len(piece)
                yield piece
        except OSError:
            note = GONE
        if expected and not note and seen.hexdigest() != expected:
            note = CHANGED
        self.rows.append((name, size, seen.hexdigest(), note))


def _read(file: OpenFile) -> Iterator[bytes]:
    with file.stored.open("rb") as stored:
        yield from iter(partial(stored.read, 2**16), b"")
