"""Answers from the page store, before sessions, templates and questions; and puts there what may be kept."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from portal.database.faults import Fault
from portal.store.code import code_version
from portal.store.page import SAFE, StoredPage
from portal.store.watcher import WATCHER
from portal.views import unavailable

OWN = "private, no-store"


class PageStore:
    """A stored page costs no question and no template. Who has a cookie or an Authorization passes by.

    With the database away every address answers with its last good copy, or at once with 503.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.PAGE_STORE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.code = code_version()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = WATCHER.known()
        if is_somebodys(request):
            response = self.respond(request)
            if "no-store" not in response.get("Cache-Control", ""):
                response.headers["Cache-Control"] = OWN
            return response
        if request.method in SAFE:
            request.get_host()  # a host that is none of ours is refused here as elsewhere
            request.stored_page = page = StoredPage(request, known, self.code)
            response = page.from_store() or page.put_in_store(self.respond(request))
        else:
            response = self.respond(request)
        response.headers.setdefault("Cache-Control", OWN)
        return response

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        page = getattr(request, "stored_page", None)
        if page:
            page.resolved(getattr(view, "storable", None), kwargs)

    def respond(self, request: HttpRequest) -> HttpResponse:
        """As without the store; but with the database away nobody waits for it."""
        if WATCHER.is_away and not works_without_database(request):
            return unavailable(request, Fault.STALLED)
        return self.get_response(request)


def is_somebodys(request: HttpRequest) -> bool:
    """Whether the answer may be for who asks alone."""
    return bool(request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION"))


def works_without_database(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    return getattr(view, "works_without_database", False)
