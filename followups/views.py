"""The pages and files of follow-ups."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from followups.models import FollowUp, FollowUpEdition
from followups.pages import follow_up_page
from pledges.views.gone import gone
from portal.downloads import pdf_response


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


@require_safe
def follow_up_pdf(request: HttpRequest, slug: str, span: str, number: int | None = None) -> HttpResponse:
    """The frozen file of the latest edition, or of the edition of that number (which never changes)."""
    found = get_object_or_404(FollowUp.objects.once_public().for_page(), municipality__slug=slug, slug=span)
    if not found.is_published:
        return gone(request, found)
    edition = found.current_edition
    if number is not None:
        edition = get_object_or_404(FollowUpEdition.objects.of(found), number=number)
    name = f"uppfoljning-{slug}-{span}-utgava-{edition.number}.pdf"
    return pdf_response(request, edition.pdf, name=name, sha256=edition.pdf_sha256, permanent=number is not None)
