"""The numbers, for those alone who watch the portal; to others there is no such page."""

import ipaddress

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from portal.metrics.exposition import CONTENT_TYPE, text
from portal.metrics.gauges import all_measures
from portal.metrics.keeping import gathered
from portal.store.declaring import without_database

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")


@without_database
@never_cache
def numbers(request: HttpRequest) -> HttpResponse:
    """As Prometheus reads them: what all processes of this machine have counted, and what is so now."""
    if request.method not in ("GET", "HEAD") or not may_read(request):
        raise Http404
    return HttpResponse(text(gathered(), all_measures()), content_type=CONTENT_TYPE)


def may_read(request: HttpRequest) -> bool:
    """Whoever has METRICS_TOKEN; without one whoever asks on the machine itself, not by way of the front server."""
    if settings.METRICS_TOKEN:
        return constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}")
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and not any(name in request.headers for name in FORWARDED)


def is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
