"""Pages that belong to no subject: errors, told in Swedish and without blame."""

import sys
from collections.abc import Iterable

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from portal.database.faults import Fault, fault_of
from portal.logs.requests import current_number
from portal.models import OldAddress
from portal.search.patience import SearchTooSlow
from portal.uploads import is_full, no_room
from portal.wiring import load

AWAY = {"Retry-After": "30", "Cache-Control": "no-store"}


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
    except (DatabaseError, SearchTooSlow):
        return []


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was asked or sent cannot be read."""
    known = {"was_sent": request.method == "POST"}
    return HttpResponse(render_to_string("portal/bad_request.html", known), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; or 507, when a disk was full already as what was sent was read; or 503, before any view.

    Rendered without the request, so that nothing in it can fail again, but for its number, which the log tells of.
    """
    fault = sys.exc_info()[1]
    if is_full(fault):
        return no_room()
    if why := fault_of(fault):
        return unavailable(request, why)
    return HttpResponseServerError(render_to_string("500.html", {"number": current_number()}))


def unavailable(request: HttpRequest, fault: Fault) -> HttpResponse:
    """503 with Retry-After: the database does not answer in time. Who sent a form gets it back, to send it again.

    The answer carries its `fault`, for the middleware that may ask once more.
    """
    known = {"sent": sent_again(request), "address": request.get_full_path(), "fault": fault.value}
    template = "portal/not_saved.html" if request.method == "POST" else "503.html"
    response = HttpResponse(render_to_string(template, known), status=503, headers=AWAY)
    response.fault = fault
    return response


def search_too_slow(request: HttpRequest) -> HttpResponse:
    """503: the search was given up, and how to search so that it is not."""
    return HttpResponse(render_to_string("portal/search_too_slow.html"), status=503, headers=AWAY)


def sent_again(request: HttpRequest) -> list[tuple[str, str]]:
    """(field, value) of what a form sent, but for the pages where passwords are typed. Files are not kept."""
    if request.method != "POST" or request.path.startswith(reverse("account_home")):
        return []
    try:
        return [(field, value) for field, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return []


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the account may not do that. Nothing was saved."""
    return HttpResponse(render_to_string("portal/forbidden.html"), status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was sent without its token. Nothing was saved."""
    return HttpResponse(render_to_string("portal/csrf_failure.html"), status=403)
