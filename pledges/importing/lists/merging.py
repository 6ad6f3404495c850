"""Lets the portal say what a list says: the whole file or nothing, as often as one likes, and never over an editor.

What is missing is created; what has only been loaded before follows the list. What a person has changed or removed
is left as it is and told of by row, until somebody asks for the list to decide.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from pledges import revisions
from pledges.importing.csv_files import Columns, CsvRow, Unreadable
from pledges.models import LoadedItem, Revision
from portal.models import User


@dataclass(frozen=True)
class Wanted:
    """What a row asks for: the item as it is to be, and the one that is there already.

    `key` is what the portal remembers it by; `decided` are the fields that the list has a say in; `edited_in` is the
    thing whose history tells whether a person has changed the item, where that is not the item itself.
    """

    row: int
    key: str
    item: models.Model
    there: models.Model | None
    decided: tuple[str, ...]
    edited_in: models.Model | None = None

    @property
    def differences(self) -> list[str]:
        """What the portal has otherwise, in words: "slag: Gata eller torg → Väg eller vägsträcka"."""
        changed = [name for name in self.decided if getattr(self.there, name) != getattr(self.item, name)]
        fields = [self.item._meta.get_field(name) for name in changed]
        return [f"{one.verbose_name}: {_shown(self.there, one)} → {_shown(self.item, one)}" for one in fields]


@dataclass(frozen=True)
class Kind:
    """A kind of list: the name that its items are remembered under, its columns, how its rows are read.

    `read(by)` gives a reader of one row, which raises ValueError in Swedish. `write(item, by=, is_new=)` saves the item
    with its history; `refusal(item)` says why it may not be changed by a list, or "". `after` is told what was written.
    """

    name: str
    columns: Columns
    read: Callable[[User], Callable[[CsvRow], Wanted]]
    write: Callable[..., None]
    refusal: Callable[[models.Model], str] = lambda _item: ""
    after: Callable[[Iterable[models.Model]], None] = lambda _items: None


@dataclass
class Merged:
    """What a list changes, or would; `kept` tells of the rows that were left, in Swedish."""

    new: int = 0
    unchanged: int = 0
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    written: list[models.Model] = field(default_factory=list)

    def __str__(self) -> str:
        counts = (self.new, len(self.changed), len(self.kept), self.unchanged)
        return "Nya: {}. Ändrade: {}. Lämnade: {}. Oförändrade: {}.".format(*counts)


@transaction.atomic
def merge(kind: Kind, rows: list[CsvRow], *, by: User, overwrite: bool = False, pretend: bool = False) -> Merged:
    """Carry out the list. Raises Unreadable with all that is wrong; then, and with `pretend`, nothing is written."""
    problems: list[str] = []
    wanted = list(_read(kind.read(by), rows, problems))
    merged, seen = Merged(), LoadedItem.objects.keys_below(f"lista/{kind.name}/")
    for one in wanted:
        try:
            _act(kind, one, merged, seen=seen, by=by, overwrite=overwrite)
        except ValidationError as error:
            problems.append(f"Rad {one.row}: {' '.join(error.messages)}")
    if problems:
        raise Unreadable(problems)
    kind.after(merged.written)
    if pretend:
        transaction.set_rollback(True)
    return merged


def _read(reader: Callable[[CsvRow], Wanted], rows: list[CsvRow], problems: list[str]) -> Iterator[Wanted]:
    """What the rows ask for; what is wrong with them goes among the problems."""
    first: dict[str, int] = {}
    for row in rows:
        try:
            wanted = reader(row)
        except ValueError as error:
            problems.append(f"Rad {row.number}: {error}")
            continue
        if wanted.key in first:
            problems.append(f"Rad {row.number}: samma som rad {first[wanted.key]}. Ta bort den ena.")
            continue
        first[wanted.key] = row.number
        yield wanted


def _act(kind: Kind, wanted: Wanted, merged: Merged, *, seen: set[str], by: User, overwrite: bool) -> None:
    memory = f"lista/{kind.name}/{wanted.key}"[:200]
    differences = wanted.differences if wanted.there else []
    told = f"Rad {wanted.row}: {wanted.there or wanted.item}"
    if wanted.there is None and memory in seen and not overwrite:
        merged.kept.append(f"{told} har tagits bort i portalen sedan den lästes in, och läggs inte till igen.")
    elif wanted.there and not differences:
        merged.unchanged += 1
    elif wanted.there and (why := kind.refusal(wanted.there) or ("" if overwrite else _edited(wanted))):
        merged.kept.append(f"{told} {why} ({'; '.join(differences)}).")
    else:
        _save(kind, wanted, by=by)
        merged.written.append(wanted.there or wanted.item)
        if wanted.there:
            merged.changed.append(f"{told} ({'; '.join(differences)}).")
        else:
            merged.new += 1
    if memory not in seen:
        LoadedItem.objects.get_or_create(key=memory)


def _edited(wanted: Wanted) -> str:
    by_people = Revision.objects.of_thing(wanted.edited_in or wanted.there).by_people()
    return "har ändrats i portalen och skrivs inte över" if by_people.exists() else ""


def _save(kind: Kind, wanted: Wanted, *, by: User) -> None:
    """Save the item, or what it says on the one that is there. Raises ValidationError in Swedish."""
    item = wanted.there or wanted.item
    for name in wanted.decided:
        setattr(item, name, getattr(wanted.item, name))
    item.clean_fields(exclude={column.name for column in item._meta.fields if not column.editable})
    try:
        with transaction.atomic():
            kind.write(item, by=by, is_new=wanted.there is None)
    except IntegrityError as error:
        item.validate_constraints()
        raise ValidationError(str(error)) from error


def write(item: models.Model, *, by: User, is_new: bool) -> None:
    """Save a thing that has a history of its own."""
    if not is_new:
        before = type(item)._default_manager.get(pk=item.pk)
        revisions.remember(item, lambda: revisions.described(before))
    item.save()
    verb = revisions.Verb.CREATED if is_new else revisions.Verb.SAVED
    revisions.record(item, verb, by=by, content=revisions.described(item), raises=not is_new)


def _shown(item: models.Model | None, column: models.Field) -> str:
    text = revisions.field_text(item, column) if item else ""
    short = text if len(text) <= 60 else f"{text[:60]}…"
    return f"”{short}”" if short else "tomt"
