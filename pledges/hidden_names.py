"""Hiding names in what an edition holds: plain values in, plain values out."""

from collections.abc import Collection, Iterator

from pledges.models import HiddenName, Municipality
from portal.wording import day_text

HIDDEN = "namnet visas inte längre"
TOLD = "names_hidden"  # the key of a content that tells of it
# Where persons stand with their names: the key of a dict or of a list of dicts, and the keys of the names in it.
PERSONS = {
    "signatories": ("name",),
    "respondents": ("name",),
    "quotes": ("person", "agrees"),
    "record": ("page_owner",),
}


def hidden_in(municipality: Municipality) -> list[HiddenName]:
    """The names that the kommun's pages no longer show, the first hidden first."""
    return list(HiddenName.objects.of(municipality))


def named_in(content: dict, approvals: Collection[dict]) -> set[str]:
    """The names of persons in an edition."""
    found = {person[key] for person, key in _persons(content)} | {approval["name"] for approval in approvals}
    return found - {"", HIDDEN}


def without(
    content: dict, approvals: Collection[dict], hidden: Collection[HiddenName]
) -> tuple[dict, tuple[dict, ...]]:
    """A content and its approvals without the names, and with words about it if there were any. Changes the content."""
    there = [one for one in hidden if any(same(one.name, name) for name in named_in(content, approvals))]
    names = [one.name for one in there]
    for person, key in _persons(content):
        person[key] = shown(person[key], names)
    if there:
        content[TOLD] = [*content.get(TOLD, []), *map(told, there)]
    return content, tuple({**approval, "name": shown(approval["name"], names)} for approval in approvals)


def shown(name: str, hidden: Collection[str]) -> str:
    """The name, or words in its place."""
    return HIDDEN if any(same(name, one) for one in hidden) else name


def same(one: str, other: str) -> bool:
    """Whether two names are spelt alike, but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()


def told(hidden: HiddenName) -> dict:
    """What is said of a hidden name, without it."""
    return {"on": hidden.hidden_on.isoformat(), "text": day_text(hidden.hidden_on), "reason": hidden.reason}


def _persons(content: dict) -> Iterator[tuple[dict, str]]:
    for place, keys in PERSONS.items():
        found = content.get(place) or []
        for person in found if isinstance(found, list) else [found]:
            yield from ((person, key) for key in keys if key in person)
