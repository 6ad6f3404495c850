"""Polisregioner, lokalpolisområden, and which kommuner an area covers when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse

from pledges.fields import DateSpan
from pledges.querysets import AreaQuerySet, MembershipQuerySet, RegionQuerySet
from portal.swedish import sort_key

from .versioned import Versioned


class PoliceRegion(Versioned):
    """One of the police's seven regions."""

    name = models.CharField("namn", max_length=60, unique=True)
    slug = models.SlugField("adress", max_length=60, unique=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "polisregion"
        verbose_name_plural = "polisregioner"
        ordering = ("name",)

    def __str__(self) -> str:
        return f"Polisregion {self.name}"


class LocalPoliceArea(Versioned):
    """A lokalpolisområde: covers one to six kommuner; a big city has several."""

    name = models.CharField("namn", max_length=100, unique=True, help_text="Utan ordet lokalpolisområde.")
    slug = models.SlugField("adress", max_length=100, unique=True)
    region = models.ForeignKey(PoliceRegion, models.PROTECT, related_name="areas", verbose_name="polisregion")
    other_names = models.TextField("andra namn", blank=True, help_text="Som det hetat förr. Ett namn per rad.")
    sort_key = models.CharField(max_length=100, editable=False, db_collation="C", db_index=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "lokalpolisområde"
        verbose_name_plural = "lokalpolisområden"
        ordering = ("sort_key",)

    def __str__(self) -> str:
        return f"Lokalpolisområde {self.name}"

    def save(self, *args, **kwargs) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("area", args=[self.slug])


class AreaMembership(models.Model):
    """That a kommun belongs, or belonged, to a lokalpolisområde; days are inclusive and empty when unknown."""

    municipality = models.ForeignKey(
        "pledges.Municipality", models.CASCADE, related_name="area_memberships", verbose_name="kommun"
    )
    area = models.ForeignKey(
        LocalPoliceArea, models.CASCADE, related_name="memberships", verbose_name="lokalpolisområde"
    )
    first_day = models.DateField("från och med", null=True, blank=True)
    last_day = models.DateField("till och med", null=True, blank=True)
    source = models.CharField("källa", max_length=300)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "tillhörighet"
        verbose_name_plural = "tillhörigheter"
        ordering = ("municipality", Coalesce("first_day", models.Value("0001-01-01", models.DateField())))
        constraints = (
            models.CheckConstraint(
                name="membership_days_in_order",
                condition=models.Q(last_day__gte=models.F("first_day")),
                violation_error_message="Sista dagen kan inte vara före den första.",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("municipality", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    (DateSpan("first_day", "last_day"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Kommunen hör redan till det området under en del av tiden.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality} – {self.area}"
