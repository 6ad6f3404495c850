"""Places to export for: kommuner, lokalpolisområden, län, polisregioner and the whole country."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from followups.models import Export
from pledges.models import LocalPoliceArea, Municipality
from pledges.querysets import covers_country, scope_of
from portal.swedish import sort_key
from portal.wording import listed

Kind = Export.Kind
COUNTRY = "landet"
NAMED = 4  # so many places are told by name when they are put together


class NoSuchPlace(Exception):
    """There is no such place, or none that the account works with; says so in Swedish."""


@dataclass(frozen=True)
class Place:
    """`codes` are the kommunkoder of its kommuner on the day that was asked for."""

    kind: Kind
    key: str
    name: str
    codes: frozenset[str]

    @property
    def word(self) -> str:
        """The place as one word: "kommun:0662", "landet"."""
        return f"{self.kind.value}:{self.key}" if self.key else COUNTRY


def places(day: datetime.date) -> list[Place]:
    """Every place that has a kommun, the widest first. Three queries."""
    kommuner = list(Municipality.objects.with_county().in_order())
    country = Place(Kind.COUNTRY, "", "Hela landet", frozenset(one.pk for one in kommuner if not one.is_demo))
    regions = grouped(Kind.REGION, ((one.county.region, one.county.region.slug, one.pk) for one in kommuner))
    counties = grouped(Kind.COUNTY, ((one.county, one.county_id, one.pk) for one in kommuner))
    areas = grouped(
        Kind.AREA,
        (
            (area, area.slug, membership.municipality_id)
            for area in LocalPoliceArea.objects.with_municipalities_on(day)
            for membership in area.current_memberships
        ),
    )
    own = [Place(Kind.MUNICIPALITY, one.pk, one.name, frozenset({one.pk})) for one in kommuner]
    return [country, *regions, *counties, *areas, *own]


def grouped(kind: Kind, members: Iterable[tuple[object, str, str]]) -> list[Place]:
    """A place for each key, from (what it is, its key, the code of a kommun in it); in the order of the names."""
    names: dict[str, str] = {}
    codes: dict[str, set[str]] = {}
    for thing, key, code in members:
        names[key] = str(thing)
        codes.setdefault(key, set()).add(code)
    found = [Place(kind, key, names[key], frozenset(codes[key])) for key in names]
    return sorted(found, key=lambda place: sort_key(place.name))


def offered(user, day: datetime.date) -> list[Place]:
    """The places all of whose kommuner the account works with; the whole country only for who works with it."""
    if covers_country(user):
        return places(day)
    own = set(scope_of(user).by_code)
    return [place for place in places(day) if place.codes <= own and place.kind != Kind.COUNTRY]


def named(word: str, among: Iterable[Place]) -> Place:
    """The place of a word. Raises NoSuchPlace."""
    found = next((place for place in among if place.word == word), None)
    if found is None:
        raise NoSuchPlace(f"Det finns inget på platsen {word}.")
    return found


def together(chosen: list[Place]) -> Place:
    """Some places as one; a single one as it is."""
    if len(chosen) == 1:
        return chosen[0]
    names = [place.name for place in chosen]
    name = listed(names) if len(names) <= NAMED else f"{len(names)} områden"
    return Place(chosen[0].kind, "", name, frozenset().union(*(place.codes for place in chosen)))
