"""What has been loaded from fixtures, so that a later load brings back nothing that an editor changed or removed."""

from django.db import models

from pledges.querysets import LoadedItemQuerySet


class LoadedItem(models.Model):
    """That an item of a fixture file was loaded once; the key is the file's place and the item's own."""

    key = models.CharField("nyckel", max_length=200, primary_key=True)
    loaded_at = models.DateTimeField("inläst", auto_now_add=True)

    objects = LoadedItemQuerySet.as_manager()

    class Meta:
        verbose_name = "inläst post"
        verbose_name_plural = "inlästa poster"

    def __str__(self) -> str:
        return self.key
