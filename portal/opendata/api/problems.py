"""What went wrong, for programs: application/problem+json (RFC 9457), whoever noticed it."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

PROBLEM = "application/problem+json"
ROOT = "/api/"
KEPT = ("Allow", "Retry-After")
# What each status says: a title that is always the same, and the usual detail.
SAID = {
    400: ("Frågan går inte att läsa", "Adressen eller parametrarna innehåller något som inte går att läsa."),
    404: ("Finns inte", "Det finns inget på adressen, eller så är det inte publicerat."),
    405: ("Metoden används inte här", "API:et kan bara läsas: använd GET eller HEAD."),
    414: ("Adressen är för lång", "Portalen läser högst 8 000 tecken. Fråga efter färre saker åt gången."),
    429: ("För många frågor", "Vänta en stund och fråga sedan igen. Retry-After säger hur många sekunder."),
    500: ("Fel hos oss", "Något gick fel hos oss. Försök igen om en stund."),
    503: ("Svarar inte just nu", "Portalen når inte sin databas. Försök igen om en stund."),
}


class Problem(Exception):
    """A question that cannot be answered; the message says why, in Swedish."""

    def __init__(self, status: int, detail: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


def problem_response(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """The problem as JSON. Its `type` says no more than the status does (RFC 9457, 4.2.1)."""
    title, usual = SAID.get(status) or (HTTPStatus(status).phrase, "")
    told = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail or usual,
        "instance": request.path[:500],
    }
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type=PROBLEM, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """The problem of asking too often. `wait` seconds."""
    response = problem_response(request, 429)
    response.headers["Retry-After"] = str(wait)
    return response


def readable_elsewhere(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer (CORS)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


class ProblemsInApi:
    """Under /api/ every error is a problem in JSON, also one that another part of the portal answers with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(ROOT):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != PROBLEM:
            page, response = response, problem_response(request, response.status_code)
            for name in KEPT:
                if name in page.headers:
                    response.headers[name] = page.headers[name]
        return readable_elsewhere(response)
