"""The page of a search: hits with what was found marked, and what they can be narrowed to, with counts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.urls import reverse

from pledges.models import Activity, County, LocalPoliceArea, Method, Municipality, Theme
from pledges.pages.base import Page, site_notices, today
from pledges.summaries import STATUS_TEXT
from portal.search.excerpts import excerpt, marked
from portal.search.finding import PER_PAGE, Found, find
from portal.search.indexing import oldest_recent
from portal.wording import figure

LONGEST = 200  # letters of a search
MOST_PAGES = 50
MOST_CHOICES = 12
KINDS = {
    "kommun": "Kommuner",
    "medborgarlofte": "Medborgarlöften",
    "lofte": "Löften",
    "aktivitet": "Aktiviteter",
    "uppfoljning": "Uppföljningar",
    "dokument": "Dokument",
    "nyhet": "Nyheter",
    "plats": "Platser",
    "omrade": "Lokalpolisområden",
    "lan": "Län",
    "region": "Polisregioner",
}


def _named(model) -> Callable[[Iterable[str]], dict[str, str]]:
    return lambda slugs: {one.slug: str(one) for one in model.objects.with_slugs(slugs)}


# What hits can be narrowed to: what it is called, and the names of its values.
NARROWINGS: dict[str, tuple[str, Callable[[Iterable[str]], dict[str, str]]]] = {
    "slag": ("Slag", lambda _values: KINDS),
    "kommun": ("Kommun", _named(Municipality)),
    "lan": ("Län", _named(County)),
    "lpo": ("Lokalpolisområde", _named(LocalPoliceArea)),
    "ar": ("År", lambda values: {value: value for value in values}),
    "tema": ("Tema", _named(Theme)),
    "metod": ("Metod", _named(Method)),
    "ansvarig": ("Ansvarig", lambda _values: dict(Activity.Responsible.choices)),
    "lage": ("Läge", lambda _values: STATUS_TEXT),
}


@dataclass(frozen=True)
class Choice:
    """One value that hits can be narrowed to; `address` chooses it, or lets it go when it is chosen."""

    name: str
    count: int
    address: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Narrowing:
    name: str
    choices: list[Choice]


@dataclass(frozen=True)
class Hit:
    title: str
    address: str
    where: str
    excerpt: str
    is_demo: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `chosen` are narrowings by kind; `everything` is also what is older."""

    query: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    number: int = 1
    everything: bool = False

    @classmethod
    def read(cls, sent) -> "Asked":
        number = sent.get("sida", "1")
        known = number.isascii() and number.isdigit() and len(number) < 4
        return cls(
            query=sent.get("q", "").strip()[:LONGEST],
            chosen={kind: sent[kind][:100] for kind in NARROWINGS if sent.get(kind)},
            number=min(max(int(number), 1), MOST_PAGES) if known else 1,
            everything=sent.get("aldre") == "1",
        )

    @property
    def facets(self) -> list[str]:
        return [f"{kind}:{value}" for kind, value in self.chosen.items()]

    def address(self, number: int = 1, **changed: str) -> str:
        """The address of the same search with something changed; an empty value lets it go."""
        now = {**self.chosen, "aldre": "1" if self.everything else "", **changed}
        chosen = {kind: value for kind, value in now.items() if value}
        page = {"sida": number} if number > 1 else {}
        return f"{reverse('search')}?{urlencode({'q': self.query, **chosen, **page})}"


@dataclass(kw_only=True)
class SearchPage(Page):
    """`earlier` and `later` lead to pages beside it; `older` to the same with what is before the year `oldest`, too."""

    asked: Asked
    found: Found
    hits: list[Hit]
    narrowings: list[Narrowing]
    earlier: str = ""
    later: str = ""
    older: str = ""
    oldest: int = 0

    @property
    def count_text(self) -> str:
        return f"över {figure(self.found.count)}" if self.found.is_capped else figure(self.found.count)


def search_page(sent) -> SearchPage:
    """What was searched for in `sent`, the parameters of the address."""
    asked, found = searched(Asked.read(sent))
    last = last_page(found)
    return SearchPage(
        title=f"{asked.query} – sökning" if asked.query else "Sök",
        heading="Sök",
        description="Sök bland medborgarlöften, löften, aktiviteter, uppföljningar, dokument och nyheter.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        asked=asked,
        found=found,
        hits=[hit(entry, found) for entry in found.hits],
        narrowings=narrowings(asked, found),
        earlier=asked.address(asked.number - 1) if asked.number > 1 else "",
        later=asked.address(asked.number + 1) if asked.number < last else "",
        older=asked.address(aldre="1") if found.count and found.is_recent else "",
        oldest=oldest_recent(),
    )


def searched(asked: Asked) -> tuple[Asked, Found]:
    """Among what is recent; among everything when that is asked for, or when there is less than a page.

    A page beyond the last is the last.
    """
    found = find(asked.query, facets=asked.facets, recent=not asked.everything, page=asked.number)
    if found.is_recent and found.count < PER_PAGE:
        found = find(asked.query, facets=asked.facets, recent=False, page=asked.number)
    if found.count and not found.hits:
        return searched(replace(asked, number=last_page(found)))
    return asked, found


def last_page(found: Found) -> int:
    return min((found.count - 1) // PER_PAGE + 1, MOST_PAGES)


def hit(entry, found: Found) -> Hit:
    return Hit(
        title=marked(entry.title, found.words),
        address=entry.address,
        where=entry.where,
        excerpt=excerpt(entry.text, found.words) if entry.text else "",
        is_demo=entry.is_demo,
    )


def narrowings(asked: Asked, found: Found) -> list[Narrowing]:
    """What the hits can be narrowed to: values of which there are some but not only, the most common first."""
    counts: dict[str, dict[str, int]] = {kind: {} for kind in NARROWINGS}
    for facet, count in found.facets.items():
        kind, _, value = facet.partition(":")
        counts.get(kind, {})[value] = count
    for kind, value in asked.chosen.items():
        counts[kind] = {value: counts[kind].get(value, 0)}
    made = [narrowing(kind, counts[kind], asked) for kind in NARROWINGS if counts[kind]]
    return [one for one in made if len(one.choices) > 1 or one.choices[0].is_chosen]


def narrowing(kind: str, counts: dict[str, int], asked: Asked) -> Narrowing:
    name, names_of = NARROWINGS[kind]
    common = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_CHOICES]
    ordered = sorted(common, reverse=True) if kind == "ar" else common
    names = names_of(ordered)
    chosen = asked.chosen.get(kind)
    return Narrowing(
        name,
        [
            Choice(
                names.get(value, value),
                counts[value],
                asked.address(**{kind: "" if value == chosen else value}),
                value == chosen,
            )
            for value in ordered
        ],
    )
