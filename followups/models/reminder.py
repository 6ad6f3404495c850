"""Reminders by mail: what was sent to whom about what, and which kinds somebody does not want."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from followups.querysets import OptOutQuerySet, ReminderQuerySet
from pledges.models import Municipality


class ReminderKind(models.TextChoices):
    """Why a reminder is sent; the words stand where one chooses which to have."""

    SOON = "soon", "När en uppföljning snart ska vara klar"
    LATE = "late", "När en uppföljning är försenad"
    WAITING = "waiting", "När något väntar på dig: att godkänna, ändra eller publicera"
    ASKED = "asked", "När en samordnare påminner"


class Reminder(models.Model):
    """One line of a letter: to whom, why, about what in which kommun. Never edited; written before it is sent.

    `about` is a period ("2026-t2") or a thing ("followups.followup:12"), `occasion` what makes it worth telling
    once more; together they keep a line from being sent twice. Lines with the same `letter` go in one mail, which
    has been sent when `sent_at` says when.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="till")
    kind = models.CharField("slag", max_length=8, choices=ReminderKind)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name="kommun")
    about = models.CharField("om", max_length=60)
    occasion = models.CharField("tillfälle", max_length=40)
    day = models.DateField("dag")
    subject = models.CharField("rubrik", max_length=300)
    text = models.CharField("text", max_length=500)
    path = models.CharField("leder till", max_length=300)
    note = models.CharField("egen rad", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="påmind av"
    )
    letter = models.UUIDField("brev", db_index=True)
    sent_at = models.DateTimeField("skickad", null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        ordering = ("pk",)
        indexes = (models.Index(fields=("municipality", "kind", "-day"), name="reminder_by_municipality"),)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "kind", "municipality", "about", "occasion"), name="reminder_sent_once"
            ),
            models.CheckConstraint(name="reminder_kind_known", condition=Q(kind__in=ReminderKind.values)),
            models.CheckConstraint(
                name="reminder_asked_by_somebody",
                condition=Q(kind=ReminderKind.ASKED, by__isnull=False) | (~Q(kind=ReminderKind.ASKED) & Q(note="")),
            ),
        )

    def __str__(self) -> str:
        return self.subject


class ReminderOptOut(models.Model):
    """That an account does not want reminders of a kind."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    kind = models.CharField("slag", max_length=8, choices=ReminderKind)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        verbose_name = "avböjd påminnelse"
        verbose_name_plural = "avböjda påminnelser"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user", "kind"), name="reminder_declined_once"),
            models.CheckConstraint(name="reminder_declined_kind_known", condition=Q(kind__in=ReminderKind.values)),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
