"""The state that everything shown in public has: who put it there, when, and why it was taken away."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .versioned import Versioned


class State(models.TextChoices):
    DRAFT = "draft", "Utkast"
    PUBLISHED = "published", "Publicerad"
    WITHDRAWN = "withdrawn", "Tillbakadragen"


class Publishable(Versioned):
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


class Stage(models.TextChoices):
    """Where the working copy is on its way to the next edition; the public state is another matter."""

    EDITING = "editing", "Skrivs"
    REVIEW = "review", "Granskas"
    APPROVED = "approved", "Godkänd av båda"


class Reviewed(Publishable):
    """A Publishable that both parties approve before it is shown. Only `pledges.workflow` changes the stage."""

    stage = models.CharField("steg", max_length=8, choices=Stage, default=Stage.EDITING, editable=False)
    stage_changed_at = models.DateTimeField("steget ändrat", null=True, editable=False)
    stage_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="av"
    )
    review_comment = models.TextField("kommentar vid återsändning", blank=True, editable=False)
    change_note = models.TextField("vad som ändrats", blank=True, editable=False)
    publish_at = models.DateTimeField("publiceras", null=True, blank=True, editable=False)

    class Meta(Publishable.Meta):
        abstract = True
        constraints = (
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_stage_has_actor",
                condition=Q(stage=Stage.EDITING) | Q(stage_changed_at__isnull=False, stage_changed_by__isnull=False),
            ),
            models.CheckConstraint(name="%(class)s_stage_known", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(
                name="%(class)s_set_time_is_approved",
                condition=Q(publish_at__isnull=True) | Q(stage=Stage.APPROVED),
            ),
        )
