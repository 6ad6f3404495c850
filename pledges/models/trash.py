"""The trash: what was deleted in the back office, kept so that it can be put back."""

from django.conf import settings
from django.db import models

from pledges.querysets import DeletedThingQuerySet

from .municipality import Municipality


class DeletedThing(models.Model):
    """A deleted thing with all its rows, as values. It is nowhere else, so it can neither show nor stand in the way.

    `rows` are in the shape of django.core.serializers; `links` are [kind, key, field, value] of rows that pointed at
    what was deleted, and stayed.
    """

    kind = models.CharField("slag", max_length=60)
    key = models.CharField("nyckel", max_length=40)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, related_name="deleted_things", verbose_name="kommun"
    )
    subject = models.CharField("vad", max_length=300)
    rows = models.JSONField("rader")
    links = models.JSONField("hänvisningar", default=list)
    deleted_at = models.DateTimeField("raderad", db_index=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="raderad av"
    )

    objects = DeletedThingQuerySet.as_manager()

    class Meta:
        verbose_name = "raderad sak"
        verbose_name_plural = "papperskorg"
        ordering = ("-deleted_at", "-pk")

    def __str__(self) -> str:
        return self.subject
