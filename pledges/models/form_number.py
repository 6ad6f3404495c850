"""Form numbers: each opened form has one, which counts once however many times the form is sent."""

from django.conf import settings
from django.db import models

from pledges.querysets import FormNumberQuerySet


class FormNumber(models.Model):
    """That a form was sent, what was in it (a SHA-256) and which address answered. Kept for some days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    number = models.CharField("nummer", max_length=43)
    sent_sha256 = models.CharField("det skickades SHA-256", max_length=64)
    answer = models.CharField("svarade på", max_length=500, blank=True)
    at = models.DateTimeField("när", auto_now_add=True, db_index=True)

    objects = FormNumberQuerySet.as_manager()

    class Meta:
        verbose_name = "formulärnummer"
        verbose_name_plural = "formulärnummer"
        constraints = (models.UniqueConstraint(fields=("user", "number"), name="form_number_once"),)

    def __str__(self) -> str:
        return self.number
