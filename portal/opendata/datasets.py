"""The declaration of a dataset, and all that are declared (settings.OPEN_DATA)."""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile

from portal.opendata.fields import Field, Record, Words
from portal.wiring import load

LICENCE = "http://creativecommons.org/publicdomain/zero/1.0/"  # CC0, as dataportal.se writes it


@dataclass(frozen=True)
class Parameter:
    """Something that a dataset can be narrowed down by. `method` is the queryset's own, called with the value."""

    name: str
    title: str
    pattern: str
    sv: str
    en: str
    example: str
    method: str
    is_number: bool = False

    def read(self, text: str) -> str | int | None:
        """The value; None for a text that cannot be one."""
        if not re.fullmatch(self.pattern, text, flags=re.ASCII):
            return None
        return int(text) if self.is_number else text


@dataclass(frozen=True)
class OpenFile:
    """A public file that belongs to a dataset: its name in the archive, and what it should be."""

    name: str
    stored: FieldFile
    sha256: str
    at: datetime.datetime


@dataclass(frozen=True)
class Frequency:
    """How often a dataset changes: the code of the EU's vocabulary, and in Swedish."""

    code: str
    sv: str


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """What there is, where it comes from and what it means.

    `parents` asks for the rows that records are made of, only what is public. `order` names columns of theirs that
    are unique together and in which the records come for good. `records` makes each parent's records; `size` is the
    column that says how many, when it is not one. An object's id begins with its parent's key.
    """

    slug: str
    schema: str
    title: Words
    description: Words
    keywords: Sequence[Words]
    theme: str
    frequency: Frequency
    fields: Sequence[Field]
    parents: Callable[[], QuerySet]
    order: tuple[str, ...]
    records: Callable[[Sequence[Any]], list[list[Record]]]
    parameters: Sequence[Parameter] = ()
    size: str = ""
    covers_country: bool = False
    file: Callable[[Model], OpenFile | None] | None = None
    file_size: str = ""

    def narrowed(self, values: dict[str, str | int]) -> QuerySet:
        """The parents, narrowed down by the parameters of those names."""
        rows = self.parents()
        for parameter in self.parameters:
            if parameter.name in values:
                rows = getattr(rows, parameter.method)(values[parameter.name])
        return rows


def datasets() -> list[Dataset]:
    """All, in the order in which the apps declare them."""
    return [dataset for declared in load("OPEN_DATA") for dataset in declared()]


def dataset_called(slug: str) -> Dataset | None:
    return next((dataset for dataset in datasets() if dataset.slug == slug), None)


def version() -> str:
    """Another text whenever something that is public has changed (settings.OPEN_DATA_VERSION)."""
    return "-".join(told() for told in load("OPEN_DATA_VERSION"))
