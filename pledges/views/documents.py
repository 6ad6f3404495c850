"""Files: a pledge's PDF, and documents as they were published. Only what is public is reached."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from pledges.models import Document, Pledge, PledgeEdition
from pledges.versions import of_municipality
from pledges.views.gone import gone
from portal.downloads import pdf_response
from portal.store.declaring import stored


@stored(of_municipality)
@require_safe
def pledge_pdf(request: HttpRequest, slug: str, pledge_slug: str, number: str | None = None) -> HttpResponse:
    """The frozen file of the latest edition, or of the edition of that number."""
    known = Pledge.objects.once_public().for_page()
    found = get_object_or_404(known, municipality__slug=slug, slug=pledge_slug)
    if not found.is_published:
        return gone(request, found)
    editions = PledgeEdition.objects.of_pledge(found)
    edition = get_object_or_404(editions, number=number) if number else found.current_edition
    name = f"medborgarlofte-{slug}-{pledge_slug}{f'-utgava-{number}' if number else ''}.pdf"
    return pdf_response(request, edition.pdf, name=name, sha256=edition.pdf_sha256)


@stored(of_municipality)
@require_safe
def document(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    found = get_object_or_404(Document.objects.once_public().for_file(), municipality__slug=slug, pk=pk)
    if not found.is_published:
        return gone(request, found)
    if not found.is_available:
        raise Http404
    if request.path != found.get_absolute_url():
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    readable = f"{found.title.removesuffix('.pdf')}.pdf"
    return pdf_response(request, found.file, name=readable, sha256=found.sha256)
