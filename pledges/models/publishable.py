"""The state that everything shown in public has: who put it there, when, and why it was taken away."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    DRAFT = "draft", "Utkast"
    PUBLISHED = "published", "Publicerad"
    WITHDRAWN = "withdrawn", "Tillbakadragen"


class Publishable(models.Model):
    """A thing that is a draft, published or withdrawn. Only `pledges.publishing` changes the state."""

    state = models.CharField("läge", max_length=12, choices=State, default=State.DRAFT, editable=False)
    state_changed_at = models.DateTimeField("läget ändrat", null=True, editable=False)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="av"
    )
    withdrawal_reason = models.TextField("varför det drogs tillbaka", blank=True, editable=False)
    created_at = models.DateTimeField("skapad", auto_now_add=True)
    updated_at = models.DateTimeField("sparad", auto_now=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_state_has_actor",
                condition=Q(state=State.DRAFT) | Q(state_changed_at__isnull=False, state_changed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_has_reason",
                condition=~Q(state=State.WITHDRAWN) | ~Q(withdrawal_reason=""),
            ),
            models.CheckConstraint(name="%(class)s_state_known", condition=Q(state__in=State.values)),
        )

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED
