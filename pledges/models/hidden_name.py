"""Names that are no longer shown, and what the editions that showed them said, kept out of everybody's reach."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pledges.querysets import HiddenNameQuerySet

from .municipality import Municipality


class HiddenName(models.Model):
    """A person's name that a kommun's pages no longer show, from which day and why. The record itself stays."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="hidden_names", verbose_name="kommun")
    name = models.CharField("namn", max_length=150, help_text="Som det står på sidan.")
    reason = models.CharField(
        "skäl", max_length=300, help_text="Visas på sidorna. Skriv inte namnet, och inga andra personuppgifter."
    )
    hidden_on = models.DateField("dolt från och med", editable=False)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name="av"
    )

    objects = HiddenNameQuerySet.as_manager()

    class Meta:
        verbose_name = "dolt namn"
        verbose_name_plural = "dolda namn"
        ordering = ("-hidden_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "name"),
                name="hidden_name_once",
                violation_error_message="Namnet är redan dolt i kommunen.",
            ),
            models.CheckConstraint(name="hidden_name_has_reason", condition=~Q(name="") & ~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.municipality}"


class SealedEdition(models.Model):
    """What an edition said, to the letter, before the first name in it was hidden. No page or file shows it.

    `kind` and `key` name the edition, as in `Revision`.
    """

    kind = models.CharField("slag", max_length=60)
    key = models.CharField("nyckel", max_length=40)
    hidden_name = models.ForeignKey(HiddenName, models.PROTECT, related_name="sealed", verbose_name="dolt namn")
    content = models.JSONField("innehåll")
    content_sha256 = models.CharField("innehållets SHA-256", max_length=64)
    approvals = models.JSONField("godkänd av")
    pdf = models.FileField("PDF", max_length=200, blank=True)
    pdf_sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = "förseglad utgåva"
        verbose_name_plural = "förseglade utgåvor"
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="sealed_edition_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
