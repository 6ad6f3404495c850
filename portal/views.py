"""Pages that belong to no subject: errors, told in Swedish and without blame."""

import sys
from collections.abc import Iterable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.models import OldAddress
from portal.uploads import is_full, no_room
from portal.wiring import load


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with what the address may have meant."""
    return render(request, "404.html", {"suggestions": suggestions(request.path)}, status=404)


def several(request: HttpRequest, moved: Iterable[OldAddress]) -> HttpResponse:
    """300 (RFC 9110, 15.4.1): what was here is now at several addresses, and the reader chooses.

    No 301, since none of them is the answer; no 404, since we know. Browsers show the page, and a search engine does
    not take it for a page of ours.
    """
    return render(request, "portal/several.html", {"moved": moved}, status=300)


def suggestions(path: str) -> list[tuple[str, str]]:
    """(text, address) of what an unknown path may have meant; none when the database cannot say."""
    try:
        return [found for suggest in load("SUGGESTIONS") for found in suggest(path)]
    except DatabaseError:
        return []


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was asked or sent cannot be read."""
    known = {"was_sent": request.method == "POST"}
    return HttpResponse(render_to_string("portal/bad_request.html", known), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; or 507, when a disk was full already as what was sent was read.

    Rendered without the request, so that nothing in it can fail again.
    """
    if is_full(sys.exc_info()[1]):
        return no_room()
    return HttpResponseServerError(render_to_string("500.html"))


def unavailable() -> HttpResponse:
    """503 with Retry-After: the database does not answer."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the account may not do that. Nothing was saved."""
    return HttpResponse(render_to_string("portal/forbidden.html"), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was sent without its token. Nothing was saved."""
    return HttpResponse(render_to_string("portal/csrf_failure.html"), status=403)
