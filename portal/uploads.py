"""What is sent to the portal is bounded before it is read, and explained when there is no room to keep it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from portal.storage import NO_ROOM

OUTSIDE_MB = 1  # no form of the public pages is larger
BESIDE_DOCUMENT_MB = 15  # the rest of a form in the back office: its text and a photo

GetResponse = Callable[[HttpRequest], HttpResponse]


class BoundUploads:
    """413 for what says that it is too large, before a byte of it is read; 411 for what does not say; 507 without room.

    What comes in pieces of unknown number (chunked) would be read as nothing and go on arriving. Our front server
    gathers it first and then says how long it is.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("Transfer-Encoding"):
            return page("portal/without_length.html", 411)
        most = most_megabytes(request)
        if _length(request) > most * 2**20:
            return page("portal/too_large.html", 413, most=settings.DOCUMENT_MAX_MB)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return no_room() if is_full(exception) else None


def most_megabytes(request: HttpRequest) -> int:
    """How much may be sent at once: more to the back office, where documents are uploaded."""
    inside = request.path.startswith(reverse("admin:index"))
    return settings.DOCUMENT_MAX_MB + BESIDE_DOCUMENT_MB if inside else OUTSIDE_MB


def is_full(fault: BaseException | None) -> bool:
    """Whether something failed because a disk has no room."""
    return isinstance(fault, OSError) and fault.errno in NO_ROOM


def no_room() -> HttpResponse:
    """507: nothing was saved."""
    return page("portal/full.html", 507)


def page(template: str, status: int, **known: object) -> HttpResponse:
    return HttpResponse(render_to_string(template, known), status=status)


def _length(request: HttpRequest) -> int:
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else 0
