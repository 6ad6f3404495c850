"""What may be followed, as forms and addresses have it: landet, kommun:gislaved, lpo:varnamo, tema:narkotika."""

from collections.abc import Iterable

from django.db.models import Model

from pledges.models import LocalPoliceArea, Municipality, Theme

COUNTRY = "landet"
# By the first part of the key: what it is, what several are called, and how a Following refers to it.
KINDS: dict[str, tuple[type[Model], str, str]] = {
    "kommun": (Municipality, "Kommuner", "municipality_id"),
    "lpo": (LocalPoliceArea, "Lokalpolisområden", "area_id"),
    "tema": (Theme, "Teman", "theme_id"),
}


def choices() -> list:
    """All that there is, in groups, with nothing chosen first. Three questions."""
    groups = [(plural, list(_options(kind, model.objects.all()))) for kind, (model, plural, _) in KINDS.items()]
    return [("", "Välj"), (COUNTRY, "Hela landet"), *groups]


def _options(kind: str, rows: Iterable) -> Iterable[tuple[str, str]]:
    for row in rows:
        invented = " (påhittad för demonstration)" if getattr(row, "is_demo", False) else ""
        yield f"{kind}:{row.slug}", row.name + invented


def target_of(key: str) -> dict:
    """The keys by which a Following refers to a choice. Raises KeyError or DoesNotExist for what is no choice."""
    nothing = dict.fromkeys(name for _, _, name in KINDS.values())
    if key == COUNTRY:
        return nothing
    kind, _, slug = key.partition(":")
    model, _, name = KINDS[kind]
    return {**nothing, name: model.objects.get(slug=slug).pk}
