"""Room for uploaded documents: how much is left, for an account and on the disk."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

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
    used = sum(path.stat().st_size for path in stored())
    if used + size > settings.UPLOADS_TOTAL_MB * MEGABYTE or free() < size + LEFT_FREE:
        raise ValidationError(
            "Portalens utrymme för filer är slut, så filen sparades inte. Säg till den som sköter portalen.",
            code="no_room",
        )


def stored() -> Iterator[Path]:
    """The files of documents, with and without a row."""
    folder = Path(default_storage.path(FOLDER))
    return (path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else iter(())


def free() -> int:
    """Bytes that are left on the disk."""
    root = Path(settings.MEDIA_ROOT)
    return shutil.disk_usage(root if root.is_dir() else root.parent).free
