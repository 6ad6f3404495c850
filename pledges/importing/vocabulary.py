"""Themes, methods, partners and the glossary: read from a file, created once, and looked up by address."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from django.db import transaction

from pledges.models import GlossaryTerm, LoadedItem, Method, Partner, Theme
from portal.swedish import slug

from .shapes import Entry, Shape, entries, prose, text
from .yaml_files import read_yaml

_TERM = {"name": text, "slug": text, "explanation": prose}
TERM = Shape("ord", _TERM, ("name",))
METHOD = Shape("metod", {**_TERM, "abbreviation": text}, ("name", "explanation"))
EXPLAINED = Shape("ord i ordlistan", _TERM, ("name", "explanation"))
FILE = Shape(
    "ordlistor",
    {"themes": entries(TERM), "methods": entries(METHOD), "partners": entries(TERM), "glossary": entries(EXPLAINED)},
)
MODELS = {"themes": Theme, "methods": Method, "partners": Partner, "glossary": GlossaryTerm}
PREFIX = "ordlistor"


@transaction.atomic
def load_vocabulary(path: Path) -> int:
    """Create the words that have never been loaded; returns how many."""
    read = FILE.read(path, read_yaml(path))
    seen = LoadedItem.objects.keys_below(f"{PREFIX}/")
    return sum(_load_terms(kind, found, seen) for kind, found in read.items())


def _load_terms(kind: str, found: list[Entry], seen: set[str]) -> int:
    model = MODELS[kind]
    there = set(model.objects.values_list("slug", flat=True))
    created = 0
    for term in found:
        address = term.get("slug") or slug(term["name"])
        key = f"{PREFIX}/{kind}/{address}"
        if key in seen:
            continue
        LoadedItem.objects.create(key=key)
        if address not in there:
            model.objects.create(**{**term, "slug": address})
            created += 1
    return created


class Vocabulary:
    """The words that there are, by address."""

    @cached_property
    def _found(self) -> dict[str, dict]:
        return {kind: {term.slug: term for term in model.objects.all()} for kind, model in MODELS.items()}

    def find(self, entry: Entry, kind: str, addresses: Iterable[str]) -> list:
        """The words with these addresses. Raises ImportProblem when one does not exist."""
        missing = [address for address in addresses if address not in self._found[kind]]
        if missing:
            raise entry.problem(f"”{missing[0]}” finns inte bland ordlistans {_NAMES[kind]}.")
        return [self._found[kind][address] for address in addresses]


_NAMES = {"themes": "teman", "methods": "metoder", "partners": "medverkande", "glossary": "ord"}
