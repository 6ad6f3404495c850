"""History: what was done with a thing in the back office, by whom and when, and what it said afterwards."""

from django.conf import settings
from django.db import models

from pledges.querysets import RevisionQuerySet

from .municipality import Municipality


class Revision(models.Model):
    """One save, step or deletion. `kind` and `key` name the thing, which may be gone.

    `content` is what it said afterwards, where that differs from what the revision before has. When only some rows
    of it were saved, `parts` are those, to be laid over what it said before (pledges.differences.laid_over). `by` is
    empty for what was there before the first save in the back office.
    """

    class Verb(models.TextChoices):
        FOUND = "found", "Så såg det ut innan"
        CREATED = "created", "Skapade"
        SAVED = "saved", "Sparade"
        SENT = "sent", "Skickade för granskning"
        APPROVED = "approved", "Godkände"
        RETURNED = "returned", "Skickade tillbaka"
        SCHEDULED = "scheduled", "Satte tid för publicering"
        PUBLISHED = "published", "Publicerade"
        WITHDRAWN = "withdrawn", "Drog tillbaka"
        DELETED = "deleted", "Raderade"
        RESTORED = "restored", "Återställde"
        INVITED = "invited", "Bjöd in"
        RESET = "reset", "Återställde andra steget"

    kind = models.CharField("slag", max_length=60)
    key = models.CharField("nyckel", max_length=40)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, related_name="revisions", verbose_name="kommun"
    )
    subject = models.CharField("vad", max_length=300)
    version = models.PositiveIntegerField("version")
    verb = models.CharField("vad som gjordes", max_length=10, choices=Verb)
    note = models.TextField("anmärkning", blank=True)
    content = models.JSONField("innehåll", null=True)
    parts = models.JSONField("rader", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="vem")
    at = models.DateTimeField("när")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = "ändring"
        verbose_name_plural = "ändringar"
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("kind", "key", "-id"), name="revision_of_thing"),
            models.Index(fields=("municipality", "-at"), name="revision_of_municipality"),
        )
        constraints = (
            models.CheckConstraint(
                name="revision_has_actor", condition=models.Q(verb="found") | models.Q(by__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.subject}"
