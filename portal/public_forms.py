"""Forms that anybody may send without a cookie: only from the portal's own pages, and only so often.

There is no session to ride on, so a token would protect nothing and would need a cookie. What must not be is that
another site's page sends forms in its readers' names; browsers say where a form was sent from.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from portal.limits import TooMany
from portal.wording import wait_text

View = Callable[..., HttpResponse]


def public_form(view: View) -> View:
    """Refuse what another site sends with 403, and answer portal.limits.TooMany with 429 and when to come back."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST" and not is_sent_from_here(request):
            return render(request, "portal/sent_from_elsewhere.html", status=403)
        try:
            return view(request, *args, **kwargs)
        except TooMany as error:
            return too_many(request, error)

    return guarded


def is_sent_from_here(request: HttpRequest) -> bool:
    """Whether the form may have been sent from one of our own pages.

    Every browser of this decade says so (Fetch Metadata, else RFC 6454's Origin) when a form is posted; what says
    neither is a program, which is led astray by no other site.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin in (f"{request.scheme}://{request.get_host()}", settings.PUBLIC_URL)


def too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """429: wait, and when to come back."""
    wait = wait_text(error.seconds)
    response = render(request, "portal/too_many.html", {"wait": wait}, status=429)
    response.headers["Retry-After"] = str(error.seconds)
    return response
