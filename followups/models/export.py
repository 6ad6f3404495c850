"""An export: what somebody asked for, how far it has come, and the file while it is kept."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from followups.querysets import ExportQuerySet
from pledges.tertial import numbers_text
from portal.wording import NBSP


class Export(models.Model):
    """A file that is made on the queue for its owner alone, of the published follow-ups of a place and a time.

    `run` tells which run works with it: one that no longer finds its own here, with the state running, stops. So
    whoever cancels writes the state, and needs no answer. `done` and `total` are steps.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "kommun", "Kommun"
        AREA = "omrade", "Lokalpolisområde"
        COUNTY = "lan", "Län"
        REGION = "region", "Polisregion"
        COUNTRY = "landet", "Hela landet"

    class Form(models.TextChoices):
        PDF = "pdf", "En PDF med innehållsförteckning"
        ZIP = "zip", "Alla PDF:er var för sig (ZIP)"
        XLSX = "xlsx", "Kalkylblad (XLSX)"
        CSV = "csv", "Tabell (CSV)"

    class State(models.TextChoices):
        WAITING = "waiting", "Väntar"
        RUNNING = "running", "Görs"
        DONE = "done", "Klar"
        FAILED = "failed", "Misslyckades"
        CANCELLED = "cancelled", "Avbruten"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    kind = models.CharField("slags plats", max_length=8, choices=Kind)
    key = models.CharField("plats", max_length=100, blank=True)
    place = models.CharField("platsens namn", max_length=150)
    year = models.PositiveSmallIntegerField("år")
    tertials = ArrayField(models.PositiveSmallIntegerField(), verbose_name="tertial")
    form = models.CharField("format", max_length=4, choices=Form)
    state = models.CharField("läge", max_length=9, choices=State, default=State.WAITING)
    run = models.CharField(max_length=32, blank=True, editable=False)
    done = models.PositiveIntegerField("färdiga steg", default=0)
    total = models.PositiveIntegerField("steg", default=0)
    heartbeat = models.DateTimeField("livstecken", default=timezone.now)
    attempts = models.PositiveSmallIntegerField("gånger påbörjad", default=0)
    file = models.FileField("fil", upload_to="exports", max_length=200, blank=True)
    size = models.PositiveBigIntegerField("storlek i byte", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.TextField("fel", blank=True)
    created_at = models.DateTimeField("beställd", default=timezone.now)
    finished_at = models.DateTimeField("slut", null=True, blank=True)
    expires_at = models.DateTimeField("sparas till", null=True, blank=True, db_index=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "export"
        verbose_name_plural = "exporter"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "kind", "key", "year", "tertials", "form"),
                condition=Q(state__in=("waiting", "running")),
                name="export_under_way_once",
            ),
            models.CheckConstraint(name="export_tertials_1_to_3", condition=Q(tertials__contained_by=[1, 2, 3])),
            models.CheckConstraint(name="export_some_tertial", condition=Q(tertials__len__gte=1)),
            models.CheckConstraint(
                name="export_kind_known", condition=Q(kind__in=("kommun", "omrade", "lan", "region", "landet"))
            ),
            models.CheckConstraint(name="export_form_known", condition=Q(form__in=("pdf", "zip", "xlsx", "csv"))),
            models.CheckConstraint(
                name="export_place_named", condition=Q(kind="landet", key="") | (~Q(kind="landet") & ~Q(key=""))
            ),
            models.CheckConstraint(name="export_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="export_done_has_file",
                condition=Q(state="done", sha256__regex=r"^[0-9a-f]{64}$") & ~Q(file="")
                | ~Q(state="done") & Q(file=""),
            ),
            models.CheckConstraint(
                name="export_failed_says_why",
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
            ),
            models.CheckConstraint(
                name="export_ends_with_a_day",
                condition=Q(state__in=("waiting", "running"), finished_at__isnull=True, expires_at__isnull=True)
                | Q(state__in=("done", "failed", "cancelled"), finished_at__isnull=False, expires_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.place}, {self.period}"

    @property
    def period(self) -> str:
        """ "tertial 1 och 3 2020"."""
        return f"tertial{NBSP}{numbers_text(self.tertials)} {self.year}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY
