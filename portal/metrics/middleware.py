"""Counts requests: by the route's name, never the path, so that no visitor can make series of their own."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.logs import queries
from portal.metrics import counting

OUTCOMES = {"HIT": "hit", "MISS": "miss", "STALE": "stale"}  # as the page store tells them
LOOKED_UP_NOWHERE = ("hit", "stale")  # what the store answers before anybody knows which page it is
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


class Measured:
    """How many, how they were answered, how long they took, and how much of that was the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with queries.counted() as asked:
            response = self.get_response(request)
        outcome = OUTCOMES.get(response.get("X-Cache", ""))
        if outcome:
            counting.add("portal_store_total", outcome=outcome)
        route = "stored" if outcome in LOOKED_UP_NOWHERE else route_of(request)
        method = request.method if request.method in METHODS else "other"
        counting.add("portal_requests_total", route=route, method=method, status=str(response.status_code))
        counting.took("portal_request_seconds", time.perf_counter() - began, route=route)
        if asked.times:
            counting.add("portal_database_queries_total", asked.times, route=route)
            counting.add("portal_database_seconds_total", asked.seconds, route=route)
        return response


def route_of(request: HttpRequest) -> str:
    """The name of the page; "static" for a file of ours, and "none" for an address that is no page's."""
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    return (request.resolver_match.view_name if request.resolver_match else "") or "none"
