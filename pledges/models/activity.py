"""What will be done: activities, their groups, targets and where each stands today."""

from django.db import models
from django.db.models import F, Q

from pledges.querysets import ActivityQuerySet

from .pledge import Pledge
from .promise import Continuity, Promise
from .vocabulary import Method, Partner, Place

PARTIES = frozenset(("police", "municipality"))  # as Membership.Party has them


class ActivityStatus(models.TextChoices):
    """How it goes. "Ingen redovisning" is a public status like the others, never hidden."""

    NOT_REPORTED = "not_reported", "Ingen redovisning"
    NOT_STARTED = "not_started", "Ej påbörjad"
    ONGOING = "ongoing", "Pågår"
    DONE = "done", "Genomförd"
    PARTLY_DONE = "partly_done", "Delvis genomförd"
    LATE = "late", "Försenad"
    CANCELLED = "cancelled", "Utgår"


class ActivityGroup(models.Model):
    """Activities that the text keeps together under one lead-in, perhaps below one promise."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="activity_groups", verbose_name="medborgarlöfte")
    order = models.PositiveSmallIntegerField("ordning", default=0)
    lead_in = models.CharField("inledande ord", max_length=300, blank=True)
    promise = models.ForeignKey(
        Promise, models.SET_NULL, null=True, blank=True, related_name="activity_groups", verbose_name="under löftet"
    )
    is_open_list = models.BooleanField(
        "”bland annat”", default=False, help_text="Listan säger sig inte vara fullständig."
    )

    class Meta:
        verbose_name = "grupp av aktiviteter"
        verbose_name_plural = "grupper av aktiviteter"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.lead_in or f"Grupp {self.order}"


class Target(models.Model):
    """How much: at least N of a unit per period, or work that is continuous or conditional and has no number."""

    class Extent(models.TextChoices):
        UNSPECIFIED = "", "Inte angivet"
        COUNTED = "counted", "Ett antal"
        CONTINUOUS = "continuous", "Löpande"
        CONDITIONAL = "conditional", "Vid behov"

    class Per(models.TextChoices):
        TOTAL = "total", "totalt"
        YEAR = "year", "per år"
        HALF_YEAR = "half_year", "per halvår"
        TERTIAL = "tertial", "per tertial"
        QUARTER = "quarter", "per kvartal"
        MONTH = "month", "per månad"

    extent = models.CharField("omfattning", max_length=12, choices=Extent, default=Extent.UNSPECIFIED, blank=True)
    target_count = models.PositiveIntegerField("antal", null=True, blank=True)
    target_unit = models.CharField("av vad", max_length=80, blank=True, help_text="Till exempel trafikinsatser.")
    target_at_least = models.BooleanField("minst", default=False)
    target_per = models.CharField("räknat", max_length=10, choices=Per, default=Per.TOTAL)
    target_per_place = models.BooleanField("på varje plats", default=False)
    target_share_percent = models.PositiveSmallIntegerField("varav minst, procent", null=True, blank=True)
    target_share_of = models.CharField("andelen avser", max_length=150, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_target_has_unit",
                condition=(Q(extent="counted", target_count__isnull=False, target_count__gte=1) & ~Q(target_unit=""))
                | (~Q(extent="counted") & Q(target_count__isnull=True)),
                violation_error_message="Ett mål i antal behöver antal och vad som räknas, annat arbete inget antal.",
            ),
            models.CheckConstraint(
                name="%(class)s_share_complete",
                condition=Q(target_share_percent__isnull=True, target_share_of="")
                | (
                    Q(target_share_percent__isnull=False, target_share_percent__range=(1, 100)) & ~Q(target_share_of="")
                ),
                violation_error_message="En andel behöver både procent (1–100) och vad den avser.",
            ),
        )


class Standing(models.Model):
    """Where it stands after the latest published follow-up. Written by `followups.publishing` alone."""

    status = models.CharField(
        "läge", max_length=12, choices=ActivityStatus, default=ActivityStatus.NOT_REPORTED, editable=False
    )
    status_period = models.CharField("läge efter", max_length=40, blank=True, editable=False)
    status_comment = models.TextField("senaste kommentar", blank=True, editable=False)
    done_count = models.PositiveIntegerField("antal hittills", null=True, editable=False)
    done_period = models.CharField("antalet avser", max_length=40, blank=True, editable=False)
    standing_is_demo = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True


class Activity(Continuity, Target, Standing):
    """One activity, in the words of the pledge."""

    class Responsible(models.TextChoices):
        UNSTATED = "", "Inte angivet"
        POLICE = "police", "Polisen"
        MUNICIPALITY = "municipality", "Kommunen"
        JOINT = "joint", "Polisen och kommunen"
        BODY = "body", "Gemensamt organ"

    class Lead(models.TextChoices):
        NONE = "", "Ingen angiven"
        POLICE = "police", "Polisen"
        MUNICIPALITY = "municipality", "Kommunen"

    class Development(models.TextChoices):
        UNSTATED = "", "Inte angivet"
        STARTS = "starts", "Börjar nu"
        CONTINUES = "continues", "Fortsätter"
        WIDENS = "widens", "Utökas eller utvecklas"

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="activities", verbose_name="medborgarlöfte")
    group = models.ForeignKey(
        ActivityGroup, models.SET_NULL, null=True, blank=True, related_name="activities", verbose_name="grupp"
    )
    order = models.PositiveSmallIntegerField("ordning", default=0)
    text = models.TextField("aktivitet", help_text="Som den står i löftet, ordagrant.")
    promises = models.ManyToManyField(Promise, related_name="activities", blank=True, verbose_name="hör till löfte")

    responsible = models.CharField(
        "ansvarig", max_length=12, choices=Responsible, default=Responsible.UNSTATED, blank=True
    )
    lead = models.CharField("leds av", max_length=12, choices=Lead, default=Lead.NONE, blank=True)
    responsible_body = models.CharField("organ", max_length=120, blank=True)
    sub_role = models.CharField(
        "närmare bestämt", max_length=120, blank=True, help_text="Till exempel områdespoliserna."
    )
    partners = models.ManyToManyField(Partner, related_name="activities", blank=True, verbose_name="medverkande")

    places = models.ManyToManyField(Place, related_name="activities", blank=True, verbose_name="platser")
    methods = models.ManyToManyField(Method, related_name="activities", blank=True, verbose_name="metoder")
    development = models.CharField(
        "utveckling", max_length=10, choices=Development, default=Development.UNSTATED, blank=True
    )
    happens_on = models.DateField("första dag, om det är en händelse", null=True, blank=True)
    happens_until = models.DateField("sista dag", null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitet"
        verbose_name_plural = "aktiviteter"
        ordering = ("order", "pk")
        constraints = (
            *Target.Meta.constraints,
            models.CheckConstraint(
                name="activity_body_named",
                condition=~Q(responsible="body") | ~Q(responsible_body=""),
                violation_error_message="Skriv vilket gemensamt organ som är ansvarigt.",
            ),
            models.CheckConstraint(
                name="activity_days_in_order",
                condition=Q(happens_until__isnull=True)
                | Q(happens_on__isnull=False, happens_until__gte=F("happens_on")),
                violation_error_message="Sista dagen kan inte vara före den första.",
            ),
            models.CheckConstraint(
                name="activity_lead_only_when_joint",
                condition=Q(lead="") | Q(responsible="joint"),
                violation_error_message="Vem som leder anges bara när båda ansvarar.",
            ),
            models.CheckConstraint(name="activity_status_known", condition=Q(status__in=ActivityStatus.values)),
        )

    def __str__(self) -> str:
        return self.text[:100]

    @property
    def answering_parties(self) -> frozenset[str]:
        """Whose task it is to tell how it goes: who is responsible; of both, who leads, else either."""
        return PARTIES & {self.lead or self.responsible} or PARTIES
