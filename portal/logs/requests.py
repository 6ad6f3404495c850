"""The request that is being answered, and its number, which joins the lines that the log has about it."""

import secrets
from collections.abc import Callable, Mapping
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another when somebody reads them out
KEY = "portal.number"

current: ContextVar[HttpRequest | None] = ContextVar("current request", default=None)


class NumberedRequests:
    """Outermost: gives each request a number, and lets what is far from it know which one it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[KEY] = new_number()
        token = current.set(request)
        try:
            return self.get_response(request)
        finally:
            current.reset(token)


def new_number() -> str:
    """Such as k3m9-x7q2: short enough to be told over the phone, and never the same twice in a log that is kept."""
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in secrets.token_bytes(8))
    return f"{signs[:4]}-{signs[4:]}"


def current_number() -> str:
    """The number of the request that is being answered, "" outside of any."""
    request = current.get()
    return number_of(request.META) if request else ""


def number_of(environ: Mapping) -> str:
    """The number in a request's environment, which the web server keeps until it has written its own line."""
    return environ.get(KEY, "")
