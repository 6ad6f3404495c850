"""Old pages that have come in: what each said, what was proposed of it, and what editors have decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from pledges.querysets import ImportedPageQuerySet

from .municipality import Municipality
from .pledge import Pledge
from .versioned import Versioned


class ImportedPage(Versioned):
    """A page of medborgarlöften as it was received, with its reading. Nothing public refers to it.

    `sha256` is of the text of its lines, so that the same page is received once however its file was written.
    `lines`, `pieces` and `decisions` are as pledges.importing.pieces has them; only what is decided ever changes.
    `undecided` counts the pieces that wait for a decision: drafts are made of a page when there are none.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Väntar på granskning"
        REVIEW = "review", "Granskas"
        DRAFTED = "drafted", "Utkast gjorda"
        ASIDE = "aside", "Lagd åt sidan"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="imported_pages", verbose_name="kommun")
    title = models.CharField("sidans rubrik", max_length=200)
    source_address = models.URLField("hämtad från", blank=True, max_length=500)
    fetched_on = models.DateField("hämtad den", null=True, blank=True)
    file_name = models.CharField("filens namn", max_length=200, blank=True)
    original = models.BinaryField("filen som den kom")
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    lines = models.JSONField("rader", editable=False)
    pieces = models.JSONField("förslag", editable=False)
    decisions = models.JSONField("beslut", default=dict, editable=False)
    undecided = models.PositiveIntegerField("kvar att bestämma", editable=False)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="replaced_by", verbose_name="kom efter"
    )
    pledges = models.ManyToManyField(
        Pledge, related_name="imported_pages", blank=True, editable=False, verbose_name="blev"
    )

    state = models.CharField("läge", max_length=10, choices=State, default=State.WAITING, editable=False)
    state_changed_at = models.DateTimeField("läget ändrat", null=True, editable=False)
    state_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="av"
    )
    reason = models.CharField("varför den lades åt sidan", max_length=300, blank=True, editable=False)
    received_at = models.DateTimeField("kom in", auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name="lämnad av"
    )

    objects = ImportedPageQuerySet.as_manager()

    class Meta:
        verbose_name = "importerad sida"
        verbose_name_plural = "importerade sidor"
        ordering = ("-received_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "sha256"), name="imported_page_once"),
            models.CheckConstraint(name="imported_page_is_hashed", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="imported_page_state_known",
                condition=Q(state__in=("waiting", "review", "drafted", "aside")),
            ),
            models.CheckConstraint(
                name="imported_page_state_has_actor",
                condition=Q(state="waiting") | Q(state_changed_at__isnull=False, state_changed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="imported_page_drafted_when_decided", condition=~Q(state="drafted") | Q(undecided=0)
            ),
            models.CheckConstraint(name="imported_page_aside_has_reason", condition=~Q(state="aside") | ~Q(reason="")),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.title}"

    @property
    def is_open(self) -> bool:
        """Whether decisions can be made."""
        return self.state in (self.State.WAITING, self.State.REVIEW)
