"""Start page and the list of kommuner, each with the finder: a plain form that htmx makes live."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from pledges.pages.finder import LONGEST_QUERY, finding
from pledges.pages.listing import municipality_list_page
from pledges.pages.start import start_page
from portal.pace import search_paced
from portal.store.declaring import everything, stored


@stored(everything)
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/start.html", {"page": start_page()})


@stored(everything)
@require_safe
@vary_on_headers("HX-Request")
@search_paced
def municipalities(request: HttpRequest) -> HttpResponse:
    """All kommuner by län, with what `?q=` may mean; straight to it when there is no doubt."""
    found = finding(request.GET.get("q", "").strip()[:LONGEST_QUERY])
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "pledges/municipality_list.html#results", {"finding": found})
    if found.straight:
        return redirect(found.straight.address)
    return render(request, "pledges/municipality_list.html", {"page": municipality_list_page(found), "finding": found})
