"""The pages of a kommun, of its pledges, and of each promise through time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.models import Municipality, Pledge
from pledges.pages.municipality import municipality_page
from pledges.pages.pledge import pledge_page
from pledges.pages.thread import thread_page
from pledges.versions import of_municipality
from pledges.views.gone import gone
from portal.store.declaring import stored


@stored(of_municipality, alla=("1",))
@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a kommun; with `?alla=1`, pledges and reports of all years."""
    page = municipality_page(slug, everything=request.GET.get("alla") == "1")
    if page is None:
        raise Http404
    return render(request, "pledges/municipality.html", {"page": page})


@stored(of_municipality)
@require_safe
def pledge(request: HttpRequest, slug: str, pledge_slug: str, number: str | None = None) -> HttpResponse:
    """The latest edition, or the edition of that number."""
    known = Pledge.objects.once_public().for_page()
    found = get_object_or_404(known, municipality__slug=slug, slug=pledge_slug)
    if not found.is_published:
        return gone(request, found)
    page = pledge_page(found, int(number) if number else None)
    if page is None:
        raise Http404
    return render(request, "pledges/pledge.html", {"page": page})


@stored(of_municipality)
@require_safe
def thread(request: HttpRequest, slug: str, thread: str) -> HttpResponse:
    """One promise through the periods."""
    found = get_object_or_404(Municipality.objects.with_county(), slug=slug)
    page = thread_page(found, thread)
    if page is None:
        raise Http404
    return render(request, "pledges/thread.html", {"page": page})
