"""Serving a stored file: never run by a browser, never guessed, cached by its content."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition

# A PDF is shown, not trusted: it may load nothing and be framed by nobody.
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


def pdf_response(request: HttpRequest, file: FieldFile, *, name: str, sha256: str, permanent: bool) -> HttpResponse:
    """The file as a PDF named `name`, with an ETag from its SHA-256 (304 when the reader has it).

    `permanent` says that the address will always hold these bytes. A file that has vanished from the disk gives
    a 503 in Swedish.
    """

    @condition(etag_func=lambda _request: f'"{sha256}"')
    def respond(_request: HttpRequest) -> HttpResponse:
        try:
            stored = file.open("rb")
        except OSError:
            return render(request, "portal/file_unavailable.html", {"name": name}, status=503)
        return FileResponse(stored, content_type="application/pdf", filename=name)

    response = _kept(respond(request), permanent=permanent)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def json_response(request: HttpRequest, data: bytes, *, sha256: str, permanent: bool) -> HttpResponse:
    """JSON as it was frozen, with an ETag from its SHA-256, for pages of other sites too."""

    @condition(etag_func=lambda _request: f'"{sha256}"')
    def respond(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(data, content_type="application/json")

    response = _kept(respond(request), permanent=permanent)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _kept(response: HttpResponse, *, permanent: bool) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=31_536_000 if permanent else 0, immutable=permanent)
    return response


def private_file(request: HttpRequest, file: FieldFile, *, name: str, content_type: str) -> HttpResponse:
    """A file for whoever is signed in, kept by no cache; a 503 in Swedish when it has vanished from the disk."""
    try:
        stored = file.open("rb")
    except OSError:
        return render(request, "portal/file_unavailable.html", {"name": name}, status=503)
    response = FileResponse(stored, as_attachment=True, content_type=content_type, filename=name)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
