"""Pages that belong to no subject: errors, told in Swedish and without blame."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was sent without its token: nothing was saved, and what to do."""
    return render(request, "portal/csrf_failure.html", status=403)
