"""The kommun of a row: by its code at SCB, or by its name."""

from collections.abc import Callable

from pledges.importing.csv_files import CsvRow
from pledges.models import Municipality
from portal.swedish import plain


def finder() -> Callable[[CsvRow], Municipality]:
    """Finds the kommun that the column `kommun` names. It raises ValueError in Swedish for none."""
    known = {}
    for one in Municipality.objects.with_county():
        for name in (one.code, one.code.lstrip("0"), plain(one.name), plain(one.official_name)):
            known[name] = one

    def find(row: CsvRow) -> Municipality:
        named = row.text("kommun")
        if found := known.get(plain(named)):
            return found
        raise ValueError(f"det finns ingen kommun med koden eller namnet ”{named}”.")

    return find
