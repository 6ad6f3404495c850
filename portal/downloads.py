"""Serving a stored file: never run by a browser, never guessed, cached by its content."""

import hashlib
import logging
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

from portal.ranges import file_response
from portal.store.seen import note
from portal.swedish import slug

logger = logging.getLogger(__name__)

# A PDF is shown, not trusted: it may load nothing and be framed by nobody. Not every browser shows one in a sandbox,
# so there is none; what acts was taken out before the file was stored.
FILE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def pdf_response(request: HttpRequest, file: FieldFile, *, name: str, sha256: str) -> HttpResponse:
    """The file as a PDF named `name`, with an ETag from its SHA-256 (304 when the reader has it).

    Asked for anew each time: even an old edition may lose a name (pledges.hiding). A file that has vanished from the
    disk, or that is not what was stored, gives a 503 in Swedish.
    """
    if not is_whole(file, sha256):
        return _unavailable(request, name)
    etag = f'"{sha256}"'

    @condition(etag_func=lambda _request: etag)
    def respond(asking: HttpRequest) -> HttpResponse:
        stored = Path(file.path)
        return file_response(asking, stored.open("rb"), stored.stat().st_size, etag)

    response = _kept(respond(request))
    if response.status_code in (200, 206):
        response.headers["Content-Type"] = "application/pdf"
        response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def is_whole(file: FieldFile, sha256: str) -> bool:
    """Whether the file is on this machine as it was stored; a copy that is not is fetched anew."""
    storage, name = file.storage, file.name
    try:
        return checksum(file.path) == sha256 or (storage.fetched_anew(name) and checksum(file.path) == sha256)
    except OSError:
        return False


def is_lost(file: FieldFile, sha256: str) -> bool:
    """Whether the file is known to be gone or damaged. A shared storage is not asked only since a page lists a file."""
    if file.storage.is_shared:
        return False
    note(file.path)
    return not is_whole(file, sha256)


def checksum(place: Path | str) -> str:
    """The SHA-256 of a file, "" when it is not there. Read through once for each time that it has changed."""
    try:
        known = Path(place).stat()
        return _sha256(str(place), known.st_size, known.st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _sha256(path: str, _size: int, _changed: int) -> str:
    with Path(path).open("rb") as stored:
        return hashlib.file_digest(stored, "sha256").hexdigest()


def disposition(name: str) -> str:
    """Shown rather than saved, under a name that any browser reads and another that keeps its letters (RFC 6266)."""
    readable = " ".join("".join(sign if sign.isprintable() else " " for sign in name).replace("/", " ").split())[-150:]
    stem, _, ending = readable.rpartition(".")
    return f"inline; filename=\"{slug(stem) or 'fil'}.{slug(ending)}\"; filename*=UTF-8''{quote(readable, safe='')}"


def _unavailable(request: HttpRequest, name: str) -> HttpResponse:
    logger.error("the file %s is missing or not what was stored", ascii(name))
    response = render(request, "portal/file_unavailable.html", {"name": name}, status=503)
    response.headers["Retry-After"] = "3600"
    response.headers["Cache-Control"] = "no-store"
    return response


def json_response(request: HttpRequest, data: bytes, *, sha256: str) -> HttpResponse:
    """JSON as it was frozen, with an ETag from its SHA-256, for pages of other sites too."""

    @condition(etag_func=lambda _request: f'"{sha256}"')
    def respond(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(data, content_type="application/json")

    response = _kept(respond(request))
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=0)
    return response


def private_file(request: HttpRequest, file: FieldFile, *, name: str, content_type: str) -> HttpResponse:
    """A file for whoever is signed in, kept by no cache; a 503 in Swedish when it has vanished from the disk."""
    try:
        stored = file.open("rb")
    except OSError:
        return _unavailable(request, name)
    response = FileResponse(stored, as_attachment=True, content_type=content_type, filename=name)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
