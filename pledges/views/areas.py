"""Pages of län and lokalpolisområden."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pledges.models import County, LocalPoliceArea
from pledges.pages.listing import area_list_page, area_page, county_page


@require_safe
def county(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(County.objects.with_region(), slug=slug)
    return render(request, "pledges/county.html", {"page": county_page(found)})


@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/area_list.html", {"page": area_list_page()})


@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(LocalPoliceArea.objects.with_region(), slug=slug)
    return render(request, "pledges/area.html", {"page": area_page(found)})
