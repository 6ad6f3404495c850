"""A list of old pages as rows: whose, where it was and when it was fetched, and the file that it lies in."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from pledges.models import ImportedPage, Municipality

from .csv_files import Columns, CsvRow
from .folders import file_in
from .lists.kommuner import finder
from .page_files import MOST_READ

COLUMNS = Columns(("kommun", "adress", "hämtad", "fil"))
ALL_BUT_ADDRESS = {one.name for one in ImportedPage._meta.fields} - {"source_address"}


@dataclass(frozen=True)
class PageRow:
    """A row. `name` is the file's as the list has it; address and day may be unknown."""

    number: int
    municipality: Municipality
    address: str
    fetched: datetime.date | None
    name: str
    path: Path


def reader(folder: Path) -> Callable[[CsvRow], PageRow]:
    """Reads a row of a list whose files lie in the folder. It raises ValueError in Swedish."""
    find = finder()

    def read(row: CsvRow) -> PageRow:
        municipality = find(row)
        try:
            ImportedPage(source_address=row["adress"]).clean_fields(exclude=ALL_BUT_ADDRESS)
        except ValidationError:
            raise ValueError(f"”{row['adress']}” är ingen webbadress.") from None
        path = file_in(folder, row.text("fil"), most_megabytes=MOST_READ // 2**20)
        return PageRow(row.number, municipality, row["adress"], row.day("hämtad"), row["fil"], path)

    return read
