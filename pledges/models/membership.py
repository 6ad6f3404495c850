"""Who works with what: an account's role, for which party, in which kommuner, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from pledges.querysets import WorkQuerySet

from .municipality import Municipality
from .police import LocalPoliceArea, PoliceRegion
from .versioned import Versioned


class Role(models.TextChoices):
    """What somebody may do. Each may do all that the one before it may, but for approving (see pledges.permissions)."""

    EDITOR = "editor", "Redaktör"
    REVIEWER = "reviewer", "Granskare"
    COORDINATOR = "coordinator", "Samordnare"
    ADMINISTRATOR = "administrator", "Administratör"


class Membership(Versioned):
    """An account × where × role × party. Where is one kommun, a lokalpolisområde, a region or the whole country.

    Days are inclusive and empty when open. A membership that has ended counts for nothing from the next request.
    """

    class Party(models.TextChoices):
        POLICE = "police", "Polisen"
        MUNICIPALITY = "municipality", "Kommunen"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="konto")
    role = models.CharField("roll", max_length=14, choices=Role)
    party = models.CharField("för", max_length=12, choices=Party)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="kommun"
    )
    area = models.ForeignKey(
        LocalPoliceArea, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="lokalpolisområde"
    )
    region = models.ForeignKey(
        PoliceRegion, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="polisregion"
    )
    whole_country = models.BooleanField("hela landet", default=False)
    first_day = models.DateField("från och med", null=True, blank=True)
    last_day = models.DateField("till och med", null=True, blank=True)

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = "uppdrag"
        verbose_name_plural = "uppdrag"
        ordering = ("user", "pk")
        constraints = (
            models.CheckConstraint(
                name="membership_in_one_place",
                condition=(
                    Q(municipality__isnull=False, area__isnull=True, region__isnull=True, whole_country=False)
                    | Q(municipality__isnull=True, area__isnull=False, region__isnull=True, whole_country=False)
                    | Q(municipality__isnull=True, area__isnull=True, region__isnull=False, whole_country=False)
                    | Q(municipality__isnull=True, area__isnull=True, region__isnull=True, whole_country=True)
                ),
                violation_error_message="Välj en kommun, ett lokalpolisområde, en polisregion eller hela landet.",
            ),
            models.CheckConstraint(
                name="work_days_in_order",
                condition=Q(last_day__isnull=True) | Q(first_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message="Sista dagen kan inte vara före den första.",
            ),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=Role.values)),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} för {self.get_party_display().lower()}, {self.where}"

    @property
    def where(self) -> str:
        return str(self.municipality or self.area or self.region or "hela landet")
