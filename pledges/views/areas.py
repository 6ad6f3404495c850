"""Pages of län and lokalpolisområden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.models import County, LocalPoliceArea
from pledges.pages.listing import area_list_page, area_page, county_page
from pledges.versions import of_area, of_county, of_sweden
from portal.store.declaring import stored


@stored(of_county)
@require_safe
def county(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(County.objects.with_region(), slug=slug)
    return render(request, "pledges/county.html", {"page": county_page(found)})


@stored(of_sweden)
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/area_list.html", {"page": area_list_page()})


@stored(of_area)
@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(LocalPoliceArea.objects.with_region(), slug=slug)
    return render(request, "pledges/area.html", {"page": area_page(found)})
