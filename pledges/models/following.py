"""Following by e-mail without an account: who has asked to, who follows what, and what is to be sent to them."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from pledges.querysets import DispatchQuerySet, FollowedQuerySet, FollowerQuerySet, FollowRequestQuerySet

from .event import PublicEvent
from .municipality import Municipality
from .police import LocalPoliceArea
from .vocabulary import Theme

# In constraints, where null is no value that could be equal to another.
WHAT = (
    Coalesce("municipality", Value("")),
    Coalesce("area", Value(0, models.BigIntegerField())),
    Coalesce("theme", Value(0, models.BigIntegerField())),
)


class Pace(models.TextChoices):
    """How soon one wants to know."""

    AT_ONCE = "at_once", "Så fort något händer"
    MONTHLY = "monthly", "En gång i månaden"


class Following(models.Model):
    """What is followed, and how soon one wants to know: a kommun, an area, a theme, or else the whole country.

    What somebody follows cannot be deleted: the trash would keep the row, and they would never know.
    """

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="+", verbose_name=Municipality._meta.verbose_name
    )
    area = models.ForeignKey(
        LocalPoliceArea, models.PROTECT, null=True, related_name="+", verbose_name=LocalPoliceArea._meta.verbose_name
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+", verbose_name=Theme._meta.verbose_name)
    pace = models.CharField("hur ofta", max_length=8, choices=Pace)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                name="%(class)s_one_thing",
                condition=Q(municipality__isnull=True, area__isnull=True)
                | Q(municipality__isnull=True, theme__isnull=True)
                | Q(area__isnull=True, theme__isnull=True),
            ),
            models.CheckConstraint(name="%(class)s_pace_known", condition=Q(pace__in=Pace.values)),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def what(self) -> str:
        """In running text: Gislaved, Lokalpolisområde Värnamo, temat narkotika, hela landet."""
        if self.theme:
            return f"temat {self.theme.name.lower()}"
        return str(self.municipality or self.area or "hela landet")

    @property
    def target(self) -> dict:
        """The three keys that say what it is."""
        return {"municipality_id": self.municipality_id, "area_id": self.area_id, "theme_id": self.theme_id}


class FollowRequest(Following):
    """That somebody has typed an address; nothing but one letter is sent to it, and it is forgotten after a week.

    `sent_at` is when the letter that asks for a confirmation was taken by the mail server.
    """

    address = models.EmailField("e-postadress")
    asked_at = models.DateTimeField("bad om det")
    sent_at = models.DateTimeField("brevet skickat", null=True)

    objects = FollowRequestQuerySet.as_manager()

    class Meta(Following.Meta):
        verbose_name = "önskan att följa"
        verbose_name_plural = "önskningar att följa"
        ordering = ("pk",)
        constraints = (
            *Following.Meta.constraints,
            models.UniqueConstraint(F("address"), *WHAT, name="follow_request_once"),
        )


class Follower(models.Model):
    """An address that has been confirmed; erased when it follows nothing more."""

    address = models.EmailField("e-postadress", unique=True)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "följare"
        verbose_name_plural = "följare"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Följare {self.pk}"


class Followed(Following):
    """One thing that a follower follows."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="followed", verbose_name="följare")
    confirmed_at = models.DateTimeField("bekräftat")

    objects = FollowedQuerySet.as_manager()

    class Meta(Following.Meta):
        verbose_name = "det som följs"
        verbose_name_plural = "det som följs"
        ordering = ("pk",)
        constraints = (
            *Following.Meta.constraints,
            models.UniqueConstraint(F("follower"), *WHAT, name="followed_once"),
        )


class Dispatch(models.Model):
    """That a follower is to be told of an event, from a day on; once, which the database keeps.

    What is due at the same time goes in one letter. Written in the transaction that makes the event public.
    """

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="dispatches", verbose_name="till")
    event = models.ForeignKey(PublicEvent, models.CASCADE, related_name="+", verbose_name="om")
    due_on = models.DateField("tidigast")
    sent_at = models.DateTimeField("skickat", null=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "utskick"
        verbose_name_plural = "utskick"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("follower", "event"), name="dispatch_once"),)
        indexes = (
            models.Index(fields=("due_on", "follower"), name="dispatch_unsent", condition=Q(sent_at__isnull=True)),
        )

    def __str__(self) -> str:
        return f"{self.event} till {self.follower}"
