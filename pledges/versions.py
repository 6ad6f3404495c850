"""Whose versions the pages depend on, by the parts of their addresses (portal.store.declaring)."""

from collections.abc import Iterable

from django.utils import timezone

from pledges.models import Municipality, Publishable
from portal.store.doubts import announce
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


def after_publication(item: Publishable) -> None:
    """What is published or withdrawn is in doubt until it is known how its transaction ended (AFTER_PUBLICATION)."""
    in_doubt(item.municipality)


def in_doubt(municipality: Municipality) -> None:
    announce(f"kommun:{municipality.pk}")


def names(municipalities: Iterable[Municipality]) -> tuple[str, ...]:
    return (SWEDEN, *(f"kommun:{one.pk}" for one in municipalities))
