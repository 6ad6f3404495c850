"""Places of kommuner: `kommun`, `plats`, and when known what it is (`slag`) and where it lies (`ligger i`)."""

from collections.abc import Callable, Iterable

from pledges import gazetteer
from pledges.importing.csv_files import Columns, CsvRow
from pledges.models import Municipality, Place
from portal.models import User

from . import kommuner
from .merging import Kind, Wanted, write

COLUMNS = Columns(("kommun", "plats"), ("slag", "ligger i"))
DECIDED = ("kind",)


def read(_by: User) -> Callable[[CsvRow], Wanted]:
    find, there = kommuner.finder(), {}

    def wanted(row: CsvRow) -> Wanted:
        municipality = find(row)
        if municipality.pk not in there:
            there[municipality.pk] = {(one.name, one.within): one for one in Place.objects.of(municipality)}
        name, within = row.text("plats"), row["ligger i"]
        found = there[municipality.pk].get((name, within))
        item = Place(municipality=municipality, name=name, within=within, kind=kind_of(row, found))
        return Wanted(row.number, f"{municipality.pk}/{name}/{within}", item, found, DECIDED)

    return wanted


def kind_of(row: CsvRow, there: Place | None) -> str:
    """The kind that the row names by its words or by one of them; what is not said is as it was."""
    said = row["slag"].casefold()
    if not said:
        return there.kind if there else Place.Kind.UNSPECIFIED.value
    found = [value for value, label in Place.Kind.choices if said in (label.casefold(), *words(label))]
    if not found:
        raise ValueError(f"”{row['slag']}” är inget slag av plats. Skriv något av: {', '.join(Place.Kind.labels)}.")
    return found[0]


def words(label: str) -> list[str]:
    """ "Gata eller torg" is both "gata" and "torg"."""
    return label.casefold().split(" eller ")


def find_anew(places: Iterable[Place]) -> None:
    """Searches know the places of published pledges; what one is may have changed."""
    for municipality in (
        Municipality.objects.once_public().with_county().with_codes({p.municipality_id for p in places})
    ):
        gazetteer.index_places(municipality)


KIND = Kind("plats", COLUMNS, read, write, after=find_anew)
