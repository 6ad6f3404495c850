"""Writing what can be found: all entries of a thing at once, in the transaction that publishes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from portal.search.entry import SearchEntry, SearchName, SearchWord
from portal.search.words import words_of
from portal.swedish import plain

RECENT_YEARS = 5
MOST_LETTERS = 300_000  # of one text: a tsvector holds a megabyte


@dataclass(frozen=True)
class Findable:
    """One thing to find. `facets` are (kind, value); `also` are words that it is found by but that are not shown.

    What one goes straight to by its name has a `name` and says `what` it is; `other_names` lead there too.
    """

    title: str
    address: str
    where: str
    text: str = ""
    also: str = ""
    facets: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    year: int | None = None
    weight: float = 1
    is_demo: bool = False
    name: str = ""
    what: str = ""
    other_names: tuple[str, ...] = ()


def replace(owner: str, found: Iterable[Findable]) -> None:
    """Let a thing be found by these entries alone; by none once it is not public. Call inside its transaction."""
    replace_all({owner: found})


def replace_all(found: Mapping[str, Iterable[Findable]]) -> None:
    """The same for many things at once, by their owners."""
    SearchEntry.objects.owned_by(found).delete()
    write((owner, one) for owner, things in found.items() for one in things)


def write(found: Iterable[tuple[str, Findable]]) -> None:
    """Add entries, each with its owner, and know their words and names."""
    pairs = [(entry_of(owner, one), one) for owner, one in found]
    entries = [entry for entry, _ in pairs]
    SearchEntry.objects.bulk_create(entries, batch_size=200)
    SearchName.objects.bulk_create([name for pair in pairs for name in names_of(*pair)], batch_size=500)
    words = {word for entry in entries for word in f"{entry.title_words} {entry.text_words}".split()}
    if words:
        SearchWord.objects.add(words)


def names_of(entry: SearchEntry, one: Findable) -> list[SearchName]:
    """Each name once, in the way that names are compared; one that is not its own is told beside it."""
    made = {}
    for name in (one.name, one.title, *one.other_names) if one.name else ():
        what = f"{one.what}, även känd som {name}" if name in one.other_names else one.what
        key = plain(name)[:120]
        made.setdefault(key, SearchName(entry=entry, plain=key, shown=one.name[:160], what=what[:200]))
    made.pop("", None)
    return list(made.values())


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
    return year is None or year >= oldest_recent()


def oldest_recent() -> int:
    """The oldest year that counts as recent today."""
    return timezone.localdate().year - RECENT_YEARS + 1


def follow_the_year() -> int:
    """What was recent last year may not be so any more: mark it as it is today. How many entries that was."""
    found = [(SearchEntry.objects.of_another_age(oldest_recent(), recent=was), not was) for was in (True, False)]
    return sum(entries.update(is_recent=now) for entries, now in found)


def rebuild(*, everything: bool) -> tuple[str, int]:
    """The same for `manage.py rebuild` (settings.REBUILT), whether or not everything is asked for."""
    return "Årsskifte i sökningen", follow_the_year()


def sweep() -> str:
    """The same for the nightly sweep (settings.SWEEPS)."""
    return f"Sökposter som bytt mellan äldre och nya: {follow_the_year()}."


def owners(prefix: str) -> set[str]:
    """All things of a kind that can be found."""
    return SearchEntry.objects.owners(prefix)
