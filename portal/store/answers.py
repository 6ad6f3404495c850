"""From an answer to an entry, and back: compressed once, with ETag and Last-Modified, or as the last good copy."""

import gzip
import hashlib
import re
import time
from collections.abc import Iterable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from portal.store.entry import IDENTITY, Entry, Stored
from portal.store.files import file_answer, file_in
from portal.wording import wait_text

STATUSES = (200, 410)
ENCODINGS = ("br", "gzip")  # the best first
BROTLI_QUALITY = 9  # of 11, which takes ten times as long for a twentieth less
LEAST = 200  # bytes; shorter bodies do not become shorter
VARIES = {"accept-encoding", "hx-request"}  # what an entry may depend on besides its address
OF_THE_BODY = ("content-length", "content-encoding", "etag", "last-modified")
AGE = b"<!-- plats: alder -->"  # where a page says how old it may be (templates/base.html)
OLD = (
    '<aside class="notices" lang="sv" aria-label="Om sidans ålder"><div class="wrap"><p><span>'
    "Sidan kan vara upp till {age} gammal. Just nu når vi inte våra senaste uppgifter.</span></p></div></aside>"
)


def may_be_kept(response: HttpResponse) -> bool:
    """Whether the answer is whole, and the same for everybody who asks for the address."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    control = response.get("Cache-Control", "")
    return (
        response.status_code in STATUSES
        and (not response.streaming or bool(file_in(response)))
        and not response.cookies
        and varies <= VARIES
        and not re.search(r"no-store|private|no-cache", control)
        and not response.has_header("Content-Encoding")
    )


def kept(
    response: HttpResponse,
    *,
    address: str,
    versions: dict[str, str],
    files: dict[str, str],
    day: str,
    code: str,
    before: Entry | None,
) -> Stored:
    """The answer as an entry. `before` is the one that it takes the place of."""
    file = file_in(response)
    bodies = {} if file else encoded(response)
    etag = response.get("ETag", "").removeprefix("W/").strip('"') or _digest(bodies[IDENTITY])
    now = int(time.time())
    if before and before.etag == etag:
        now = before.changed_at
    elif before:
        now = max(now, before.changed_at + 1)  # another content never has the same Last-Modified
    headers = {name: value for name, value in response.items() if name.lower() not in OF_THE_BODY}
    entry = Entry(
        address=address,
        status=response.status_code,
        headers={"Cache-Control": "public, max-age=0", **headers},
        may_be_framed=getattr(response, "xframe_options_exempt", False),
        versions=versions,
        day=day,
        code=code,
        etag=etag,
        changed_at=now,
        file=file,
        files=files,
    )
    return Stored.of(entry, bodies)


def encoded(response: HttpResponse) -> dict[str, bytes]:
    """The body in each encoding that makes it shorter."""
    body = response.content
    kind = response.get("Content-Type", "").partition(";")[0]
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml"))
    if not is_text or len(body) <= LEAST:
        return {IDENTITY: body}
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(body, compresslevel=9, mtime=0),
        IDENTITY: body,
    }


def answer(request: HttpRequest, stored: Stored) -> HttpResponse:
    """The stored answer in the best encoding that the reader takes; 304 when the reader has it.

    Raises portal.store.entry.Broken.
    """
    entry = stored.entry
    if entry.file:
        return file_answer(request, entry)
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), entry.parts)
    response = _with_headers(entry, stored.body(encoding))
    if len(entry.parts) > 1:
        patch_vary_headers(response, ("Accept-Encoding",))
    if encoding != IDENTITY:
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(response.content))
    if entry.status != 200:
        return _as_asked(request, response)
    etag = f'"{entry.etag}"' if encoding == IDENTITY else f'"{entry.etag}-{encoding}"'
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(entry.changed_at)
    found = get_conditional_response(request, etag=etag, last_modified=entry.changed_at, response=response)
    if found is not response and found.status_code == 304:
        _copy_headers(response, found)
    return _as_asked(request, found)


def old_answer(request: HttpRequest, stored: Stored, age: float) -> HttpResponse:
    """The last good copy, which says how old it may be: `age` in seconds. Raises portal.store.entry.Broken."""
    body = b"" if stored.entry.file else stored.body(IDENTITY)
    if AGE in body:
        text = OLD.format(age=wait_text(max(60, int(age))))
        response = _with_headers(stored.entry, body.replace(AGE, text.encode(), 1))
        response.headers["Content-Length"] = str(len(response.content))
        response = _as_asked(request, response)
    else:
        response = answer(request, stored)
    response.headers["Age"] = str(int(age))
    return response


def _with_headers(entry: Entry, body: bytes) -> HttpResponse:
    response = HttpResponse(body, status=entry.status, headers=entry.headers)
    response.xframe_options_exempt = entry.may_be_framed
    return response


def _copy_headers(source: HttpResponse, target: HttpResponse) -> None:
    """So that a 304, whose headers a browser takes for the page's, takes back nothing that the page's said."""
    for name, value in source.items():
        if not name.lower().startswith("content-") or name == "Content-Security-Policy":
            target.headers.setdefault(name, value)
    target.xframe_options_exempt = source.xframe_options_exempt


def _as_asked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method == "HEAD":
        response.content = b""
    return response


def best_encoding(accepted: str, parts: Iterable[str]) -> str:
    """The best that the header names and the entry has.

    >>> best_encoding("gzip, br;q=0", ["br", "gzip", "identity"])
    'gzip'
    """
    takes = {name.strip() for name, _, weight in _weighed(accepted) if not re.fullmatch(r"q=0(\.0*)?", weight.strip())}
    return next((encoding for encoding in ENCODINGS if encoding in takes and encoding in parts), IDENTITY)


def _weighed(accepted: str) -> Iterable[tuple[str, str, str]]:
    return (one.partition(";") for one in accepted.lower().split(","))


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
