"""The files that a dataset is handed out as. Each is written piece by piece, whatever the number of records."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from portal.opendata.datasets import LICENCE, Dataset
from portal.opendata.fields import Record, in_a_cell
from portal.opendata.workbook import workbook
from portal.tables import safe

Pieces = Iterable[list[Record]]


def as_csv(dataset: Dataset, pieces: Pieces) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, without a mark before it. Texts that a spreadsheet would calculate get ' before them."""
    yield _lines([[field.name for field in dataset.fields]])
    for records in pieces:
        yield _lines([safe(in_a_cell(record[field.name])) for field in dataset.fields] for record in records)


def _lines(rows: Iterable[list]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode()


def as_json(dataset: Dataset, pieces: Pieces) -> Iterator[bytes]:
    """One object, whose `items` are the records just as they are."""
    head = {"dataset": dataset.slug, "license": LICENCE}
    yield _written(head)[:-1] + b',"items":['
    before = b"\n"
    for records in pieces:
        for record in records:
            yield before + _written(record)
            before = b",\n"
    yield b"\n]}\n"


def as_ndjson(dataset: Dataset, pieces: Pieces) -> Iterator[bytes]:
    """A record per line."""
    for records in pieces:
        yield b"".join(_written(record) + b"\n" for record in records)


def _written(value: dict) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Format:
    """`eu_code` is the format's code in the EU's vocabulary of file types."""

    suffix: str
    media_type: str
    eu_code: str
    title: str
    write: Callable[[Dataset, Pieces], Iterator[bytes]]

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8" if self.media_type == "text/csv" else self.media_type


FORMATS = (
    Format("csv", "text/csv", "CSV", "CSV", as_csv),
    Format("json", "application/json", "JSON", "JSON", as_json),
    Format("ndjson", "application/x-ndjson", "JSON", "NDJSON, en rad för varje objekt", as_ndjson),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        "Excel",
        workbook,
    ),
)
BY_SUFFIX = {form.suffix: form for form in FORMATS}
