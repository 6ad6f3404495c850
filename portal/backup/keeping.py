"""How many backups a folder keeps."""

import datetime
import re
from pathlib import Path

OURS = re.compile(r"portal-\d{4}-\d{2}-\d{2}T\d{6}Z\.tar")


def name_for(moment: datetime.datetime) -> str:
    """A name by the moment in UTC, so that names sort as days do.

    >>> name_for(datetime.datetime(2026, 11, 25, 3, 30, tzinfo=datetime.UTC))
    'portal-2026-11-25T033000Z.tar'
    """
    return f"portal-{moment:%Y-%m-%dT%H%M%SZ}.tar"


def remove_older(folder: Path, keep: int) -> list[Path]:
    """Delete all but the latest backups with names of ours; those that are gone."""
    old = sorted(path for path in folder.iterdir() if OURS.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink()
    return old
