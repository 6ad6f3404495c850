"""What happens around every request: headers, compression, old addresses."""

import re
from collections.abc import Callable

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.gzip import GZipMiddleware
from django.urls import Resolver404, resolve
from django.utils.cache import has_vary_header, patch_vary_headers

from portal.accounts.middleware import is_private
from portal.models import OldAddress
from portal.policies import may_be_framed, security_headers, strict_transport
from portal.swedish import plain
from portal.views import several

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """What browsers may do with an answer, on every one of them: pages, files, errors, redirects, 304, stored copies.

    A view that needs something else sets it (portal.policies), and keeps it. Django's SecurityMiddleware, which sets
    some of the same, does not see what is answered before it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.headers = security_headers()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        if not may_be_framed(response):
            response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", strict_transport())
        return response


ACCEPTS_BROTLI = re.compile(r"\bbr\b")
BROTLI_QUALITY = 5  # of 11: as quick as gzip, and a tenth smaller
LEAST = 200  # bytes; shorter answers do not become shorter


class CompressPublicPages(GZipMiddleware):
    """Pages and texts that are the same for everybody, compressed as the browser asks.

    What depends on who asks is sent as it is: how long a compressed page is tells of the secrets in it
    (BREACH, CVE-2013-3587). Files keep their length and their parts.
    """

    max_random_bytes = 0  # noise for pages with secrets

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not is_compressible(request, response):
            return response
        if ACCEPTS_BROTLI.search(request.headers.get("Accept-Encoding", "")) and len(response.content) > LEAST:
            patch_vary_headers(response, ("Accept-Encoding",))
            response.content = brotli.compress(response.content, quality=BROTLI_QUALITY)
            response.headers["Content-Encoding"] = "br"
            response.headers["Content-Length"] = str(len(response.content))
            if response.get("ETag", "").startswith('"'):
                response.headers["ETag"] = f"W/{response['ETag']}"  # the same page in other bytes (RFC 9110, 8.8.1)
        return super().process_response(request, response)  # which leaves what is compressed already


def is_compressible(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is text, whole, and nobody's own."""
    kind = response.get("Content-Type", "").partition(";")[0]
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    is_own = is_private(request) or has_vary_header(response, "Cookie") or bool(response.cookies)
    is_whole = not (
        response.streaming or response.has_header("Content-Range") or response.has_header("Content-Encoding")
    )
    return is_text and is_whole and not is_own


class OldAddresses:
    """Where nothing is found: an address that has moved, or that is spelt with capitals or å ä ö, leads on.

    Only for the public: behind the login a broken address is answered as broken, and tells nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or is_private(request):
            return response
        moved = moved_to(request.path)
        if len(moved) > 1:
            return several(request, moved)
        target = moved[0].target if moved else tidy(request.path)
        return HttpResponsePermanentRedirect(target) if target else response


def moved_to(path: str) -> list[OldAddress]:
    """Where an old path leads now; nothing when it is not known."""
    return list(OldAddress.objects.leading_from(path if path.endswith("/") else f"{path}/"))


def tidy(path: str) -> str:
    """The same path as addresses are spelt here, or "" when that is no other address or none of ours.

    >>> tidy("/Gislaved/2021/")
    '/gislaved/2021/'
    """
    wanted = "/".join(_tidy_part(part) for part in path.split("/"))
    if not wanted.endswith((".pdf", ".atom", ".ics", "/")):
        wanted += "/"
    if wanted == path or wanted.startswith("//"):
        return ""
    try:
        resolve(wanted)
    except Resolver404:
        return ""
    return wanted


def _tidy_part(part: str) -> str:
    stem, dot, ending = part.rpartition(".")
    return f"{plain(stem)}.{ending.lower()}".replace(" ", "-") if dot else plain(part).replace(" ", "-")
