"""Asking a portal for an address: this one without any network, or another over HTTP."""

import hashlib
import http.client
import secrets
import ssl
from collections.abc import Iterable
from dataclasses import dataclass, replace
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

IN_MEMORY = 4 * 2**20  # bytes of a body; what is larger lies in a temporary file
AT_A_TIME = 2**16
SECONDS = 60  # for another portal to answer
CLIENT = "Medborgarloften-kopia/1.0"
UNORDERED = ("application/rdf+xml", "application/ld+json")  # graphs, which are written in another order each time


class DoesNotAnswer(Exception):
    """The other portal cannot be reached; the message says why."""


@dataclass(frozen=True)
class Answer:
    """`body` is read from its beginning; `headers` are by their names in lower case. To be used in a `with`."""

    status: int
    headers: dict[str, str]
    body: IO[bytes]
    sha256: str

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *_fault) -> None:
        self.body.close()

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "application/octet-stream")

    @property
    def is_unordered(self) -> bool:
        return self.content_type.startswith(UNORDERED)


def gathered(status: int, headers: Iterable[tuple[str, str]], parts: Iterable[bytes]) -> Answer:
    body, seen = SpooledTemporaryFile(IN_MEMORY), hashlib.sha256()  # noqa: SIM115 - whoever asked closes it
    for part in parts:
        body.write(part)
        seen.update(part)
    body.seek(0)
    answer = Answer(status, {name.lower(): value for name, value in headers}, body, seen.hexdigest())
    return replace(answer, sha256=_of_lines(body)) if answer.is_unordered else answer


def _of_lines(body: IO[bytes]) -> str:
    """The same for the same lines in any order."""
    lines = sorted(line.rstrip(b",\r\n") for line in body)
    body.seek(0)
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


class ThisPortal:
    """Answers by this process. The cookie keeps stored pages out; the address, readers' limits from being used up."""

    def __init__(self) -> None:
        self.handler = WSGIHandler()
        site = urlsplit(settings.PUBLIC_URL)
        connection = f"127.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{1 + secrets.randbelow(254)}"
        self.environ = {
            "REQUEST_METHOD": "GET",
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "HTTP_COOKIE": "kopia=1",
            "HTTP_X_FORWARDED_FOR": connection,
            "HTTP_X_FORWARDED_PROTO": site.scheme,
            "REMOTE_ADDR": connection,
            "wsgi.url_scheme": site.scheme,
        }

    def ask(self, address: str) -> Answer:
        path, _, query = address.partition("?")
        begun: list = []
        environ = {
            **self.environ,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.input": BytesIO(),
            "wsgi.errors": None,
        }
        response = self.handler(environ, lambda status, headers, *_: begun.extend([status, headers]))
        try:
            return gathered(int(begun[0].split()[0]), begun[1], response)
        finally:
            response.close()


class OtherPortal:
    """Answers over HTTP, on one connection. Redirects are answers like others."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        site = urlsplit(self.url)
        if site.scheme == "https":
            secure = ssl.create_default_context()
            self.connection = http.client.HTTPSConnection(site.netloc, timeout=SECONDS, context=secure)
        else:
            self.connection = http.client.HTTPConnection(site.netloc, timeout=SECONDS)

    def ask(self, address: str) -> Answer:
        """Raises DoesNotAnswer."""
        try:
            try:
                response = self._response(address)
            except ConnectionError:  # a server may hang up between two questions
                self.connection.close()
                response = self._response(address)
            return gathered(response.status, response.getheaders(), iter(lambda: response.read(AT_A_TIME), b""))
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise DoesNotAnswer(f"{self.url} svarar inte: {error}") from error

    def _response(self, address: str) -> http.client.HTTPResponse:
        self.connection.request("GET", address, headers={"User-Agent": CLIENT, "Accept-Encoding": "identity"})
        return self.connection.getresponse()
