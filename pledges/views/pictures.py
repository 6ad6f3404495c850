"""The pictures of a kommun and of a pledge, for services that show links to them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pledges.models import Pledge
from pledges.pages.municipality import municipality_page
from pledges.pages.pledge import pledge_page
from pledges.versions import of_municipality
from pledges.views.gone import gone
from portal.previews.serving import picture_response
from portal.store.declaring import stored_when_asked_for


@stored_when_asked_for(of_municipality)
@require_safe
def municipality_picture(request: HttpRequest, slug: str) -> HttpResponse:
    page = municipality_page(slug)
    if page is None:
        raise Http404
    return picture_response(request, page.picture)


@stored_when_asked_for(of_municipality)
@require_safe
def pledge_picture(request: HttpRequest, slug: str, pledge_slug: str) -> HttpResponse:
    known = Pledge.objects.once_public().for_page()
    found = get_object_or_404(known, municipality__slug=slug, slug=pledge_slug)
    if not found.is_published:
        return gone(request, found)
    return picture_response(request, pledge_page(found).picture)
