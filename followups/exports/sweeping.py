"""The exports' part of the nightly sweep: files that are kept no longer, and the queue's finished tasks."""

import shutil

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from followups.exports import working
from followups.models import Export
from portal.retention import Kept, in_days


def sweep() -> str:
    """Delete expired exports with their files, half-done work of ended ones, and what the queue remembers of finished
    tasks; tells how many exports."""
    expired = list(Export.objects.expired(timezone.now()))
    for export in expired:
        export.file.delete(save=False)
        export.delete()
    for folder in working.left_folders():
        shutil.rmtree(folder, ignore_errors=True)
    call_command("prune_db_task_results", queue_name="*", min_age_days=settings.EXPORT_KEPT_DAYS, verbosity=0)
    return f"Exporter: {len(expired)}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [Kept("Exporter, hos den som har beställt dem", in_days(settings.EXPORT_KEPT_DAYS))]
