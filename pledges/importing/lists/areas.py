"""Which lokalpolisområde covers which kommun: `kommun`, `lokalpolisområde`, `källa`, and `från` and `till` when known.

An area that the portal has not heard of is created in the polisregion of its kommuner.
"""

import datetime
import re
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError

from pledges import gazetteer, revisions
from pledges.importing.csv_files import Columns, CsvRow
from pledges.models import AreaMembership, LocalPoliceArea, Municipality
from portal.models import User
from portal.swedish import slug

from . import kommuner
from .merging import Kind, Wanted

COLUMNS = Columns(("kommun", "lokalpolisområde", "källa"), ("från", "till"))
DECIDED = ("first_day", "last_day", "source")
PREFIX = re.compile(r"^(?:lokalpolisområde[t]?|lpo)\s+", re.IGNORECASE)


def read(by: User) -> Callable[[CsvRow], Wanted]:
    find, areas = kommuner.finder(), Areas(by)
    there: dict[tuple[str, str], list[AreaMembership]] = {}
    for one in AreaMembership.objects.with_both():
        there.setdefault((one.municipality_id, one.area.slug), []).append(one)

    def wanted(row: CsvRow) -> Wanted:
        municipality = find(row)
        area = areas.find(PREFIX.sub("", row.text("lokalpolisområde")), municipality)
        item = AreaMembership(
            municipality=municipality,
            area=area,
            first_day=row.day("från"),
            last_day=row.day("till"),
            source=row.text("källa"),
        )
        if item.first_day and item.last_day and item.last_day < item.first_day:
            raise ValueError("sista dagen kan inte vara före den första.")  # asked of the database it is an error
        same = [one for one in there.get((municipality.pk, area.slug), ()) if meets(one, item)]
        if len(same) > 1:
            raise ValueError(f"{municipality} hör i portalen till {area} under flera tider som raden täcker.")
        key = f"{municipality.pk}/{area.slug}/{row['från']}"
        return Wanted(row.number, key, item, same[0] if same else None, DECIDED, municipality)

    return wanted


class Areas:
    """The areas that there are, by all their names; those that a list brings are created as they are met."""

    def __init__(self, by: User) -> None:
        self.by, self.known = by, {}
        for area in LocalPoliceArea.objects.with_region():
            for name in (area.name, *gazetteer.lines(area.other_names)):
                self.known.setdefault(kommuner.written(name), area)

    def find(self, name: str, municipality: Municipality) -> LocalPoliceArea:
        """The area of that name. Raises ValueError in Swedish where it lies in another polisregion than the kommun."""
        region, found = municipality.county.region, self.known.get(kommuner.written(name))
        if found is None:
            found = self.known[kommuner.written(name)] = self.create(
                LocalPoliceArea(name=name, slug=slug(name), region=region)
            )
        if found.region_id != region.pk:
            raise ValueError(f"{municipality} ligger i {region}, men {found} i {found.region}.")
        return found

    def create(self, area: LocalPoliceArea) -> LocalPoliceArea:
        try:
            area.full_clean()
        except ValidationError as error:
            raise ValueError(f"{area}: {' '.join(error.messages)}") from None
        area.save()
        revisions.record(area, revisions.Verb.CREATED, by=self.by, content=revisions.described(area), raises=False)
        return area


def meets(one: AreaMembership, other: AreaMembership) -> bool:
    """Whether the two cover a day in common, and so are the same membership."""
    first, last = datetime.date.min, datetime.date.max
    return (one.first_day or first) <= (other.last_day or last) and (other.first_day or first) <= (one.last_day or last)


def write(membership: AreaMembership, *, by: User, is_new: bool) -> None:
    """Save the membership, in the history of its kommun."""
    municipality = membership.municipality
    revisions.remember(municipality, lambda: content_of(municipality))
    membership.save()
    revisions.record(municipality, revisions.Verb.SAVED, by=by, content=content_of(municipality))


def content_of(municipality: Municipality) -> dict:
    """What the kommun says, for history: its fields and the areas that cover it."""
    rows = AreaMembership.objects.of(municipality)
    return revisions.described(municipality, {str(AreaMembership._meta.verbose_name_plural): rows})


def find_anew(memberships: Iterable[AreaMembership]) -> None:
    """Let new areas be found by name."""
    for area in {membership.area for membership in memberships}:
        gazetteer.renamed(area)


KIND = Kind("tillhorighet", COLUMNS, read, write, after=find_anew)
