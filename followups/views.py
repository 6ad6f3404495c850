"""The pages and files of follow-ups."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from followups import calendars
from followups.area_pages import overview_page
from followups.area_table import overview_csv
from followups.comparison import comparison_page
from followups.models import FollowUp, FollowUpEdition
from followups.pages import follow_up_page
from pledges.editions import written
from pledges.models import LocalPoliceArea, Municipality
from pledges.pages.base import today
from pledges.versions import of_area, of_municipality
from pledges.views.gone import gone
from portal.downloads import json_response, pdf_response
from portal.previews.serving import picture_response
from portal.store.declaring import everything, stored, stored_when_asked_for

ICALENDAR = "text/calendar; charset=utf-8"


@stored(everything)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The country, or the län of `?lan=`, in the year of `?ar=`."""
    return render(request, "followups/overview.html", {"page": overview_page(request.GET)})


@stored(everything)
@require_safe
def overview_table(request: HttpRequest) -> HttpResponse:
    """The same table as CSV."""
    disposition = 'attachment; filename="medborgarloften-oversikt.csv"'
    return HttpResponse(
        overview_csv(request.GET), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The kommuner of each `?kommun=`, side by side."""
    return render(request, "followups/comparison.html", {"page": comparison_page(request.GET.getlist("kommun"))})


@stored(of_municipality)
@require_safe
def follow_up(request: HttpRequest, slug: str, span: str, number: int | None = None) -> HttpResponse:
    """The latest edition, or the edition of that number."""
    found = get_object_or_404(FollowUp.objects.once_public().for_page(), municipality__slug=slug, slug=span)
    if not found.is_published:
        return gone(request, found)
    page = follow_up_page(found, number)
    if page is None:
        raise Http404
    return render(request, "followups/follow_up.html", {"page": page})


@stored_when_asked_for(of_municipality)
@require_safe
def follow_up_picture(request: HttpRequest, slug: str, span: str, number: int | None = None) -> HttpResponse:
    """What other services show beside a link to the page of the same edition."""
    found = get_object_or_404(FollowUp.objects.once_public().for_page(), municipality__slug=slug, slug=span)
    if not found.is_published:
        return gone(request, found)
    page = follow_up_page(found, number)
    return picture_response(request, page.picture if page else None)


@stored(of_municipality)
@require_safe
def follow_up_pdf(request: HttpRequest, slug: str, span: str, number: int | None = None) -> HttpResponse:
    """The frozen file of the latest edition, or of the edition of that number (which never changes)."""
    found, edition = _edition(slug, span, number)
    if edition is None:
        return gone(request, found)
    name = found.file_name_of(edition.number)
    return pdf_response(request, edition.pdf, name=name, sha256=edition.pdf_sha256)


@stored(of_municipality)
@require_safe
def follow_up_json(request: HttpRequest, slug: str, span: str, number: int | None = None) -> HttpResponse:
    """The frozen content of the same edition as data, the bytes whose SHA-256 the page tells."""
    found, edition = _edition(slug, span, number)
    if edition is None:
        return gone(request, found)
    return json_response(request, written(edition.content), sha256=edition.content_sha256)


@stored(of_municipality)
@require_safe
@conditional_page
def municipality_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Municipality, slug=slug)
    return HttpResponse(calendars.municipality_calendar(found, today()), content_type=ICALENDAR)


@stored(of_area)
@require_safe
@conditional_page
def area_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(LocalPoliceArea, slug=slug)
    return HttpResponse(calendars.area_calendar(found, today()), content_type=ICALENDAR)


def _edition(slug: str, span: str, number: int | None) -> tuple[FollowUp, FollowUpEdition | None]:
    """The follow-up and its edition of that number or else the latest; no edition when it is withdrawn.

    Raises Http404 when there is none.
    """
    found = get_object_or_404(FollowUp.objects.once_public().for_page(), municipality__slug=slug, slug=span)
    if not found.is_published:
        return found, None
    if number is None:
        return found, found.current_edition
    return found, get_object_or_404(FollowUpEdition.objects.of(found), number=number)
