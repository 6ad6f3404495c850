"""The pledge of a period: the joint document that is approved and published as one."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pledges.fields import DateSpan
from pledges.querysets import PledgeQuerySet

from .municipality import Municipality
from .police import LocalPoliceArea
from .publishable import Reviewed, State
from .uploads import photo_path


class PartyKind(models.TextChoices):
    """The two sides that promise, and any other that signs with them."""

    POLICE = "police", "Polisen"
    MUNICIPALITY = "municipality", "Kommunen"
    OTHER = "other", "Annan"


class WithPhoto(models.Model):
    """A photo with what it shows (for those who cannot see it) apart from its caption.

    The two texts may be known although the file is not.
    """

    photo = models.ImageField("foto", upload_to=photo_path, blank=True)
    photo_alt = models.CharField("vad bilden visar", max_length=300, blank=True)
    photo_caption = models.CharField("bildtext", max_length=300, blank=True)

    class Meta:
        abstract = True


class Pledge(WithPhoto, Reviewed):
    """Medborgarlöfte of a period for a kommun, or for a named part of it.

    `starts_on` and `ends_on` are real days, both included. Where the text names only years,
    `period_basis` says so and the page shows what is written instead of the days.
    """

    class PeriodBasis(models.TextChoices):
        STATED = "stated", "Dagarna står i texten"
        YEARS = "years", "Bara årtal står i texten"
        SIGNING = "signing", "Gäller från undertecknandet"

    class Precision(models.TextChoices):
        DAY = "day", "Exakt dag"
        MONTH = "month", "Månaden är känd"
        YEAR = "year", "Året är känt"
        LATEST = "latest", "Senast den dagen"

    class Availability(models.TextChoices):
        FULL = "full", "Texten finns här"
        DOCUMENT = "document", "Känt bara som ett dokument"
        MENTIONED = "mentioned", "Omnämnt, men texten saknas"

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="pledges", verbose_name="kommun")
    part = models.CharField("del av kommunen", max_length=80, blank=True, help_text="Stadsdel; tomt för hela kommunen.")
    area = models.ForeignKey(
        LocalPoliceArea,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name="lokalpolisområde då",
    )
    area_as_written = models.CharField("lokalpolisområdet som det står i texten", max_length=120, blank=True)
    slug = models.SlugField("adress", max_length=60, help_text="Årtalen, till exempel 2019-2020.")
    label = models.CharField("period som den är skriven", max_length=80, help_text="Till exempel ”2019 - 2020”.")
    availability = models.CharField("vad som finns", max_length=10, choices=Availability, default=Availability.FULL)

    starts_on = models.DateField("gäller från och med")
    ends_on = models.DateField("gäller till och med")
    period_basis = models.CharField(
        "hur perioden är angiven", max_length=8, choices=PeriodBasis, default=PeriodBasis.YEARS
    )
    validity_note = models.TextField("om giltighet och revidering", blank=True)
    extends = models.ManyToManyField(
        "self", symmetrical=False, related_name="extended_by", blank=True, verbose_name="förlänger"
    )
    extension_reason = models.TextField("varför det förlängdes", blank=True)

    signed_on = models.DateField("undertecknat", null=True, blank=True)
    signed_precision = models.CharField("hur säker dagen är", max_length=6, choices=Precision, blank=True)
    decided_by = models.CharField("beslutat av", max_length=150, blank=True)
    decided_on = models.DateField("beslutsdag", null=True, blank=True)

    page_owner = models.CharField("sidansvarig", max_length=120, blank=True)
    first_published = models.DateField("först publicerat", null=True, blank=True)
    last_updated = models.DateField("senast uppdaterat", null=True, blank=True)
    source = models.CharField("källa", max_length=500, blank=True, help_text="Var uppgifterna är hämtade.")

    current_edition = models.OneToOneField(
        "pledges.PledgeEdition",
        models.RESTRICT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="gällande utgåva",
    )

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = "medborgarlöfte"
        verbose_name_plural = "medborgarlöften"
        ordering = ("municipality", "-starts_on", "part")
        indexes = (models.Index(fields=("municipality", "-starts_on"), name="pledge_by_municipality"),)
        constraints = (
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(
                fields=("municipality", "slug"),
                name="pledge_address_once",
                violation_error_message="Kommunen har redan ett medborgarlöfte på den adressen.",
            ),
            models.CheckConstraint(
                name="pledge_address_starts_with_year",
                condition=Q(slug__regex=r"^[0-9]{4}(-[a-z0-9]+)*$"),
                violation_error_message="Adressen börjar med ett årtal, till exempel 2021 eller 2019-2020.",
            ),
            models.CheckConstraint(
                name="pledge_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="Medborgarlöftet kan inte sluta före det börjar.",
            ),
            models.CheckConstraint(
                name="pledge_signed_with_precision",
                condition=Q(signed_on__isnull=True, signed_precision="")
                | (Q(signed_on__isnull=False) & ~Q(signed_precision="")),
                violation_error_message="Ange både dag för undertecknandet och hur säker den är, eller ingetdera.",
            ),
            models.CheckConstraint(
                name="pledge_published_has_edition",
                condition=Q(state=State.DRAFT) | Q(current_edition__isnull=False),
            ),
            ExclusionConstraint(
                name="pledge_no_overlap",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("part", RangeOperators.EQUAL),
                    (DateSpan("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=State.WITHDRAWN),
                violation_error_message="Kommunen har redan ett medborgarlöfte som gäller under en del av den tiden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("pledge", args=[self.municipality.slug, self.slug])

    @property
    def title(self) -> str:
        return f"Medborgarlöfte {self.tidy_label}" + (f", {self.part}" if self.part else "")

    @property
    def tidy_label(self) -> str:
        """The label with an en dash between years: "2019 - 2020" reads 2019–2020."""
        return self.label.replace(" - ", "–").replace(" – ", "–")


class Party(models.Model):
    """Who stands behind the pledge, in the order that the text names them."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="parties", verbose_name="medborgarlöfte")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    kind = models.CharField("part", max_length=12, choices=PartyKind)
    name = models.CharField("namn som det står i texten", max_length=120)

    class Meta:
        verbose_name = "part"
        verbose_name_plural = "parter"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class Signatory(models.Model):
    """A person who signed, in which role and for whom. The same person may sign for several kommuner."""

    class Role(models.TextChoices):
        BOARD_CHAIR = "board_chair", "Kommunstyrelsens ordförande"
        BOARD_VICE_CHAIR = "board_vice_chair", "Kommunstyrelsens vice ordförande"
        CHIEF_EXECUTIVE = "chief_executive", "Kommunchef"
        AREA_CHIEF = "area_chief", "Lokalpolisområdeschef"
        MUNICIPAL_OFFICER = "municipal_officer", "Kommunpolis"
        OTHER = "other", "Annan roll"

    class Capacity(models.TextChoices):
        ORDINARY = "", "Ordinarie"
        ACTING = "acting", "Tillförordnad"
        DEPUTY = "deputy", "Biträdande"

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="signatories", verbose_name="medborgarlöfte")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    name = models.CharField("namn", max_length=120)
    role = models.CharField("roll", max_length=20, choices=Role)
    role_other = models.CharField("annan roll", max_length=120, blank=True)
    capacity = models.CharField("tjänstgör som", max_length=8, choices=Capacity, default=Capacity.ORDINARY, blank=True)
    party = models.CharField("för", max_length=12, choices=PartyKind)

    class Meta:
        verbose_name = "undertecknare"
        verbose_name_plural = "undertecknare"
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="signatory_other_role_named",
                condition=~Q(role="other") | ~Q(role_other=""),
                violation_error_message="Skriv vilken roll personen har.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"

    @property
    def title(self) -> str:
        """The role in words: "tillförordnad lokalpolisområdeschef"."""
        role = self.role_other if self.role == self.Role.OTHER else self.get_role_display().lower()
        return f"{self.get_capacity_display().lower()} {role}" if self.capacity else role
