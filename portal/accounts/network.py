"""From which network somebody comes: precise enough to stop guessing, too coarse to point at a person."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "okänt"


def network_of(request: HttpRequest) -> str:
    """The /24 or, for IPv6, the /48 that the request comes from; "okänt" when the server does not say."""
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))


def _address(request: HttpRequest) -> str:
    """The visitor's address. What a visitor writes into X-Forwarded-For stands before what our own proxy adds."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
