"""One request that the page store may answer: what there is for its address, and what is to be kept of its answer."""

from urllib.parse import urlencode

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal.store import doubts, seen, shelf
from portal.store.answers import answer, kept, may_be_kept, old_answer
from portal.store.declaring import Storable
from portal.store.entry import DAY, Broken, Stored
from portal.store.files import let_go
from portal.store.versions import Known
from portal.store.watcher import WATCHER

SAFE = ("GET", "HEAD")
# What would make a view answer with less than the whole page, which is what is kept.
PARTIAL = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")


class StoredPage:
    """What is known before the view is asked decides: an entry made meanwhile is never newer than its versions."""

    def __init__(self, request: HttpRequest, known: Known | None, code: str) -> None:
        self.request, self.known, self.code = request, known, code
        self.method, self.set_aside = request.method, {}
        self.day = timezone.localdate().isoformat()
        self.address = address_of(request)
        self.is_fragment = is_fragment(request)
        self.storable: Storable | None = None
        self.parts: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.stored = self._found()

    def from_store(self) -> HttpResponse | None:
        """The stored answer when it is current; with the database away, the last good copy."""
        if WATCHER.is_away:
            return self.last_good()
        if self.stored is None or self.known is None or not WATCHER.is_fresh:
            return None
        entry = self.stored.entry
        if not entry.is_current(self.known.versions, self.day, self.code) or doubts.is_in_doubt(entry.versions):
            return None
        return self._answered("HIT", self.stored)

    def last_good(self) -> HttpResponse | None:
        """The copy in which nothing has changed since, as far as is known; None when it is too long since one knew."""
        if self.stored is None or self.known is None or self.known.age > DAY:
            return None
        shown = self.stored.entry.versions
        if not self.stored.entry.is_unchanged(self.known.versions) or doubts.is_in_doubt(shown):
            return None
        try:
            response = old_answer(self.request, self.stored, self.known.age)
        except Broken:
            return None
        response.headers["X-Cache"] = "STALE"
        return response

    def resolved(self, storable: Storable | None, parts: dict[str, str]) -> None:
        """The view has been found. If its answer is to be kept, let it give the whole page."""
        if storable is None or self.known is None or self.is_fragment or not storable.takes(self.request.GET):
            return
        self.storable, self.parts = storable, parts
        seen.begin()
        self.set_aside = {name: self.request.META.pop(name) for name in PARTIAL if name in self.request.META}
        self.request.method = "GET"

    def put_in_store(self, response: HttpResponse) -> HttpResponse:
        """The view's answer, kept if it may be; a last good copy when something went wrong."""
        self.files = seen.end()
        self.request.META.update(self.set_aside)
        self.request.method = self.method
        if self.storable and may_be_kept(response) and (found := self._kept(response)):
            return found
        if response.status_code >= 500:
            return self.last_good() or response
        if response.status_code == 404 and self.stored:
            shelf.forget(self.address)
        return response

    def _found(self) -> Stored | None:
        stored = shelf.fetch(self.address)
        return None if stored and self.is_fragment and stored.entry.depends_on_htmx else stored

    def _kept(self, response: HttpResponse) -> HttpResponse | None:
        """The answer as it is given from now on; None when it could not be made an entry."""
        try:
            names = self.storable.names(**self.parts)
        except DatabaseError:
            return None
        stored = kept(
            response,
            address=self.address,
            versions=self.known.versions.of(names),
            day=self.day,
            code=self.code,
            files=self.files,
            before=self.stored.entry if self.stored else None,
        )
        shelf.keep(stored)
        found = self._answered("MISS", stored)
        if found:
            let_go(response)
        return found

    def _answered(self, how: str, stored: Stored) -> HttpResponse | None:
        try:
            response = answer(self.request, stored)
        except Broken:
            return None
        response.headers["X-Cache"] = how
        return response


def address_of(request: HttpRequest) -> str:
    """The path and the parameters, in an order that does not depend on how they were written."""
    if not request.META.get("QUERY_STRING"):
        return request.path
    sent = sorted((name, value) for name, values in request.GET.lists() for value in values)
    return f"{request.path}?{urlencode(sent)}"


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, and not for all of it to show it again (as django_htmx tells)."""
    asked = request.headers
    return asked.get("HX-Request") == "true" and asked.get("HX-History-Restore-Request") != "true"
