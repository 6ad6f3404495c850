"""How often one connection may ask for what is costly, counted by the minute in the database that all processes share.

One statement for each question, on a table that is written to no log. Where the database cannot count, each process
does: reading goes on. What is kept leads back to nobody (portal.limits).
"""

import threading
from collections import Counter
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.network import connection_of
from portal.limits import key_of
from portal.models import Pace
from portal.wording import wait_text

MINUTE = 60  # seconds


class OwnCount:
    """What this process has counted within the minute that is now."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.minute = 0
        self.times: Counter[str] = Counter()

    def once_more(self, key: str, minute: int) -> int:
        with self.lock:
            if minute != self.minute:
                self.minute, self.times = minute, Counter()
            self.times[key] += 1
            return self.times[key]


OWN = OwnCount()


def wait_for(purpose: str, request: HttpRequest, most: int) -> int:
    """Seconds until the connection may ask again; 0 when it may now. `most` a minute, 0 for any number."""
    if not most:
        return 0
    now = timezone.now()
    minute = int(now.timestamp() // MINUTE)
    key = key_of(purpose, connection_of(request), now.date())
    try:
        times = Pace.objects.once_more(key, minute)
    except (DatabaseError, InterfaceError):
        times = OWN.once_more(key, minute)
    return MINUTE - int(now.timestamp() % MINUTE) if times > most else 0


def search_paced(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 429 and when to come back to who searches too often. What has no parameters is no search."""

    @wraps(view)
    def paced(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        wait = wait_for("search", request, settings.SEARCH_PER_MINUTE) if request.GET else 0
        return too_often(request, wait) if wait else view(request, *args, **kwargs)

    return paced


def too_often(request: HttpRequest, wait: int) -> HttpResponse:
    response = render(request, "portal/searched_too_often.html", {"wait": wait_text(wait)}, status=429)
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response
