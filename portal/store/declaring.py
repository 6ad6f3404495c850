"""Which views' answers may be stored, declared beside them: what they show, and which parameters they have."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from django.http import HttpResponse, QueryDict

from portal.store.versions import EVERYTHING

View = Callable[..., HttpResponse]
# From the parts of an address to the names whose versions its answer depends on; nothing for what is not to be stored.
Names = Callable[..., Iterable[str]]


@dataclass(frozen=True)
class Storable:
    """`parameters` are the values that each may have; with any other, or another parameter, nothing is stored.

    `ahead`: made when it is published; else when somebody asks for it.
    """

    names: Names
    parameters: dict[str, Collection[str]] = field(default_factory=dict)
    ahead: bool = True

    def takes(self, sent: QueryDict) -> bool:
        return all(len(values) == 1 and values[0] in self.parameters.get(name, ()) for name, values in sent.lists())


def stored(names: Names, **parameters: Collection[str]) -> Callable[[View], View]:
    """Let the view's answers be stored. They depend on the address, the day and `names` alone."""

    def declare(view: View) -> View:
        view.storable = Storable(names, parameters)
        return view

    return declare


def stored_when_asked_for(names: Names) -> Callable[[View], View]:
    """As `stored`, for what takes long to make and is seldom looked at."""

    def declare(view: View) -> View:
        view.storable = Storable(names, ahead=False)
        return view

    return declare


def everything(**_parts: str) -> tuple[str, ...]:
    """The names for a page that tells of the whole country."""
    return (EVERYTHING,)


def without_database(view: View) -> View:
    """Let the view answer also when the database is away: it can do without."""
    view.works_without_database = True
    return view
