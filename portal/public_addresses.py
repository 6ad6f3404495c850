"""Every address where the public is answered, from one place: for what copies, keeps or checks the public site.

Addresses with parameters, forms and questions to the API are not among them: there is no end to those.
"""

from collections.abc import Iterator

from django.db.models import Model, QuerySet
from django.urls import reverse

from portal.opendata.querysets import next_rows
from portal.wiring import load

AT_A_TIME = 500  # rows


def public_addresses() -> Iterator[str]:
    """The paths, those that are read the most first (settings.PUBLIC_ADDRESSES), read from the database as they go.

    What has been withdrawn is among them: its address tells when and why (410). What is published or withdrawn
    meanwhile may be among them or not.
    """
    for addresses in load("PUBLIC_ADDRESSES"):
        yield from addresses()


def duties() -> Iterator[str]:
    """What robots and researchers look for."""
    yield from map(reverse, ("sitemap", "robots", "humans", "security"))


def in_pages(rows: QuerySet) -> Iterator[Model]:
    """The rows in order of their keys. No cursor and no transaction is held meanwhile, however long it takes."""
    last = None
    while found := list(next_rows(rows, ("pk",), last, AT_A_TIME)):
        yield from found
        last = [found[-1].pk]
