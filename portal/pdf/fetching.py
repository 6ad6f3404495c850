"""What a document may fetch: data in the document itself and our own static files. Nothing else, ever.

WeasyPrint's own fetcher reads local files and the network, which a text from a form could make use of.
"""

import base64
import binascii
import mimetypes
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STATIC_DIR = Path(__file__).resolve().parent.parent.parent / "static"


class Refused(ValueError):
    """The address is none that a document may fetch."""


class Fetcher(URLFetcher):
    """Answers `data:` and `static:` addresses; there is no handler for any other, and no redirect."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data", "static"), allow_redirects=False)
        self.handlers.clear()
        self.handle_open.clear()

    def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
        """The content. Raises Refused, or FatalURLFetchingError when a file of our own is missing."""
        scheme, _, rest = url.partition(":")
        if scheme == "data":
            return _data(url, rest)
        if scheme == "static":
            return _static(url, rest)
        raise Refused(f"refused to fetch {url[:200]}")


def _data(url: str, rest: str) -> URLFetcherResponse:
    described, comma, content = rest.partition(",")
    kind, *parameters = described.split(";")
    if not comma:
        raise Refused("refused data without a comma")
    try:
        body = base64.b64decode(unquote(content)) if "base64" in parameters else unquote_to_bytes(content)
    except binascii.Error as error:
        raise Refused(f"refused data that is not base64: {error}") from None
    return URLFetcherResponse(url[:100], body, {"Content-Type": kind or "text/plain"})


def _static(url: str, rest: str) -> URLFetcherResponse:
    path = (STATIC_DIR / unquote(rest)).resolve()  # follows .. and links before the comparison
    if not path.is_relative_to(STATIC_DIR.resolve()):
        raise Refused(f"refused to fetch {url[:200]}")
    try:
        body = path.read_bytes()
    except OSError:
        raise FatalURLFetchingError(f"missing static file {url[:200]}") from None
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return URLFetcherResponse(url, body, {"Content-Type": kind})
