"""Editions: what was published, frozen. The public pages read editions, never the working rows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pledges.fields import CountIn
from pledges.querysets import PledgeEditionQuerySet


class Edition(models.Model):
    """One frozen publication: its content as JSON and its PDF as bytes, each with a SHA-256, who and when.

    `content` is what the page, the PDF and the open data show; its shape is written by the app's
    `contents` module. An edition is never changed, but for names that are hidden (`pledges.hiding`); a correction is
    the next number.
    """

    owner: ClassVar[str]  # the field that leads to what it is an edition of

    number = models.PositiveSmallIntegerField("utgåva")
    content = models.JSONField("innehåll")
    content_sha256 = models.CharField("innehållets SHA-256", max_length=64)
    change_note = models.TextField("vad som ändrats", blank=True)
    approvals = models.JSONField("godkänd av", default=list)  # [{"party", "party_text", "name", "on", "text"}]
    published_at = models.DateTimeField("publicerad")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="publicerad av"
    )
    pdf = models.FileField("PDF", upload_to="editions", max_length=200)
    pdf_size = models.PositiveIntegerField("storlek i byte")
    pdf_pages = models.PositiveSmallIntegerField("antal sidor")
    pdf_sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(name="%(class)s_says_what_changed", condition=Q(number=1) | ~Q(change_note="")),
            models.CheckConstraint(name="%(class)s_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="%(class)s_pdf_hash", condition=Q(pdf_sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="%(class)s_content_hash", condition=Q(content_sha256__regex=r"^[0-9a-f]{64}$")),
        )

    def __str__(self) -> str:
        return f"Utgåva {self.number}"


class PledgeEdition(Edition):
    """A published edition of a pledge; what lists need is in columns beside the content."""

    owner = "pledge"

    pledge = models.ForeignKey("pledges.Pledge", models.CASCADE, related_name="editions", verbose_name="medborgarlöfte")
    title = models.CharField("rubrik", max_length=200)
    starts_on = models.DateField("gäller från och med")
    ends_on = models.DateField("gäller till och med")
    availability = models.CharField("vad som finns", max_length=10)
    promise_count = models.GeneratedField(
        expression=CountIn("content", "$.promises[*]"), output_field=models.IntegerField(), db_persist=True
    )
    activity_count = models.GeneratedField(
        expression=CountIn("content", "$.groups[*].activities[*]"), output_field=models.IntegerField(), db_persist=True
    )
    has_easy_summary = models.BooleanField("lättläst sammanfattning", default=False, db_default=False)

    objects = PledgeEditionQuerySet.as_manager()

    class Meta(Edition.Meta):
        verbose_name = "utgåva"
        verbose_name_plural = "utgåvor"
        ordering = ("pledge", "-number")
        constraints = (
            *Edition.Meta.constraints,
            models.UniqueConstraint(fields=("pledge", "number"), name="pledge_edition_number_once"),
        )
