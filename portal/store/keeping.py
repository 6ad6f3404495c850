"""Keeps a copy of every published page on this machine, made when it is published and not when somebody reads it."""

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError
from django.urls import Resolver404, resolve
from django.utils import timezone

from portal.models import PublicChange
from portal.public_addresses import public_addresses
from portal.storage import StorageAway
from portal.store import shelf
from portal.store.code import code_version
from portal.store.versions import Versions
from portal.store.watcher import WATCHER

logger = logging.getLogger(__name__)

LOOK_EVERY = 0.3  # seconds
MOST_LINES = 1000  # of changes, until they are made one for each name
Visit = Callable[[str], None]


def keep_pages(visit: Visit, *, once: bool = False) -> None:
    """Go on for ever, a round each time that something has changed; `once`: until all pages have a copy."""
    done: tuple[Versions, str] | None = None
    while not (once and done):
        known, day = WATCHER.known(), timezone.localdate().isoformat()
        if known is None or WATCHER.is_away or done == (known.versions, day):
            time.sleep(LOOK_EVERY)
        elif is_done(known.versions, day, visit):
            done = (known.versions, day)


def is_done(versions: Versions, day: str, visit: Visit) -> bool:
    """Go a round; False when it came to no end, since something changed or the database went away."""
    try:
        if not round_of(versions, day, visit):
            return False
        tidy_up()
    except DatabaseError as fault:
        logger.warning("pages cannot be kept now: %s", type(fault).__name__)
        time.sleep(LOOK_EVERY)
        return False
    return True


def round_of(versions: Versions, day: str, visit: Visit) -> bool:
    """First all copies of what has changed, at once; then what has no current copy, slowly. False when it was cut short
    since something changed meanwhile."""
    code = code_version()
    copies = {entry.address: entry for entry in shelf.entries()}
    order = {address: number for number, address in enumerate(dict.fromkeys(kept_ahead(public_addresses())))}
    changed = {address for address, entry in copies.items() if not entry.is_unchanged(versions)}
    current = {address for address, entry in copies.items() if entry.is_current(versions, day, code)}
    for address in sorted(changed, key=lambda one: order.get(one, len(order))):
        visit(address)
        if has_changed_since(versions):
            return False
    for address in [one for one in order if one not in changed | current]:
        began = time.process_time()
        visit(address)
        if has_changed_since(versions):
            return False
        time.sleep(time.process_time() - began)  # half of a processor is left to others
    return True


def has_changed_since(versions: Versions) -> bool:
    known = WATCHER.known()
    return WATCHER.is_away or known is None or known.versions != versions


def kept_ahead(addresses: Iterable[str]) -> Iterator[str]:
    """Those whose answers are stored, and before anybody has asked for them."""
    for address in addresses:
        try:
            storable = getattr(resolve(address).func, "storable", None)
        except Resolver404:
            continue
        if storable and storable.ahead:
            yield address


def tidy_up() -> None:
    shelf.trim(settings.PAGE_STORE_MB * 2**20)
    with suppress(StorageAway):
        default_storage.tidy()
    if PublicChange.objects.count() > MOST_LINES:
        PublicChange.objects.compact()


class Visitor:
    """Asks the portal for an address within the process, as a web server does; the store keeps the answer."""

    def __init__(self) -> None:
        self.application = WSGIHandler()
        own = urlsplit(settings.PUBLIC_URL)
        named = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
        self.host = own.hostname if own.hostname in named or not named else named[0]

    def __call__(self, address: str) -> None:
        path, _, query = address.partition("?")
        scheme = "https" if settings.HTTPS else "http"
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": self.host,
            "SERVER_PORT": "443" if settings.HTTPS else "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": self.host,
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_X_FORWARDED_PROTO": scheme,
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        response = self.application(environ, lambda *_: None)
        response.close()
        if response.status_code >= 500:
            logger.warning("the page %s could not be kept: %s", ascii(address), response.status_code)
