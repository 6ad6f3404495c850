"""Hands out a picture: drawn when somebody first asks for it, then kept on disk by what it shows."""

import logging
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from portal.previews.drawing import draw
from portal.previews.picture import Picture

KEPT_DAYS = 30  # then it is drawn anew when somebody asks
LAST_BYTES = b"IEND\xaeB`\x82"  # of a PNG that is whole
logger = logging.getLogger(__name__)


def picture_response(request: HttpRequest, picture: Picture | None) -> HttpResponse:
    """The picture as PNG, for pages of other sites too. Raises Http404 for a page that has none.

    To be asked for anew each time (and then 304), so that what is withdrawn is gone.
    """
    if picture is None:
        raise Http404

    @condition(etag_func=lambda _request: f'"{picture.version}"')
    def respond(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(drawn(picture), content_type="image/png")

    response = respond(request)
    patch_cache_control(response, public=True, max_age=0)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def drawn(picture: Picture) -> bytes:
    """Its PNG, from the disk where it has been asked for before. A disk that is full only makes it slower."""
    place = folder() / f"{picture.version}.png"
    with suppress(OSError):
        kept = place.read_bytes()
        if kept.endswith(LAST_BYTES):
            return kept
    data = draw(picture)
    keep(place, data)
    return data


def keep(place: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    unfinished = place.with_suffix(f".{token_hex(8)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(data)
        unfinished.replace(place)
    except OSError:
        logger.warning("the picture %s could not be kept", place.name)
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def sweep() -> str:
    """Forget pictures that were drawn long ago, and what was left half written."""
    before = time.time() - KEPT_DAYS * 86_400
    old = [place for place in folder().glob("*") if _changed(place) < before]
    for place in old:
        place.unlink(missing_ok=True)
    return f"Förhandsbilder: {len(old)}."


def folder() -> Path:
    """Beside the files that are kept for good: this one may be emptied at any time."""
    return settings.DATA_DIR / "previews"


def _changed(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except OSError:
        return time.time()
