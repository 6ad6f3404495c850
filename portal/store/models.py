"""What has changed in public, line by line: the versions that stored pages are compared with."""

from django.db import connection, models
from django.db.models import Sum

# Sums stay the same, so no page is made anew for it.
COMPACT = """
WITH gone AS (DELETE FROM portal_publicchange RETURNING name, mark)
INSERT INTO portal_publicchange (name, mark) SELECT name, sum(mark) FROM gone GROUP BY name
"""


class PublicChangeQuerySet(models.QuerySet):
    def versions(self) -> dict[str, str]:
        """The version of each name that something has changed for."""
        found = self.values_list("name").annotate(version=Sum("mark")).order_by()
        return {name: str(version) for name, version in found}

    def compact(self) -> int:
        """Make one line of each name's lines. How many there are now."""
        with connection.cursor() as cursor:
            cursor.execute(COMPACT)
            return cursor.rowcount


class PublicChange(models.Model):
    """That something public of that name has changed. Written by triggers alone (portal.store.watches).

    The name's version is the sum of its lines' marks. These are drawn at random, so that a version never comes again,
    not even when an older backup is put back; and lines are only added, so that nobody who publishes waits for another.
    """

    name = models.CharField(max_length=40, db_index=True)
    mark = models.DecimalField(max_digits=60, decimal_places=0)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "offentlig ändring"
        verbose_name_plural = "offentliga ändringar"

    def __str__(self) -> str:
        return self.name
