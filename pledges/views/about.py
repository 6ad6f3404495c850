"""Pages about medborgarlöften and about reading the portal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pledges.pages.duties import accessibility_page, privacy_page
from pledges.pages.languages import easy_page, english_page
from pledges.pages.start import about_page, statuses_page
from pledges.versions import of_sweden
from portal.store.declaring import everything, stored


@stored(of_sweden)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html", {"page": about_page()})


@stored(of_sweden)
@require_safe
def statuses(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/statuses.html", {"page": statuses_page()})


@stored(everything)
@require_safe
def easy(request: HttpRequest) -> HttpResponse:
    """In easy Swedish: what this is, and which pledges are told so."""
    return render(request, "portal/easy.html", {"page": easy_page()})


@stored(of_sweden)
@require_safe
def english(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/english.html", {"page": english_page()})


@stored(everything)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"page": accessibility_page()})


@stored(of_sweden)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"page": privacy_page()})
