"""Whose versions the pages depend on, by the parts of their addresses (portal.store.declaring)."""

from collections.abc import Iterable

from django.utils import timezone

from pledges.models import Municipality
from portal.store.watches import SWEDEN


def of_sweden(**_parts: str) -> tuple[str, ...]:
    """For pages that show nothing that is published: names, words and messages."""
    return (SWEDEN,)


def of_municipality(slug: str, **_parts: str) -> tuple[str, ...]:
    return names(Municipality.objects.with_address(slug))


def of_county(slug: str) -> tuple[str, ...]:
    return names(Municipality.objects.in_county_with_address(slug))


def of_area(slug: str) -> tuple[str, ...]:
    """Of the kommuner that it covers today; that others join it is Sweden's to tell."""
    return names(Municipality.objects.in_area(slug, timezone.localdate()))


def names(municipalities: Iterable[Municipality]) -> tuple[str, ...]:
    return (SWEDEN, *(f"kommun:{one.pk}" for one in municipalities))
