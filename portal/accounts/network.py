"""From which network somebody comes: precise enough to stop guessing, too coarse to point at a person."""

import ipaddress
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "okänt"


def network_of(request: HttpRequest) -> str:
    """The /24 or, for IPv6, the /48 that the request comes from; "okänt" when the server does not say."""
    return shortened(visitor(request.META), 24, 48)


def connection_of(request: HttpRequest) -> str:
    """One household's or workplace's connection: an IPv4 address, an IPv6 /64. Only to be hashed, never stored."""
    return shortened(visitor(request.META), 32, 64)


def shortened(text: str, short: int, long: int) -> str:
    """The network of so many bits, for IPv4 and for IPv6, that an address is in; "okänt" for what is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ipaddress.ip_network((address, short if address.version == 4 else long), strict=False))


def visitor(environ: Mapping) -> str:
    """The visitor's address. What a visitor writes into X-Forwarded-For stands before what our own proxy adds."""
    if settings.BEHIND_PROXY:
        return environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return environ.get("REMOTE_ADDR", "")
