"""Stored answers that are files: the entry names the file, which lies where published files are kept."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from portal.downloads import checksum
from portal.ranges import file_response
from portal.store.entry import Broken, Entry


def file_in(response: HttpResponse) -> str:
    """The published file that the answer is, below MEDIA_ROOT; "" for anything else that is streamed.

    Its ETag is its SHA-256 (portal.downloads).
    """
    file = getattr(response, "file_to_stream", None) if isinstance(response, FileResponse) else None
    path = getattr(file, "name", None)
    if not isinstance(path, str) or checksum(path) != response.get("ETag", "").strip('"'):
        return ""
    return str(Path(path).relative_to(settings.MEDIA_ROOT))


def file_answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    """The file, the part of it that is asked for, or 304. Raises Broken when it is not what it was."""
    place = settings.MEDIA_ROOT / entry.file
    if checksum(place) != entry.etag:
        raise Broken
    etag = f'"{entry.etag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = file_response(request, place.open("rb"), place.stat().st_size, etag)
    is_file = response.status_code in (200, 206)
    for name, value in entry.headers.items():
        if is_file or not name.startswith("Content-") or name == "Content-Security-Policy":
            response.headers[name] = value
    response.headers["ETag"] = etag
    return response


def let_go(response: HttpResponse) -> None:
    """Close the file of an answer that another takes the place of."""
    if response.streaming:
        response.file_to_stream.close()
