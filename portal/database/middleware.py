"""Around every request: a read is asked once more when the database hung up; what cannot be answered is explained."""

import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from portal.database.base import Connection
from portal.database.faults import AWAY, Fault, fault_of
from portal.search.patience import SearchTooSlow
from portal.storage import StorageAway
from portal.views import search_too_slow, unavailable

LATELY = 2  # seconds since the database last answered; what is away for longer is not waited for
RESTARTS_WITHIN = 0.8  # seconds
STEP = 0.05


class ExplainDatabaseDown:
    """503 in Swedish when the database, or a shared storage, does not answer, instead of an error without words.

    A server that restarts hangs up on everybody. Who only reads is asked for once more, from the beginning and on a
    new connection, so that few of them notice it. What writes is left to whoever sent it: only they know if they
    want it twice.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        was_dropped = getattr(response, "fault", None) is Fault.DROPPED
        if was_dropped and request.method in ("GET", "HEAD") and is_back():
            return self.get_response(request)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SearchTooSlow):
            return search_too_slow(request)
        fault = Fault.STALLED if isinstance(exception, StorageAway) else fault_of(exception)
        return unavailable(request, fault) if fault else None


def is_back() -> bool:
    """Whether there is a connection again. Waits a moment for a server that answered lately, and may be restarting."""
    until = time.monotonic() + RESTARTS_WITHIN if time.monotonic() - Connection.answered < LATELY else 0
    while True:
        if not connection.is_usable():
            connection.close()
        try:
            connection.ensure_connection()
        except AWAY as error:
            if fault_of(error) is not Fault.DROPPED or time.monotonic() > until:
                return False
            time.sleep(STEP)
        else:
            return True
