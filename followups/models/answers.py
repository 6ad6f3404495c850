"""What a follow-up says: who answered, in words, and activity by activity."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from followups.querysets import ActivityReportQuerySet, NarrativeQuerySet
from pledges.models import Activity, Anchored, FocusArea, Promise
from pledges.models.activity import ActivityStatus

from .follow_up import FollowUp


class Respondent(models.Model):
    """Who answered, for which party."""

    class Party(models.TextChoices):
        POLICE = "police", "Polisen"
        MUNICIPALITY = "municipality", "Kommunen"

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="respondents", verbose_name="uppföljning")
    party = models.CharField("part", max_length=12, choices=Party)
    name = models.CharField("namn", max_length=120)
    title = models.CharField("titel", max_length=150, blank=True)

    class Meta:
        verbose_name = "svarande"
        verbose_name_plural = "svarande"
        ordering = ("party", "pk")

    def __str__(self) -> str:
        return self.name


class Narrative(Anchored):
    """What was done in words: for a promise, for a focus area, or for the pledge as a whole (neither)."""

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="narratives", verbose_name="uppföljning")
    promise = models.ForeignKey(Promise, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="löfte")
    focus_area = models.ForeignKey(
        FocusArea, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fokusområde"
    )
    text = models.TextField("text", help_text="Tom rad ger nytt stycke.")

    objects = NarrativeQuerySet.as_manager()

    class Meta:
        verbose_name = "berättande text"
        verbose_name_plural = "berättande texter"
        ordering = (F("promise__order").asc(nulls_first=True), "pk")
        constraints = (
            models.CheckConstraint(
                name="narrative_about_one_thing",
                condition=Q(promise__isnull=True) | Q(focus_area__isnull=True),
                violation_error_message="Välj antingen löfte eller fokusområde.",
            ),
            models.UniqueConstraint(
                fields=("follow_up", "promise", "focus_area"),
                nulls_distinct=False,
                name="narrative_once",
                violation_error_message="Det finns redan en text om det.",
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class ActivityReport(Anchored):
    """The answer for one activity: status, how many in this range alone, and a comment.

    A row that nobody has answered yet has no `answered_at`; it is published as "Ingen redovisning". `answered_by` is
    empty where it is not known.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="reports", verbose_name="uppföljning")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="reports", verbose_name="aktivitet")
    status = models.CharField("läge", max_length=12, choices=ActivityStatus, default=ActivityStatus.NOT_REPORTED)
    done_count = models.PositiveIntegerField("antal under perioden", null=True, blank=True)
    comment = models.TextField("kommentar", blank=True)
    answered_at = models.DateTimeField("besvarad", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="av"
    )

    objects = ActivityReportQuerySet.as_manager()

    class Meta:
        verbose_name = "svar per aktivitet"
        verbose_name_plural = "svar per aktivitet"
        ordering = ("activity__order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("follow_up", "activity"),
                name="activity_report_once",
                violation_error_message="Aktiviteten har redan ett svar i den här uppföljningen.",
            ),
            models.CheckConstraint(name="activity_report_status_known", condition=Q(status__in=ActivityStatus.values)),
            models.CheckConstraint(
                name="activity_report_cancelled_has_reason",
                condition=~Q(status=ActivityStatus.CANCELLED) | ~Q(comment=""),
                violation_error_message="Skriv varför aktiviteten utgår.",
            ),
            models.CheckConstraint(
                name="activity_report_answered_by_at",
                condition=Q(answered_by__isnull=True) | Q(answered_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.activity}: {self.get_status_display()}"

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None
