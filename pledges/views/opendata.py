"""The pages about open data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pledges.pages.opendata import open_data_page, trying_page
from pledges.versions import of_sweden
from portal.store.declaring import everything, stored


@stored(everything)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    return render(request, "open_data/about.html", {"page": open_data_page()})


@stored(of_sweden)
@require_safe
def trying(request: HttpRequest) -> HttpResponse:
    return render(request, "open_data/trying.html", {"page": trying_page()})
