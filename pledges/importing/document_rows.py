"""A list of documents as rows: which file it is, whose, what it is called and about, and where it was fetched when."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from pledges.models import Document

from .csv_files import Columns, CsvRow
from .folders import file_in
from .lists.kommuner import finder

COLUMNS = Columns(("kommun", "fil", "slag", "titel"), ("år", "tertial", "adress", "hämtad", "källa"))
TERTIALS = re.compile(r"(?:t|tertial)?\s*([1-3])(?:\s*(?:-|–|och)\s*([1-3]))?", re.IGNORECASE)
YEARS = range(2000, 2101)
KINDS = {label.casefold(): value for value, label in Document.Kind.choices}


@dataclass(frozen=True)
class DocumentRow:
    """A row: its file, and the document, not saved, as it tells of it."""

    number: int
    path: Path
    document: Document


def reader(folder: Path) -> Callable[[CsvRow], DocumentRow]:
    """Reads a row of a list whose files lie in the folder. It raises ValueError in Swedish."""
    find = finder()

    def read(row: CsvRow) -> DocumentRow:
        first, last = tertials_of(row)
        document = Document(
            municipality=find(row),
            kind=kind_of(row),
            title=row.text("titel"),
            year=year_of(row),
            first_tertial=first,
            last_tertial=last,
            source_address=row["adress"],
            fetched_on=row.day("hämtad"),
            source=row["källa"],
        )
        if first and document.year is None:
            raise ValueError("tertialet behöver ett år.")
        try:
            document.clean_fields(exclude={"file"} | {one.name for one in Document._meta.fields if not one.editable})
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None
        path = file_in(folder, row.text("fil"), most_megabytes=settings.DOCUMENT_MAX_MB)
        return DocumentRow(row.number, path, document)

    return read


def kind_of(row: CsvRow) -> str:
    kind = KINDS.get(row.text("slag").casefold())
    if kind is None:
        raise ValueError(
            f"”{row['slag']}” är inget slag av dokument. Skriv något av: {', '.join(Document.Kind.labels)}."
        )
    return kind


def year_of(row: CsvRow) -> int | None:
    written = row["år"]
    if written and not (written.isascii() and written.isdigit() and len(written) == 4 and int(written) in YEARS):
        raise ValueError(f"”{written}” under ”år” är inget år.")
    return int(written) if written else None


def tertials_of(row: CsvRow) -> tuple[int, int] | tuple[None, None]:
    """The first and last tertial: "3", "1-2", "tertial 1 och 2"."""
    written = row["tertial"]
    found = TERTIALS.fullmatch(written)
    if written and (not found or int(found[2] or found[1]) < int(found[1])):
        raise ValueError(f"”{written}” under ”tertial” ska vara 1, 2 eller 3, eller flera som 1-2.")
    return (int(found[1]), int(found[2] or found[1])) if found else (None, None)
