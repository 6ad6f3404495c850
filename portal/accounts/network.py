"""From which network somebody comes: precise enough to stop guessing, too coarse to point at a person."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "okänt"


def network_of(request: HttpRequest) -> str:
    """The /24 or, for IPv6, the /48 that the request comes from; "okänt" when the server does not say."""
    return _shortened(request, 24, 48)


def connection_of(request: HttpRequest) -> str:
    """One household's or workplace's connection: an IPv4 address, an IPv6 /64. Only to be hashed, never stored."""
    return _shortened(request, 32, 64)


def _shortened(request: HttpRequest, short: int, long: int) -> str:
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.ip_network((address, short if address.version == 4 else long), strict=False))


def _address(request: HttpRequest) -> str:
    """The visitor's address. What a visitor writes into X-Forwarded-For stands before what our own proxy adds."""
    if settings.BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")
