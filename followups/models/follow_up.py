"""A follow-up: which pledge and which tertials it reports on."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse

from followups.querysets import FollowUpQuerySet
from pledges.models import Document, Municipality, Pledge, Reviewed, State
from pledges.tertial import ReportingRange


class TertialSpan(Func):
    """PostgreSQL's int4range of the first and last tertial, both included."""

    function = "int4range"
    output_field = IntegerRangeField()

    def __init__(self, first: str, last: str, **extra) -> None:
        super().__init__(first, last, Value("[]"), **extra)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args[:2], kwargs


class FollowUp(Reviewed):
    """A report on a pledge for a range of tertials (1–3) of one year, or for a half-year (1–2).

    `pledge` is empty when the text of the pledge is lost. `is_demo` marks invented answers.
    """

    class Availability(models.TextChoices):
        FULL = "full", "Svaren finns här"
        DOCUMENT = "document", "Finns bara som dokument"
        MENTIONED = "mentioned", "Nämnd, men handlingen saknas"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="follow_ups", verbose_name="kommun")
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name="medborgarlöfte"
    )
    year = models.PositiveSmallIntegerField("år")
    first_tertial = models.PositiveSmallIntegerField("från tertial", null=True, blank=True)
    last_tertial = models.PositiveSmallIntegerField("till tertial", null=True, blank=True)
    half_year = models.PositiveSmallIntegerField("halvår", null=True, blank=True)
    slug = models.SlugField("adress", max_length=60, help_text="Till exempel 2020-t1-2.")
    title = models.CharField("titel som den publicerades", max_length=300, blank=True)
    availability = models.CharField("vad som finns", max_length=10, choices=Availability, default=Availability.FULL)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name="dokument"
    )
    reported_on = models.DateField(
        "redovisades den", null=True, blank=True, help_text="Dagen då den först publicerades; tomt om den är okänd."
    )
    presented_to = models.CharField("presenterades för", max_length=200, blank=True)
    presented_on = models.DateField("presenterades den", null=True, blank=True)
    is_demo = models.BooleanField("påhittade svar, för demonstration", default=False)
    current_edition = models.OneToOneField(
        "followups.FollowUpEdition",
        models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gällande utgåva",
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "uppföljning"
        verbose_name_plural = "uppföljningar"
        ordering = ("municipality", "-year", F("last_tertial").desc(nulls_last=True), "pk")
        indexes = (
            models.Index(
                fields=("municipality", "year"), name="follow_up_public_by_year", condition=Q(state="published")
            ),
        )
        constraints = (
            *Reviewed.Meta.constraints,
            models.CheckConstraint(
                name="follow_up_range_valid",
                condition=Q(
                    half_year__isnull=True,
                    first_tertial__isnull=False,
                    last_tertial__isnull=False,
                    first_tertial__range=(1, 3),
                    last_tertial__range=(1, 3),
                    last_tertial__gte=F("first_tertial"),
                )
                | Q(
                    half_year__isnull=False,
                    half_year__range=(1, 2),
                    first_tertial__isnull=True,
                    last_tertial__isnull=True,
                ),
                violation_error_message="Ange tertial 1–3 (den första först) eller halvår 1–2, inte båda.",
            ),
            models.CheckConstraint(
                name="follow_up_year_sane",
                condition=Q(year__range=(2010, 2100)),
                violation_error_message="Året ser inte rätt ut.",
            ),
            models.UniqueConstraint(
                fields=("municipality", "slug"),
                name="follow_up_address_once",
                violation_error_message="Kommunen har redan en uppföljning på den adressen.",
            ),
            models.UniqueConstraint(
                fields=("pledge", "year", "first_tertial", "last_tertial", "half_year"),
                condition=Q(pledge__isnull=False),
                nulls_distinct=False,
                name="follow_up_range_once_per_pledge",
                violation_error_message="Löftet har redan en uppföljning för den tiden.",
            ),
            models.UniqueConstraint(
                fields=("municipality", "year", "first_tertial", "last_tertial", "half_year"),
                condition=Q(pledge__isnull=True),
                nulls_distinct=False,
                name="follow_up_range_once_per_municipality",
                violation_error_message="Kommunen har redan en uppföljning för den tiden.",
            ),
            ExclusionConstraint(
                name="follow_up_answers_once_per_month",
                expressions=[
                    ("pledge", RangeOperators.EQUAL),
                    ("year", RangeOperators.EQUAL),
                    (TertialSpan("first_tertial", "last_tertial"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=State.PUBLISHED, availability="full", half_year__isnull=True)
                & ~Q(first_tertial=1, last_tertial=3),
                violation_error_message="Löftet har redan en publicerad uppföljning om en del av den tiden.",
            ),
            models.CheckConstraint(
                name="follow_up_published_has_edition",
                condition=Q(state=State.DRAFT) | Q(current_edition__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.range.label}"

    def get_absolute_url(self) -> str:
        return reverse("follow_up", args=[self.municipality.slug, self.slug])

    @property
    def is_answered_here(self) -> bool:
        """Whether it is answered activity by activity here."""
        return self.pledge_id is not None and self.availability == self.Availability.FULL

    @property
    def range(self) -> ReportingRange:
        return ReportingRange(self.year, self.first_tertial, self.last_tertial, self.half_year)

    @property
    def file_name(self) -> str:
        """What the PDF of the current edition is called when it is fetched."""
        return self.file_name_of(self.current_edition.number)

    def file_name_of(self, number: int) -> str:
        return f"uppfoljning-{self.municipality.slug}-{self.slug}-utgava-{number}.pdf"
