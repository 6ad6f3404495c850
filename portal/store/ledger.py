"""The versions last known on this machine, in a small file: for a process that starts while the database is away."""

import json
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from portal.store.versions import Known, Versions


def folder() -> Path:
    """Where stored pages are: beside the files that are kept for good, and may be emptied at any time."""
    return settings.DATA_DIR / "pages"


def remembered() -> Known | None:
    """What the file says; None when there is none, or none that can be read."""
    try:
        told = json.loads(_place().read_text(encoding="utf-8"))
        return Known(
            Versions({str(name): str(version) for name, version in told["versions"].items()}), float(told["at"])
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def remember(known: Known) -> None:
    """Write the file, unless another process knows what is later. A disk that is full or closed is let be."""
    earlier = remembered()
    if earlier and earlier.told_at >= known.told_at:
        return
    write_whole(_place(), json.dumps({"at": known.told_at, "versions": dict(known.versions.by_name)}).encode())


def write_whole(place: Path, data: bytes) -> bool:
    """Write a file whole or not at all; whether it was written."""
    unfinished = place.with_name(f".{place.name}.{token_hex(6)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(place)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return False
    return True


def _place() -> Path:
    return folder() / "versions.json"
