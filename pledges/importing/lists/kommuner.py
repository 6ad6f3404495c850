"""The kommun of a row: by its code at SCB, or by its name. Å, ä and ö tell names apart: Habo is not Håbo."""

from collections.abc import Callable

from pledges.importing.csv_files import CsvRow
from pledges.models import Municipality


def finder() -> Callable[[CsvRow], Municipality]:
    """Finds the kommun that the column `kommun` names. It raises ValueError in Swedish for none."""
    known = {}
    for one in Municipality.objects.with_county():
        for name in (one.code, one.code.lstrip("0"), one.name, one.official_name):
            known[written(name)] = one

    def find(row: CsvRow) -> Municipality:
        named = row.text("kommun")
        if found := known.get(written(named)):
            return found
        raise ValueError(f"det finns ingen kommun med koden eller namnet ”{named}”.")

    return find


def written(name: str) -> str:
    """A name as two who write it in the same letters write it.

    >>> written(" Upplands  väsby")
    'upplands väsby'
    """
    return " ".join(name.casefold().split())
