"""News of kommuner, as drafts: `kommun`, `rubrik`, `källa`, and `dag`, `ingress`, `text`, `sidansvarig` when known.

An empty line within a cell begins a new paragraph. What has been published is never changed by a list.
"""

from collections.abc import Callable

from pledges.importing.csv_files import Columns, CsvRow
from pledges.models import NewsItem, State
from portal.models import User
from portal.swedish import slug
from portal.wording import verses

from . import kommuner
from .merging import Kind, Wanted, write

COLUMNS = Columns(("kommun", "rubrik", "källa"), ("dag", "ingress", "text", "sidansvarig"))
DECIDED = ("title", "lead", "body", "published_on", "page_owner", "source")
LONGEST_ADDRESS = 100


def read(_by: User) -> Callable[[CsvRow], Wanted]:
    find, there = kommuner.finder(), {}

    def wanted(row: CsvRow) -> Wanted:
        municipality = find(row)
        if municipality.pk not in there:
            there[municipality.pk] = {one.slug: one for one in NewsItem.objects.of(municipality)}
        item = NewsItem(
            municipality=municipality,
            slug=address_of(row),
            title=row.text("rubrik"),
            lead=prose(row["ingress"]),
            body=prose(row["text"]),
            published_on=row.day("dag"),
            page_owner=row["sidansvarig"],
            source=row.text("källa"),
        )
        if not (item.lead or item.body):
            raise ValueError("nyheten har varken ingress eller text.")
        return Wanted(
            row.number, f"{municipality.pk}/{item.slug}", item, there[municipality.pk].get(item.slug), DECIDED
        )

    return wanted


def address_of(row: CsvRow) -> str:
    address = slug(row.text("rubrik"))[:LONGEST_ADDRESS].strip("-")
    if not address:
        raise ValueError(f"rubriken ”{row['rubrik']}” har inga bokstäver eller siffror att göra en adress av.")
    return address


def prose(text: str) -> str:
    return "\n\n".join(verses(text))


def refusal(item: NewsItem) -> str:
    """Readers have seen what is or has been public: it is changed in the portal alone."""
    return "" if item.state == State.DRAFT else "är publicerad och ändras bara i portalen"


KIND = Kind("nyhet", COLUMNS, read, write, refusal)
