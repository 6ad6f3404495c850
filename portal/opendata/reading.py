"""Reading a dataset: all of it in pieces that never grow, a page of it, or one object."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from portal.opendata.datasets import Dataset, OpenFile
from portal.opendata.fields import Record
from portal.opendata.querysets import (
    count_records,
    keys_of_page,
    next_rows,
    row_with_key,
    rows_from,
    rows_with_keys,
)

AT_A_TIME = 12  # parents: a pledge's content is some tens of kilobytes, ten times that in memory


@dataclass(frozen=True)
class Part:
    """Some records, and how many there are in all."""

    records: list[Record]
    total: int


def pieces(dataset: Dataset, rows: QuerySet) -> Iterator[list[Record]]:
    """All records, some at a time, in order. What is published meanwhile may be among them or not."""
    for found in parents(dataset, rows):
        yield made(dataset, found)


def parents(dataset: Dataset, rows: QuerySet) -> Iterator[list[Model]]:
    """The parents, some at a time. Asked for page by page: no cursor and no transaction is held meanwhile."""
    last = None
    while found := list(next_rows(rows, dataset.order, last, AT_A_TIME)):
        yield found
        if len(found) < AT_A_TIME:
            return
        last = [getattr(found[-1], name) for name in dataset.order]


def part(dataset: Dataset, rows: QuerySet, first: int, count: int) -> Part:
    """The `count` records from number `first` (from 0). Two or three questions, and those of `Dataset.records`."""
    total = count_records(rows, dataset.size)
    if first >= total:
        return Part([], total)
    if not dataset.size:
        return Part(made(dataset, rows_from(rows, dataset.order, first, count)), total)
    keys = keys_of_page(rows, dataset.order, dataset.size, first, count)
    records = made(dataset, rows_with_keys(rows, dataset.order, [key for key, _ in keys]))
    skipped = first - keys[0][1] if keys else 0
    return Part(records[skipped : skipped + count], total)


def made(dataset: Dataset, rows: Iterable[Model]) -> list[Record]:
    """The records of some parents: the declared columns and no others, in their order."""
    names = [field.name for field in dataset.fields]
    return [{name: record[name] for name in names} for records in dataset.records(list(rows)) for record in records]


def one(dataset: Dataset, key: str) -> Record | None:
    """The object with that id, or None when nothing public has it."""
    row = row_with_key(dataset.parents(), key.partition("-")[0])
    return next((record for record in made(dataset, [row] if row else []) if record["id"] == key), None)


def files(dataset: Dataset) -> Iterator[OpenFile]:
    """The dataset's public files."""
    if dataset.file is None:
        return
    for found in parents(dataset, dataset.parents()):
        yield from filter(None, map(dataset.file, found))
