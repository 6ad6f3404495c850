"""Where a kommun stands in public, in one row: what lists and overviews of many kommuner read."""

from django.db import models

from followups.querysets import OverviewQuerySet
from pledges.models import Municipality


class MunicipalityOverview(models.Model):
    """What is derived from a kommun's public pledges and follow-ups, written by `followups.overview` alone.

    `pledges`: [{"slug", "title", "part", "availability", "starts_on", "ends_on"}], newest first.
    `reports`: [{"slug", "year", "first", "last", "half", "reported_on"}] of the latest years.
    `statuses`: how many activities of the newest pledge with a text stand where, {status: count}.
    Days are ISO strings. What depends on the day (in force, due, late) is not stored.
    """

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, primary_key=True, related_name="overview", verbose_name="kommun"
    )
    pledges = models.JSONField("medborgarlöften", default=list)
    reports = models.JSONField("uppföljningar", default=list)
    statuses = models.JSONField("lägen", default=dict)
    has_demo_answers = models.BooleanField("påhittade svar", default=False)

    objects = OverviewQuerySet.as_manager()

    class Meta:
        verbose_name = "läget i en kommun"
        verbose_name_plural = "läget i kommunerna"

    def __str__(self) -> str:
        return f"Läget i {self.municipality_id}"
