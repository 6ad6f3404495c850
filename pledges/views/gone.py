"""The answer for what has been withdrawn: 410, with when and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pledges.models import Publishable
from pledges.pages.pledge import withdrawn_page


def gone(request: HttpRequest, item: Publishable) -> HttpResponse:
    """410 for a thing that was public once; its text is not shown, its place remains."""
    return render(request, "pledges/withdrawn.html", {"page": withdrawn_page(item)}, status=410)
