"""What comes in is text that can be read and kept: no NUL, which PostgreSQL stores nowhere, and nothing but UTF-8."""

import codecs
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from portal.views import bad_request

LONGEST_ADDRESS = 8000  # characters of path and query; the longest that a page of ours leads to has a tenth
ESCAPED_NUL = re.compile(rb"\\u0000", re.IGNORECASE)  # in JSON
EXACT = "utf-8-exact"


def _exact(name: str) -> codecs.CodecInfo | None:
    """UTF-8 that is refused when it is broken, although Django asks for � in the place of what it cannot read."""
    if name != EXACT.replace("-", "_"):
        return None
    return codecs.CodecInfo(codecs.utf_8_encode, lambda data, _errors="": codecs.utf_8_decode(data, "strict", True))


codecs.register(_exact)


class RefuseMalformedInput:
    """400 for a path, query, header, cookie or body that is not text; 414 for an address that is too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.path) + len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
            return HttpResponse(render_to_string("portal/too_long.html"), status=414)
        return self.get_response(request) if is_readable_above(request) else bad_request(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """The body, once portal.uploads has bounded it and before anybody reads it."""
        return None if is_readable_below(request) else bad_request(request)


def is_readable_above(request: HttpRequest) -> bool:
    """What stands above the body. Django leaves a path's broken bytes percent-encoded, and headers as Latin 1."""
    given = (value for name, value in request.META.items() if name.startswith("HTTP_"))
    return (
        is_text(unquote_to_bytes(request.path))
        and is_text(unquote_to_bytes(request.META.get("QUERY_STRING", "")))
        and all(is_text(value.encode("latin-1", errors="replace")) for value in given)
    )


def is_readable_below(request: HttpRequest) -> bool:
    if request.content_type == "multipart/form-data":
        return is_readable_form(request)
    if not request.META.get("CONTENT_LENGTH"):
        return True
    if request.content_type == "application/x-www-form-urlencoded":
        return is_text(unquote_to_bytes(request.body))
    is_json = request.content_type.endswith("json")
    return not is_json or (is_text(request.body) and not ESCAPED_NUL.search(request.body))


def is_readable_form(request: HttpRequest) -> bool:
    """A form with files: its texts. Names of fields and files that are broken Django leaves out by itself."""
    usual, request._encoding = request._encoding, EXACT  # the property would forget what has been read
    try:
        fields = request.POST.lists()
    except UnicodeDecodeError:
        return False
    except UnreadablePostError:  # whoever sent it has gone
        return True
    finally:
        request._encoding = usual
    return not any("\x00" in text for name, values in fields for text in (name, *values))


def is_text(data: bytes) -> bool:
    """
    >>> is_text("Sävsjö".encode()), is_text("Sävsjö".encode("latin-1")), is_text(b"a\\x00b")
    (True, False, False)
    """
    try:
        return "\x00" not in data.decode()
    except UnicodeDecodeError:
        return False
