"""What one goes straight to by its name: kommuner, län, police areas and regions, and the places of published pledges.

Each says what it is ("plats i Gislaved"), so that names that several have can be told apart. Words that many things
have in common ("polis") stand in names and in what is offered, not in what a search looks through.
"""

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.urls import reverse

from pledges.models import County, LocalPoliceArea, Municipality, Place, PledgeEdition, PoliceRegion
from portal.search.indexing import Findable, owners, replace_all
from portal.swedish import plain

Facet = tuple[str, str]
OF_PLACES = "platser/"


def rebuild(*, everything: bool) -> tuple[str, int]:
    """Index the names that cannot be found, or all; what they are called, and how many there were."""
    return "Namn i sökningen", sum(index(*source, everything=everything) for source in sources())


def sources() -> list[tuple[str, Iterable, Callable[..., list[Findable]]]]:
    """The kinds of things: how their owners' names begin, the things, and what each is found as."""
    return [
        ("kommun/", Municipality.objects.with_county(), municipality_entries),
        ("lan/", County.objects.for_names(), county_entries),
        ("lpo/", LocalPoliceArea.objects.for_names(), area_entries),
        ("region/", PoliceRegion.objects.for_names(), region_entries),
        (OF_PLACES, Municipality.objects.once_public().with_county(), place_entries),
    ]


def index(prefix: str, things: Iterable, entries: Callable[..., list[Findable]], *, everything: bool = True) -> int:
    known = () if everything else owners(prefix)
    found = {f"{prefix}{one.pk}": entries(one) for one in things if f"{prefix}{one.pk}" not in known}
    if found:
        replace_all(found)
    return len(found)


def renamed(item: Municipality | County | LocalPoliceArea | PoliceRegion) -> None:
    """Let the thing be found by its present names. Call in the transaction that changed it."""
    for prefix, things, entries in sources():
        if isinstance(item, things.model) and prefix != OF_PLACES:
            index(prefix, things.with_slugs([item.slug]), entries)


def index_places(municipality: Municipality) -> None:
    """Let the places be found that the kommun's published pledges name today."""
    replace_all({f"{OF_PLACES}{municipality.pk}": place_entries(municipality)})


def municipality_entries(municipality: Municipality) -> list[Findable]:
    return [
        Findable(
            title=municipality.official_name,
            address=municipality.get_absolute_url(),
            where=municipality.county.name,
            also=f"{municipality.name} {municipality.other_names}",
            facets=frozenset({*place_facets(municipality), ("slag", "kommun")}),
            weight=4,
            is_demo=municipality.is_demo,
            name=municipality.name,
            what=f"kommun i {municipality.county.name}",
            other_names=lines(municipality.other_names),
        )
    ]


def county_entries(county: County) -> list[Findable]:
    return [
        Findable(
            title=county.name,
            address=county.get_absolute_url(),
            where=f"Region {county.region.name}",
            facets=frozenset({("slag", "lan"), ("lan", county.slug)}),
            weight=3,
            is_demo=county.is_demo,
            name=county.name,
            what=f"län i polisregion {county.region.name}",
        )
    ]


def area_entries(area: LocalPoliceArea) -> list[Findable]:
    return [
        Findable(
            title=str(area),
            address=area.get_absolute_url(),
            where=f"Region {area.region.name}",
            also=area.other_names,
            facets=frozenset({("slag", "omrade"), ("lpo", area.slug)}),
            weight=2,
            is_demo=area.is_demo,
            name=area.name,
            what=f"lokalpolisområde i polisregion {area.region.name}",
            other_names=lines(area.other_names),
        )
    ]


def region_entries(region: PoliceRegion) -> list[Findable]:
    return [
        Findable(
            title=str(region),
            address=f"{reverse('overview')}?{urlencode({'region': region.slug})}",
            where="Hela regionen",
            facets=frozenset({("slag", "region")}),
            weight=2,
            is_demo=region.is_demo,
            name=region.name,
            what="polisregion",
        )
    ]


def place_entries(municipality: Municipality) -> list[Findable]:
    what = f"plats i {municipality.name}"
    return [
        Findable(
            title=name,
            address=municipality.get_absolute_url(),
            where=what,
            facets=frozenset({*place_facets(municipality), ("slag", "plats")}),
            is_demo=municipality.is_demo,
            name=name,
            what=what,
        )
        for name in sorted(place_names(municipality))
    ]


def place_names(municipality: Municipality) -> set[str]:
    """The places that its published pledges name, and the villages that those lie in. Two questions.

    Not one that is none in particular ("aktuella platser"), or that is called as the kommun.
    """
    named = PledgeEdition.objects.current().of(municipality).places()
    known = [place for place in Place.objects.of(municipality) if str(place) in named]
    vague = {str(place) for place in known if place.kind == Place.Kind.UNSPECIFIED}
    around = {place.within for place in known if place.within}
    return {name for name in (named | around) - vague if plain(name) != plain(municipality.name)}


def place_facets(municipality: Municipality) -> frozenset[Facet]:
    return frozenset({("kommun", municipality.slug), ("lan", municipality.county.slug)})


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
