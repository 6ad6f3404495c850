"""What somebody asks for in a query: only what is declared, once each, and within bounds."""

from dataclasses import dataclass

from django.http import QueryDict

from portal.opendata.api.problems import Problem
from portal.opendata.datasets import Dataset

USUAL = 20  # objects on a page (FNS.09)
MOST = 100
LAST_PAGE = 1_000_000
SHOWN = 60  # signs of what was sent, repeated in an answer


@dataclass(frozen=True)
class Asked:
    """A page of a dataset. `narrowed` is what it is narrowed down by."""

    narrowed: dict[str, str | int]
    limit: int = USUAL
    page: int = 1

    @property
    def first(self) -> int:
        """The number of its first object, from 0."""
        return (self.page - 1) * self.limit


def read(dataset: Dataset, query: QueryDict) -> Asked:
    """Raises Problem with what is wrong."""
    sent = once_each(dataset, query, "limit", "page")
    return Asked(
        narrowed(dataset, sent),
        limit=_number(sent, "limit", USUAL, MOST),
        page=_number(sent, "page", 1, LAST_PAGE),
    )


def once_each(dataset: Dataset, query: QueryDict, *more: str) -> dict[str, str]:
    """The parameters by name. Raises Problem for one that is unknown or sent twice."""
    known = [*more, *(parameter.name for parameter in dataset.parameters)]
    for name, values in query.lists():
        if name not in known:
            raise Problem(400, f"Parametern {name[:SHOWN]} finns inte. De som finns: {', '.join(known) or 'inga'}.")
        if len(values) > 1:
            raise Problem(400, f"Parametern {name} får bara anges en gång.")
    return query.dict()


def narrowed(dataset: Dataset, sent: dict[str, str]) -> dict[str, str | int]:
    """What the dataset is narrowed down by. Raises Problem for a value that cannot be one."""
    found: dict[str, str | int] = {}
    for parameter in dataset.parameters:
        if parameter.name in sent:
            value = parameter.read(sent[parameter.name])
            if value is None:
                raise Problem(400, f"{parameter.name} ska se ut som i exemplet {parameter.example}.")
            found[parameter.name] = value
    return found


def _number(sent: dict[str, str], name: str, usual: int, most: int) -> int:
    text = sent.get(name)
    if text is None:
        return usual
    if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most:
        return int(text)
    raise Problem(400, f"{name} ska vara ett heltal från 1 till {most}.")
