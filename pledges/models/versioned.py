"""The number that tells whether a thing has changed since somebody opened it."""

from django.db import models


class Versioned(models.Model):
    """Edited by forms. Only `pledges.revisions` raises the number: by one for each save or step."""

    version = models.PositiveIntegerField("version", default=1, db_default=1, editable=False)

    class Meta:
        abstract = True
