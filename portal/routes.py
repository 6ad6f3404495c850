"""Every route of the portal, as `manage.py list_urls` tells of them."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver, reverse

EDITORS, ACCOUNTS, ANYBODY = "redaktionen", "den som loggar in", "alla"


@dataclass(frozen=True)
class Route:
    """`methods` are empty for a view that looks at them itself; `stored` are the parameters with which the page store
    keeps its answers, each with its values, None when it keeps none."""

    pattern: str
    name: str
    methods: list[str]
    who: str
    stored: dict[str, list[str]] | None


def routes() -> Iterator[Route]:
    """In the order in which they are tried."""
    yield from _below(get_resolver(), "/", [])


def _below(resolver: URLResolver, prefix: str, namespaces: list[str]) -> Iterator[Route]:
    for part in resolver.url_patterns:
        pattern = prefix + str(part.pattern).removeprefix("^")
        if isinstance(part, URLResolver):
            yield from _below(part, pattern, [*namespaces, *([part.namespace] if part.namespace else [])])
        else:
            yield _route(part, pattern, namespaces)


def _route(part: URLPattern, pattern: str, namespaces: list[str]) -> Route:
    storable = getattr(part.callback, "storable", None)
    return Route(
        pattern=pattern,
        name=":".join([*namespaces, part.name or ""]),
        methods=methods_of(part.callback),
        who=_who(pattern, namespaces),
        stored=storable and {name: sorted(values) for name, values in storable.parameters.items()},
    )


def _who(pattern: str, namespaces: list[str]) -> str:
    if admin.site.name in namespaces:
        return EDITORS
    return ACCOUNTS if pattern.startswith(reverse("account_home")) else ANYBODY


def methods_of(view: Callable) -> list[str]:
    """What Django's decorators, or a class of its own, let through to the view."""
    made_of = getattr(view, "view_class", None)
    if made_of:
        return sorted(name.upper() for name in made_of.http_method_names if hasattr(made_of, name))
    while view:
        allowed = (
            inspect.getclosurevars(view).nonlocals.get("request_method_list") if inspect.isfunction(view) else None
        )
        if allowed:
            return sorted(allowed)
        view = getattr(view, "__wrapped__", None)
    return []
