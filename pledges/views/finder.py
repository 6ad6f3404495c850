"""Start page and the list of kommuner, each with the finder: a plain form that htmx makes live."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from pledges.pages.listing import municipality_list_page
from pledges.pages.start import start_page

LONGEST_QUERY = 100


def typed(request: HttpRequest) -> str:
    """What was typed in the finder, cut at 100 characters: no name is longer."""
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/start.html", {"page": start_page()})


@require_safe
@vary_on_headers("HX-Request")
def municipalities(request: HttpRequest) -> HttpResponse:
    """All kommuner by län, or those that match `?q=`; whoever typed a whole name is taken straight there."""
    page = municipality_list_page(typed(request))
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "pledges/municipality_list.html#results", {"page": page})
    if page.exact:
        return redirect(page.exact)
    return render(request, "pledges/municipality_list.html", {"page": page})
