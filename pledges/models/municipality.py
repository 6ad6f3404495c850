"""Län and kommuner."""

from django.db import models
from django.urls import reverse

from pledges.querysets import CountyQuerySet, MunicipalityQuerySet
from portal.swedish import sort_key

from .police import LocalPoliceArea, PoliceRegion
from .versioned import Versioned


class County(Versioned):
    """One of the 21 län; the key is SCB's two-digit code."""

    code = models.CharField("länskod", max_length=2, primary_key=True)
    name = models.CharField("namn", max_length=60, unique=True)
    slug = models.SlugField("adress", max_length=60, unique=True)
    region = models.ForeignKey(PoliceRegion, models.PROTECT, related_name="counties", verbose_name="polisregion")
    sort_key = models.CharField(max_length=60, editable=False, db_collation="C")

    objects = CountyQuerySet.as_manager()

    class Meta:
        verbose_name = "län"
        verbose_name_plural = "län"
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("county", args=[self.slug])


class Municipality(Versioned):
    """A kommun; the key is SCB's four-digit code, whose first two digits are the län.

    `is_demo` marks the fictional kommun of the demonstration; every page and PDF about it says so.
    """

    code = models.CharField("kommunkod", max_length=4, primary_key=True)
    name = models.CharField("namn", max_length=60, help_text="Utan ordet kommun, till exempel Gislaved.")
    official_name = models.CharField("fullständigt namn", max_length=80, help_text="Till exempel Gislaveds kommun.")
    slug = models.SlugField("adress", max_length=60, unique=True)
    county = models.ForeignKey(County, models.PROTECT, related_name="municipalities", verbose_name="län")
    areas = models.ManyToManyField(
        LocalPoliceArea,
        through="pledges.AreaMembership",
        related_name="municipalities",
        verbose_name="lokalpolisområden",
    )
    other_names = models.TextField(
        "andra namn", blank=True, help_text="Som kommunen hetat förr, eller också kallas. Ett namn per rad."
    )
    website = models.URLField("kommunens webbplats", blank=True)
    is_demo = models.BooleanField("påhittad, för demonstration", default=False)
    sort_key = models.CharField(max_length=60, editable=False, db_collation="C", db_index=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                name="municipality_code_four_digits",
                condition=models.Q(code__regex=r"^[0-9]{4}$"),
                violation_error_message="Kommunkoden har fyra siffror.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("municipality", args=[self.slug])


def names() -> list[str]:
    """What all kommuner are called; a password may not be made of it (settings.PASSWORD_WORDS)."""
    return list(Municipality.objects.values_list("name", flat=True))
