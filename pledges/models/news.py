"""News items of a kommun, and notices that are shown for a time."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from pledges.querysets import NewsQuerySet, NoticeQuerySet

from .municipality import Municipality
from .pledge import Pledge, WithPhoto
from .publishable import Publishable
from .versioned import Versioned


class NewsItem(WithPhoto, Publishable):
    """A piece of news: lead, body, quotes (see `Quote`) and a photo. The day is empty when no source says it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="news", verbose_name="kommun")
    pledge = models.ForeignKey(
        Pledge, models.PROTECT, null=True, blank=True, related_name="news", verbose_name="medborgarlöfte"
    )
    slug = models.SlugField("adress", max_length=100)
    title = models.CharField("rubrik", max_length=200)
    lead = models.TextField("ingress", blank=True)
    body = models.TextField("text", blank=True, help_text="Tom rad ger nytt stycke.")
    published_on = models.DateField("dag", null=True, blank=True)
    last_updated = models.DateField("senast uppdaterad", null=True, blank=True)
    page_owner = models.CharField("sidansvarig", max_length=120, blank=True)
    source = models.CharField("källa", max_length=500, blank=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = "nyhet"
        verbose_name_plural = "nyheter"
        ordering = (F("published_on").desc(nulls_last=True), "-pk")
        constraints = (
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=("municipality", "slug"),
                name="news_address_once",
                violation_error_message="Kommunen har redan en nyhet på den adressen.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("news_item", args=[self.municipality.slug, self.slug])


class Notice(Versioned):
    """A short message on top of the page, for the whole site or one kommun, from its first day to its last.

    Without a first day it is only kept for the record: an old page showed it, nobody knows when.
    """

    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        verbose_name="kommun",
        help_text="Tomt: hela portalen.",
    )
    text = models.CharField("meddelande", max_length=400)
    first_day = models.DateField("visas från och med", null=True, blank=True)
    last_day = models.DateField("visas till och med", null=True, blank=True)
    source = models.CharField("källa", max_length=300, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "meddelande"
        verbose_name_plural = "meddelanden"
        ordering = (F("first_day").desc(nulls_last=True), "pk")
        constraints = (
            models.CheckConstraint(
                name="notice_days_in_order",
                condition=Q(last_day__isnull=True) | Q(first_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message="Sista dagen kan inte vara före den första.",
            ),
        )

    def __str__(self) -> str:
        return self.text
