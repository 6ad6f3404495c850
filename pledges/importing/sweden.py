"""Sweden's polisregioner, län, kommuner and lokalpolisområden, from tables to the database.

Only what is missing is created. Nothing that an editor has changed or removed is touched:
`bulk_create` leaves rows alone that are there, and `LoadedItem` remembers the rest.
"""

from pathlib import Path

from django.db import transaction

from pledges import gazetteer
from pledges.models import AreaMembership, County, LoadedItem, LocalPoliceArea, Municipality, PoliceRegion
from portal.swedish import sort_key

from .tables import Row, read_table

COLUMNS = {
    "polisregioner.csv": ("name", "slug"),
    "lan.csv": ("code", "name", "slug", "region"),
    "kommuner.csv": ("code", "name", "official_name", "slug", "county"),
    "andra-namn.csv": ("municipality", "name", "source"),
    "lokalpolisomraden.csv": ("name", "slug", "region"),
    "tillhorigheter.csv": ("municipality", "area", "first_day", "last_day", "source"),
}


@transaction.atomic
def load_sweden(folder: Path, *, is_demo: bool = False) -> dict[str, int]:
    """Create what the tables in the folder have and the database lacks; returns how many of each kind were new.

    What is created is found by name at once.

    `is_demo` marks the kommuner as made up for demonstration.

    Raises ImportProblem when a table cannot be read as meant; then nothing has been stored.
    """
    tables = {name: read_table(folder / name, columns) for name, columns in COLUMNS.items()}
    created = {
        "polisregioner": _load_regions(tables["polisregioner.csv"]),
        "län": _load_counties(tables["lan.csv"]),
        "kommuner": _load_municipalities(tables["kommuner.csv"], tables["andra-namn.csv"], is_demo=is_demo),
        "lokalpolisområden": _load_areas(tables["lokalpolisomraden.csv"]),
        "tillhörigheter": _load_memberships(tables["tillhorigheter.csv"]),
    }
    gazetteer.rebuild(everything=False)
    return created


def _load_regions(rows: list[Row]) -> int:
    found = {region.slug for region in PoliceRegion.objects.all()}
    new = [PoliceRegion(name=row.text("name"), slug=row.text("slug")) for row in rows if row.text("slug") not in found]
    return len(PoliceRegion.objects.bulk_create(new))


def _load_counties(rows: list[Row]) -> int:
    regions = {region.slug: region for region in PoliceRegion.objects.all()}
    found = County.objects.in_bulk()
    new = [_county(row, row.known("region", regions)) for row in rows if row.text("code") not in found]
    return len(County.objects.bulk_create(new))


def _county(row: Row, region: PoliceRegion) -> County:
    name = row.text("name")
    return County(code=row.text("code"), name=name, slug=row.text("slug"), region=region, sort_key=sort_key(name))


def _load_municipalities(rows: list[Row], names: list[Row], *, is_demo: bool) -> int:
    counties = County.objects.in_bulk()
    found = set(Municipality.objects.values_list("code", flat=True))
    new = [_municipality(row, row.known("county", counties)) for row in rows if row.text("code") not in found]
    for municipality in new:
        municipality.is_demo = is_demo
        other = [row.text("name") for row in names if row.text("municipality") == municipality.code]
        municipality.other_names = "\n".join(other)
    return len(Municipality.objects.bulk_create(new))


def _municipality(row: Row, county: County) -> Municipality:
    """The row as a kommun; `bulk_create` passes by `save`, so its derived columns are filled in here."""
    name = row.text("name")
    if not row.text("code").startswith(county.code):
        raise row.problem(f"kommunkoden börjar inte med länets kod {county.code}.")
    return Municipality(
        code=row.text("code"),
        name=name,
        official_name=row.text("official_name"),
        slug=row.text("slug"),
        county=county,
        sort_key=sort_key(name),
    )


def _load_areas(rows: list[Row]) -> int:
    regions = {region.slug: region for region in PoliceRegion.objects.all()}
    found = set(LocalPoliceArea.objects.values_list("slug", flat=True))
    new = {
        key: LocalPoliceArea(
            name=row.text("name"),
            slug=row.text("slug"),
            region=row.known("region", regions),
            sort_key=sort_key(row.text("name")),
        )
        for key, row in _never_loaded("omrade", rows, ("slug",)).items()
        if row.text("slug") not in found
    }
    return _create(LocalPoliceArea, new)


def _load_memberships(rows: list[Row]) -> int:
    areas = {area.slug: area for area in LocalPoliceArea.objects.all()}
    municipalities = Municipality.objects.in_bulk()
    found = set(AreaMembership.objects.values_list("municipality", "area__slug"))
    new = {
        key: AreaMembership(
            municipality=row.known("municipality", municipalities),
            area=row.known("area", areas),
            first_day=row.day("first_day"),
            last_day=row.day("last_day"),
            source=row.text("source"),
        )
        for key, row in _never_loaded("tillhorighet", rows, ("municipality", "area")).items()
        if (row.text("municipality"), row.text("area")) not in found
    }
    return _create(AreaMembership, new)


def _never_loaded(kind: str, rows: list[Row], columns: tuple[str, ...]) -> dict[str, Row]:
    """The rows that no earlier load has created, by their keys."""
    seen = LoadedItem.objects.keys_below(f"sverige/{kind}/")
    keyed = {"/".join(("sverige", kind, *(row.text(column) for column in columns))): row for row in rows}
    return {key: row for key, row in keyed.items() if key not in seen}


def _create(model, new: dict) -> int:
    model.objects.bulk_create(new.values())
    LoadedItem.objects.bulk_create([LoadedItem(key=key) for key in new])
    return len(new)
