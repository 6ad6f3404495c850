"""Room for uploaded documents: how much is left, for an account and on the disk."""

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from pledges.models import Upload
from portal.models import User

FOLDER = "documents"
DAY = datetime.timedelta(days=1)
LEFT_FREE = 200 * 2**20  # bytes of the disk, for the database and the logs
MEGABYTE = 10**6


def require_room(size: int, *, by: User) -> None:
    """Raises ValidationError, with the code no_room, when the account or the disk has no room for so many bytes."""
    if Upload.objects.bytes_of(by, timezone.now() - DAY) + size > settings.UPLOADS_DAY_MB * MEGABYTE:
        raise ValidationError(
            f"Du har laddat upp så mycket som går på ett dygn, {settings.UPLOADS_DAY_MB} MB. Fortsätt i morgon.",
            code="no_room",
        )
    used = default_storage.used(FOLDER)
    if used + size > settings.UPLOADS_TOTAL_MB * MEGABYTE or free() < size + LEFT_FREE:
        raise ValidationError(
            "Portalens utrymme för filer är slut, så filen sparades inte. Säg till den som sköter portalen.",
            code="no_room",
        )


def free() -> float:
    """Bytes that are left where files are kept."""
    return default_storage.free()
