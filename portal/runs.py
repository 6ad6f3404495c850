"""What is remembered of each command that a timer runs, and of each other thing that is to happen regularly."""

from django.db import models


class TimedRun(models.Model):
    """When a command last began, and when it last went well and badly; one row for each command."""

    command = models.CharField(max_length=60, primary_key=True)
    began_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True, help_text="Felets slag, utan vad det sade.")

    def __str__(self) -> str:
        return self.command

    @property
    def is_failed(self) -> bool:
        """Whether the latest run that ended went badly."""
        return bool(self.failed_at) and (self.succeeded_at is None or self.failed_at > self.succeeded_at)
