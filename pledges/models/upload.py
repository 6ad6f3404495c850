"""What each account has uploaded lately, so that nobody fills the disk."""

from django.conf import settings
from django.db import models

from pledges.querysets import UploadQuerySet


class Upload(models.Model):
    """That an account stored a file of so many bytes. Kept for some days."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="konto")
    size = models.PositiveIntegerField("storlek i byte")
    at = models.DateTimeField("när", auto_now_add=True, db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "uppladdning"
        verbose_name_plural = "uppladdningar"

    def __str__(self) -> str:
        return f"{self.size} byte"
