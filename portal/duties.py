"""Addresses that robots and researchers look for: site map, robots.txt, security.txt, humans.txt."""

import datetime

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.store.declaring import everything, stored, without_database
from portal.wiring import load

VALID = datetime.timedelta(days=180)  # of security.txt; RFC 9116 wants less than a year


@stored(everything)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages (settings.SITEMAPS), as sitemaps.org has it."""
    parts = {name: part for found in load("SITEMAPS") for name, part in found().items()}
    return sitemaps.sitemap(request, parts)


@without_database
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; a search is an endless page."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in settings.NOT_FOR_ROBOTS),
        "",
        f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@without_database
@require_safe
def humans(request: HttpRequest) -> HttpResponse:
    """Who is behind the portal (humanstxt.org)."""
    lines = [
        "/* VI SOM DRIVER PORTALEN */",
        f"Namn: {settings.PORTAL_OWNER}",
        f"Kontakt: {settings.CONTACT_EMAIL or settings.PUBLIC_URL + '/'}",
        "",
        "/* WEBBPLATSEN */",
        f"Namn: {settings.PORTAL_NAME}",
        "Språk: svenska",
        "Byggd med: Django, PostgreSQL och htmx",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@without_database
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116)."""
    contact = f"mailto:{settings.CONTACT_EMAIL}" if settings.CONTACT_EMAIL else f"{settings.PUBLIC_URL}/"
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {(today + VALID).astimezone(datetime.UTC).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.PUBLIC_URL}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
