"""The places that an account may look at on the board, its own first."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from pledges.models import LocalPoliceArea, Membership, Municipality, PoliceRegion
from pledges.querysets import covers_country


@dataclass(frozen=True)
class Place:
    """`word` is how an address names it, as `create_account --scope` does. `is_own` when a membership names it."""

    word: str
    name: str
    is_own: bool = True

    def municipalities(self, user, day: datetime.date) -> QuerySet:
        """Its kommuner on the day, of those where the account works."""
        rows = Municipality.objects.editable_by(user).in_order()
        kind, _, slug = self.word.partition(":")
        if kind == "omrade":
            return rows.in_area(slug, day)
        if kind == "region":
            return rows.in_region(slug)
        return rows.with_codes(own_codes(user, day)) if kind == "mina" else rows


COUNTRY = Place("landet", "Hela landet")
MINE = Place("mina", "Mina kommuner")


def places(user, day: datetime.date) -> list[Place]:
    """Own areas, own kommuner, own regions and the country; then what lies within those. At most three questions."""
    work = list(user.memberships.in_force(day).with_places())
    own = [area_place(one.area) for one in work if one.area]
    own += [MINE] if any(one.municipality_id for one in work) else []
    own += [region_place(one.region) for one in work if one.region]
    own += [COUNTRY] if covers_country(user) else []
    found = {place.word: place for place in [*within(user, work), *own]}
    return sorted(found.values(), key=lambda place: own.index(place) if place in own else len(own))


def within(user, work: list[Membership]) -> list[Place]:
    """The regions of the country and the areas of a region, for whoever works with all of it."""
    if covers_country(user):
        regions = [region_place(region, is_own=False) for region in PoliceRegion.objects.all()]
        return regions + [area_place(area, is_own=False) for area in LocalPoliceArea.objects.all()]
    regions = {one.region_id for one in work if one.region_id}
    areas = LocalPoliceArea.objects.in_regions(regions) if regions else ()
    return [area_place(area, is_own=False) for area in areas]


def area_place(area: LocalPoliceArea, *, is_own: bool = True) -> Place:
    return Place(f"omrade:{area.slug}", str(area), is_own)


def region_place(region: PoliceRegion, *, is_own: bool = True) -> Place:
    return Place(f"region:{region.slug}", str(region), is_own)


def own_codes(user, day: datetime.date) -> list[str]:
    """The kommuner that memberships name one by one."""
    return [one.municipality_id for one in user.memberships.in_force(day) if one.municipality_id]
