"""Unsaved work: what somebody has typed in a form of the back office and not saved yet."""

from django.conf import settings
from django.db import models

from pledges.querysets import UnsavedWorkQuerySet


class UnsavedWork(models.Model):
    """What a form held when it was last typed in. Its writer's alone, until it is saved or thrown away.

    `kind` and `key` name the thing, with an empty key for one that is not there yet. `fields` are [name, value] as
    a browser sends them, without passwords and files. `opened_version` tells what the writer had read.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    kind = models.CharField("slag", max_length=60)
    key = models.CharField("nyckel", max_length=40, blank=True)
    opened_version = models.CharField("öppnades vid version", max_length=40, blank=True)
    fields = models.JSONField("fält", default=list)
    saved_at = models.DateTimeField("sparat", db_index=True)

    objects = UnsavedWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "osparat arbete"
        verbose_name_plural = "osparat arbete"
        constraints = (models.UniqueConstraint(fields=("user", "kind", "key"), name="unsaved_work_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()
