"""Writing what can be found: all entries of a thing at once, in the transaction that publishes it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from portal.search.entry import SearchEntry, SearchWord
from portal.search.words import words_of

RECENT_YEARS = 5
MOST_LETTERS = 300_000  # of one text: a tsvector holds a megabyte


@dataclass(frozen=True)
class Findable:
    """One thing to find. `facets` are (kind, value); `also` are words that it is found by but that are not shown."""

    title: str
    address: str
    where: str
    text: str = ""
    also: str = ""
    facets: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    year: int | None = None
    weight: float = 1
    is_demo: bool = False


def replace(owner: str, found: Iterable[Findable]) -> None:
    """Let a thing be found by these entries alone; by none once it is not public. Call inside its transaction."""
    SearchEntry.objects.owned_by(owner).delete()
    write((owner, one) for one in found)


def write(found: Iterable[tuple[str, Findable]]) -> None:
    """Add entries, each with its owner, and know their words."""
    entries = [entry_of(owner, one) for owner, one in found]
    SearchEntry.objects.bulk_create(entries, batch_size=200)
    words = {word for entry in entries for word in f"{entry.title_words} {entry.text_words}".split()}
    if words:
        SearchWord.objects.add(words)


def entry_of(owner: str, one: Findable) -> SearchEntry:
    return SearchEntry(
        owner=owner,
        title=one.title[:300],
        where=one.where[:200],
        text=one.text,
        address=one.address,
        facets=sorted(f"{kind}:{value}"[:120] for kind, value in one.facets if value),
        year=one.year,
        weight=one.weight,
        is_recent=is_recent(one.year),
        is_demo=one.is_demo,
        title_words=" ".join(words_of(one.title)),
        text_words=" ".join(words_of(f"{one.where} {one.also} {one.text}"))[:MOST_LETTERS],
    )


def is_recent(year: int | None) -> bool:
    """Whether it is found without asking for older things; what has no year always is."""
    return year is None or year > timezone.localdate().year - RECENT_YEARS


def owners(prefix: str) -> set[str]:
    """All things of a kind that can be found."""
    return SearchEntry.objects.owners(prefix)
