"""What readers answer to "Hjälpte informationen dig?"."""

from django.db import models

from pledges.querysets import FeedbackQuerySet

from .municipality import Municipality


class Feedback(models.Model):
    """One reader's answer about one page: the day, the page, yes or no, and a text. Nothing tells who it was.

    Without a kommun the page belongs to the whole portal.
    """

    LONGEST = 1000  # characters of the text

    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, blank=True, verbose_name="kommun")
    page = models.CharField("sida", max_length=500)
    helped = models.BooleanField("hjälpte", choices=((True, "Ja"), (False, "Nej")))
    text = models.CharField("kommentar", max_length=LONGEST, blank=True)
    given_on = models.DateField("dag")
    is_read = models.BooleanField("läst", default=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "läsarsvar"
        verbose_name_plural = "läsarsvar"
        ordering = ("-given_on", "-pk")
        indexes = (models.Index(fields=("municipality", "-given_on"), name="feedback_by_municipality"),)

    def __str__(self) -> str:
        return f"{self.get_helped_display()} om {self.page}, {self.given_on}"
