"""What the loading of one kommun's file knows: whose it is, what was loaded before, and how a row is stored."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from pledges.models import LoadedItem, Municipality, Place, Pledge
from portal.models import User

from .shapes import Entry
from .vocabulary import Vocabulary


@dataclass
class Loading:
    """One kommun's file while it is loaded. `prefix` begins the keys of all that comes from the file."""

    prefix: str
    municipality: Municipality
    source: str
    robot: User
    vocabulary: Vocabulary
    places: dict[str, Entry] = field(default_factory=dict)
    found_places: dict[str, Place] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    created: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = LoadedItem.objects.keys_below(f"{self.prefix}/")

    def is_new(self, kind: str, name: str) -> bool:
        """Whether the item has never been loaded; from now on it has."""
        key = f"{self.prefix}/{kind}/{name}"[:200]
        if key in self.seen:
            return False
        self.seen.add(key)
        LoadedItem.objects.create(key=key)
        return True

    def count(self, kind: str) -> None:
        self.created[kind] = self.created.get(kind, 0) + 1

    def pledge(self, entry: Entry, slug: str) -> Pledge:
        """The kommun's pledge with that address."""
        found = Pledge.objects.of(self.municipality).with_address(slug).first()
        if found is None:
            raise entry.problem(f"kommunen har inget medborgarlöfte med adressen ”{slug}”.")
        return found

    def place(self, entry: Entry, name: str) -> Place:
        """The place that the file describes under that name; created when a first activity names it."""
        if name not in self.places:
            raise entry.problem(f"platsen ”{name}” finns inte i filens lista över platser.")
        if name not in self.found_places:
            described = self.places[name]
            self.found_places[name], _ = Place.objects.get_or_create(
                municipality=self.municipality,
                name=name,
                within=described.get("within", ""),
                defaults=described.only("kind"),
            )
        return self.found_places[name]

    def moment(self, day: datetime.date | None) -> datetime.datetime | None:
        """When the demonstration pretends to have published something; real things are published now."""
        return moment(day) if day and self.municipality.is_demo else None


def moment(day: datetime.date) -> datetime.datetime:
    """Nine in the morning of the day, in Sweden."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


def store(row: models.Model, entry: Entry) -> None:
    """Save the row. Raises ImportProblem, with the model's own words, when it is not valid."""
    try:
        row.clean_fields(exclude={column.name for column in row._meta.fields if not column.editable})
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise entry.problem(" ".join(error.messages)) from None
    except IntegrityError as error:
        raise entry.problem(_refusal(row) or str(error)) from None


def _refusal(row: models.Model) -> str:
    """Why the database refused the row, in the model's words; asked only then, at a query per constraint."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def store_all(rows: Iterable[tuple[Any, Entry]]) -> None:
    """Save rows in the order of the file, numbered from 1."""
    for order, (row, entry) in enumerate(rows, 1):
        row.order = order
        store(row, entry)


def beginning_with(entry: Entry, rows: Iterable, start: str):
    """The one row whose text begins so. Raises ImportProblem when there is none, or several."""
    found = [row for row in rows if row.text.startswith(start)]
    if len(found) != 1:
        raise entry.problem(f"{'ingen text' if not found else 'mer än en text'} börjar med ”{start}”.")
    return found[0]
