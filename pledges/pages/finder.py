"""Finding by name: what is offered while somebody types, and when one match is enough to go straight to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pledges.models import Municipality
from portal.models import SearchName
from portal.search.patience import search_time
from portal.swedish import plain

MOST_OFFERED = 8
FEWEST_LETTERS = 3  # of a name that is not whole, before it is taken for the only one that begins so
LONGEST_QUERY = 100  # letters; no name is longer


@dataclass(frozen=True)
class Offer:
    """One suggestion: a name, what it is the name of, and where it leads."""

    name: str
    what: str
    address: str
    plain: str
    weight: float
    is_municipality: bool

    def __str__(self) -> str:
        return f"{self.name} – {self.what}"


@dataclass(frozen=True)
class Finding:
    """What was typed, and what it may mean. `is_certain` when these are called so; else they are only alike.

    `is_cut` when more are called so than are offered.
    """

    query: str = ""
    offers: Sequence[Offer] = ()
    is_certain: bool = False
    is_cut: bool = False

    @property
    def straight(self) -> Offer | None:
        """The one that must have been meant: the only one; of those called just so, the only kommun or as spelt."""
        if not self.is_certain:
            return None
        exact = [offer for offer in self.offers if offer.plain in readings(self.query)]
        heaviest = [offer for offer in exact if offer.weight == exact[0].weight]
        spelt = [offer for offer in exact if offer.name.casefold() == self.query.casefold()]
        told_apart = spelt if not self.query.isascii() else []
        only = self.offers if exact or len(self.query) >= FEWEST_LETTERS else []
        return next((found[0] for found in (only, told_apart, heaviest) if len(found) == 1), None)


def finding(query: str) -> Finding:
    """At most three questions, however many names there are. Raises SearchTooSlow."""
    wanted = readings(query)
    if not wanted:
        return Finding(query)
    with search_time():
        called = SearchName.objects.called(wanted)
        offers = offered(called or SearchName.objects.like(wanted))
        return Finding(
            query,
            with_pledges(offers[:MOST_OFFERED]),
            is_certain=bool(called),
            is_cut=bool(called) and len(offers) > MOST_OFFERED,
        )


def readings(query: str) -> list[str]:
    """What was typed as names are compared; and without "kommun" or "stad" and their genitive s.

    >>> readings("Gislaveds kommun")
    ['gislaveds kommun', 'gislaved']
    """
    whole = plain(query[:LONGEST_QUERY])
    without_kind = re.sub(r"s? (kommun|stad)$", "", whole)
    return [reading for reading in dict.fromkeys((whole, without_kind)) if reading]


def offered(names: Sequence[SearchName]) -> list[Offer]:
    """Each thing once, by the first of its names."""
    first: dict[int, SearchName] = {}
    for name in names:
        first.setdefault(name.entry_id, name)
    return [offer(name) for name in first.values()]


def offer(name: SearchName) -> Offer:
    entry = name.entry
    what = f"{name.what}, påhittad för demonstration" if entry.is_demo else name.what
    return Offer(name.shown, what, entry.address, name.plain, entry.weight, "slag:kommun" in entry.facets)


def with_pledges(offers: Sequence[Offer]) -> list[Offer]:
    """Tells of the kommuner among them how far their latest known pledge reaches. One question."""
    addresses = [one.address.strip("/") for one in offers if one.is_municipality]
    kommuner = Municipality.objects.with_slugs(addresses).with_pledge_years() if addresses else ()
    told = {one.get_absolute_url(): pledge_text(one) for one in kommuner}
    return [
        replace(one, what=f"{one.what}, {told[one.address]}") if one.is_municipality and one.address in told else one
        for one in offers
    ]


def pledge_text(municipality: Municipality) -> str:
    return f"löfte till {municipality.latest_end.year}" if municipality.pledge_count else "inget känt löfte"
