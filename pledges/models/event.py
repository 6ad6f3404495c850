"""The public history: what was published, corrected or withdrawn, when and by whom."""

from django.conf import settings
from django.db import models

from pledges.querysets import PublicEventQuerySet

from .municipality import Municipality
from .vocabulary import Theme


class PublicEvent(models.Model):
    """One public step in the life of something; written in the same transaction as the step itself."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", "Publicerad"
        CORRECTED = "corrected", "Rättad"
        WITHDRAWN = "withdrawn", "Tillbakadragen"

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="events", verbose_name="kommun")
    kind = models.CharField("händelse", max_length=12, choices=Kind)
    subject = models.CharField("vad", max_length=300)
    path = models.CharField("adress", max_length=300)
    note = models.TextField("anmärkning", blank=True)
    happened_at = models.DateTimeField("när", db_index=True)
    themes = models.ManyToManyField(Theme, related_name="+", verbose_name="teman")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vem")

    objects = PublicEventQuerySet.as_manager()

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ("-happened_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def headline(self) -> str:
        """The subject with its kommun first, as lists of many kommuner need it."""
        name = f"{self.municipality.name}: "
        return self.subject if self.subject.startswith(name) else name + self.subject
