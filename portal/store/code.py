"""The version of the code: pages that other code has rendered are made anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

RENDERS = ("*.py", "*.html", "*.yaml")  # that pages are made by
FOLDERS = ("followups", "pledges", "portal", "templates", "fixtures/om")


@cache
def code_version() -> str:
    """The same in all processes and on all machines with the same code, settings and static files."""
    found = hashlib.sha256(repr(_plain_settings()).encode())
    for place in sorted(_files()):
        found.update(place.read_bytes())
    return found.hexdigest()[:16]


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        for pattern in RENDERS:
            yield from (settings.BASE_DIR / folder).rglob(pattern)
    manifest = settings.STATIC_ROOT and Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest and manifest.exists():
        yield manifest


def _plain_settings() -> list[tuple[str, object]]:
    """Those that are words, numbers or yes and no: what the portal is called, whose it is, what signs its pages."""
    values = ((name, getattr(settings, name)) for name in dir(settings) if name.isupper())
    return [(name, value) for name, value in values if isinstance(value, str | int) or name == "CONTACT_ADDRESS"]
