"""Deleting so that it can be undone: the thing and its rows become values in the trash, and rows again if restored."""

import json
from contextlib import suppress

from django.core import serializers
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, models, router, transaction
from django.db.models.deletion import Collector
from django.utils import timezone

from pledges import revisions
from pledges.models import DeletedThing, Versioned
from portal.models import User

TAKEN = "Det går inte att återställa nu: något annat har tagit dess plats, till exempel adressen eller perioden."


class Taken(Exception):
    """Something else is where the thing was; the message says so in Swedish."""


class Everything(Collector):
    """Finds each row that a deletion takes with it. None is passed by for the sake of speed."""

    def can_fast_delete(self, *args, **kwargs) -> bool:
        return False

    def rows(self) -> list[models.Model]:
        return [row for found in self.data.values() for row in found]

    def links(self) -> list[list]:
        """[kind, key, column, value] of each row that stays and will point at nothing."""
        return [
            [row._meta.label_lower, row.pk, field.attname, getattr(row, field.attname)]
            for (field, _), found in self.field_updates.items()
            for rows in found
            for row in (rows if isinstance(rows, models.QuerySet | list) else [rows])
            if row.pk not in {gone.pk for gone in self.data.get(type(row), ())}
        ]


@transaction.atomic
def put(item: Versioned, *, by: User) -> DeletedThing:
    """Delete the thing and keep it in the trash. Raises ProtectedError when something that stays needs it."""
    revisions.record(item, revisions.Verb.DELETED, by=by)
    found = Everything(using=router.db_for_write(type(item)), origin=item)
    found.collect([item])
    kept = DeletedThing.objects.create(
        kind=item._meta.label_lower,
        key=str(item.pk),
        municipality_id=revisions.municipality_of(item),
        subject=str(item)[:300],
        rows=json.loads(serializers.serialize("json", found.rows())),
        links=found.links(),
        deleted_at=timezone.now(),
        deleted_by=by,
    )
    item.delete()
    return kept


@transaction.atomic
def restore(thing: DeletedThing, *, by: User) -> Versioned:
    """Make the rows again, with the keys that they had. Raises Taken when something has taken their place."""
    try:
        with transaction.atomic():
            rows = [made.object for made in made_again(thing)]
            relink(thing.links, rows)
    except (IntegrityError, DeserializationError) as taken:
        raise Taken(TAKEN) from taken
    row = next(row for row in rows if row._meta.label_lower == thing.kind)
    item = type(row)._default_manager.get(pk=row.pk)
    revisions.record(item, revisions.Verb.RESTORED, by=by)
    thing.delete()
    return item


def made_again(thing: DeletedThing) -> list:
    made = list(serializers.deserialize("json", json.dumps(thing.rows), ignorenonexistent=True))
    for row in made:
        row.save(save_m2m=False)  # the links between rows are rows of their own here
    connection.check_constraints()
    return made


def relink(links: list[list], rows: list[models.Model]) -> None:
    """Let the rows that pointed at these do so again, where they are left and point at nothing."""
    kinds = {
        link.related_model._meta.label_lower: link.related_model for row in rows for link in row._meta.related_objects
    }
    for kind, key, column, value in links:
        with suppress(ObjectDoesNotExist):
            row = kinds[kind]._default_manager.get(pk=key)
            if getattr(row, column) is None:
                setattr(row, column, value)
                row.save(update_fields=[column])
