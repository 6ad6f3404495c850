"""What somebody asks the overview for: which kommuner, which year, in which order, and what the map shows."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from followups.colouring import COLOURINGS, URGENCY
from followups.situations import Situation
from pledges.models import County, LocalPoliceArea, PoliceRegion
from pledges.tertial import Tertial
from portal.swedish import sort_key

FIRST_YEAR = 2015
# How the table may be ordered: by name, by what is reported (what is owed first), by when the pledge ends.
ORDERS: dict[str, Callable[[Situation, Tertial], tuple]] = {
    "kommun": lambda one, _tertial: (sort_key(one.municipality.name),),
    "redovisning": lambda one, tertial: (URGENCY.index(one.block_of(tertial).state), sort_key(one.municipality.name)),
    "slut": lambda one, _tertial: (one.pledge["ends_on"] if one.pledge else "", sort_key(one.municipality.name)),
}
UNASKED = {"ordna": "kommun", "karta": "redovisning"}  # what is shown when nothing is asked for
LONGEST = 100  # letters of an address


@dataclass(frozen=True)
class Asked:
    """What somebody asks the overview for; anything that is not among the choices counts as not asked.

    `county`, `area` and `region` are addresses; `colours` is what the map shows.
    """

    year: int
    county: str = ""
    area: str = ""
    region: str = ""
    order: str = UNASKED["ordna"]
    colours: str = UNASKED["karta"]
    everyone: bool = False

    @classmethod
    def read(cls, sent, day: datetime.date) -> "Asked":
        year = sent.get("ar", "")
        known = len(year) == 4 and year.isascii() and year.isdigit() and FIRST_YEAR <= int(year) <= day.year
        order, colours = sent.get("ordna", ""), sent.get("karta", "")
        return cls(
            year=int(year) if known else day.year,
            county=sent.get("lan", "")[:LONGEST],
            area=sent.get("lpo", "")[:LONGEST],
            region=sent.get("region", "")[:LONGEST],
            order=order if order in ORDERS else UNASKED["ordna"],
            colours=colours if colours in COLOURINGS else UNASKED["karta"],
            everyone=sent.get("alla") == "1",
        )

    def query(self, **changed) -> str:
        """The query string of the same with something changed, without what is the default."""
        places = {"lan": self.county, "lpo": self.area, "region": self.region}
        shown = {"ordna": self.order, "karta": self.colours, "alla": int(self.everyone)}
        now = {"ar": self.year} | places | shown | changed
        return urlencode({name: value for name, value in now.items() if value and value != UNASKED.get(name)})


@dataclass(frozen=True)
class Choices:
    """What the overview can be narrowed to. Two questions; an address that is none of these never reaches a third."""

    counties: Sequence[County]
    areas: Sequence[LocalPoliceArea]

    @classmethod
    def read(cls) -> "Choices":
        return cls(list(County.objects.real().with_region()), list(LocalPoliceArea.objects.real()))

    @property
    def regions(self) -> list[PoliceRegion]:
        return sorted({county.region for county in self.counties}, key=lambda region: sort_key(region.name))

    def known(self, asked: Asked) -> Asked:
        """What is asked for, without places that are none of these."""
        county, area, region = self.chosen(asked)
        slugs = {"county": county, "area": area, "region": region}
        return replace(asked, **{name: one.slug if one else "" for name, one in slugs.items()})

    def chosen(self, asked: Asked) -> tuple[County | None, LocalPoliceArea | None, PoliceRegion | None]:
        asked_for = ((self.counties, asked.county), (self.areas, asked.area), (self.regions, asked.region))
        county, area, region = (next((one for one in choices if one.slug == slug), None) for choices, slug in asked_for)
        return county, area, region

    def narrow(self, municipalities, asked: Asked, day: datetime.date):
        """The kommuner that belong to all that is asked for; to an area as it was in that year."""
        county, area, region = self.chosen(asked)
        found = municipalities.in_county(county) if county else municipalities
        found = found.in_area(area.slug, min(day, datetime.date(asked.year, 12, 31))) if area else found
        return found.in_region(region.slug) if region else found

    def name(self, asked: Asked) -> str:
        """What that is called within a sentence: the smallest of the places."""
        county, area, region = self.chosen(asked)
        return next((uncapitalised(str(one)) for one in (area, county, region) if one), "landet")


def uncapitalised(name: str) -> str:
    """A name within a sentence: "lokalpolisområde Värnamo", but "Skåne län"."""
    kinds = ("Lokalpolisområde", "Polisregion")
    return name[0].lower() + name[1:] if name.startswith(kinds) else name
