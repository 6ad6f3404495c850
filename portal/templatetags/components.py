"""Template tags for the components: marks, bars and meters as safe HTML, and a few plain words.

Marks are made once: they are shown a hundred times on a page. Geometry is here, looks are in the style sheets.
"""

from collections.abc import Iterable

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.accounts.middleware import is_private
from portal.signed_pages import signed
from portal.wording import NBSP, figure, listed, number_text, size_text

register = template.Library()

_RING = '<circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" stroke-width="2"/>'
_DOTTED = _RING.replace("/>", ' stroke-dasharray="2.2 2.2"/>')
_LINE = (
    '<path d="{}" fill="none" stroke="currentColor" stroke-width="{}" stroke-linecap="round" stroke-linejoin="round"/>'
)
_CHECK = _LINE.format("M2.8 8.6l3.4 3.4 7-7.6", 2.4)
_CLOCK = _RING + _LINE.format("M8 5v3.2l2.2 1.4", 1.8)
_TRIANGLE = _LINE.format("M8 2.2l6.2 11.2H1.8z", 1.8) + _LINE.format("M8 6.6v3M8 11.3v.1", 1.9)
_SILENCE = _DOTTED + _LINE.format("M6 8h4", 1.8)

# Drawn on a field of 16 by 16. Status and coverage first; the rest belongs to links and banners.
_DRAWINGS = {
    "done": _CHECK,
    "partly_done": _RING + '<path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor"/>',
    "ongoing": _CLOCK,
    "not_started": _RING,
    "late": _TRIANGLE,
    "cancelled": _RING + _LINE.format("M4.2 11.8l7.6-7.6", 2),
    "not_reported": _SILENCE,
    "reported": _CHECK,
    "reported_late": _CHECK,
    "upcoming": _RING,
    "due": _CLOCK,
    "missing": _SILENCE,
    "outside": _LINE.format("M5 8h6", 1.8),
    "in_force": _CHECK,
    "not_in_force": _DOTTED,
    "no_pledge": _LINE.format("M5 8h6", 1.8),
    "info": _RING + _LINE.format("M8 7.6v3M8 5.2v.1", 1.8),
    "warning": _TRIANGLE,
    "document": _LINE.format("M3.5 1.8h6l3 3v9.4h-9zM9.3 2v3h3M5.8 8.2h4.4M5.8 11h4.4", 1.4),
    "search": '<circle cx="7" cy="7" r="4.6" fill="none" stroke="currentColor" stroke-width="2"/>'
    + _LINE.format("M10.6 10.6l3.6 3.6", 2.2),
}
_ICONS = {
    name: mark_safe(f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{drawing}</svg>')  # noqa: S308  ours
    for name, drawing in _DRAWINGS.items()
}
_CLASSES = {name: f"is-{name.replace('_', '-')}" for name in _DRAWINGS}
_CHIPS = {
    name: mark_safe(f'<span class="chip {_CLASSES[name]}">{icon}')  # noqa: S308  ours
    for name, icon in _ICONS.items()
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing without words; the words stand beside it. Raises KeyError for one that is not drawn."""
    return _ICONS[name]


def drawing(name: str) -> SafeString:
    """The lines of an icon on a field of 16 by 16, in the colour of what it stands in."""
    return mark_safe(_DRAWINGS[name])  # noqa: S308  ours


@register.simple_tag
def chip(name: str, text: str) -> SafeString:
    """A status as mark, word and colour together; `name` is a status or a state of coverage."""
    return format_html("{}{}</span>", _CHIPS[name], text)


@register.filter
def tone(name: str) -> str:
    """The class that gives an element a status' colours."""
    return _CLASSES[name]


@register.simple_tag
def status_bar(rows: Iterable[dict], total: int) -> SafeString:
    """How many stand where, as one bar; `rows` have `status`, `status_text` and `count`. Empty without any."""
    if not total:
        return SafeString()
    parts, start = [], 0.0
    for row in rows:
        width = 100 * row["count"] / total
        parts.append(f'<rect class="{_CLASSES[row["status"]]}" x="{start:.6g}" width="{width:.6g}" height="4"/>')
        start += width
        parts.append(f'<rect class="gap" x="{start - 0.2:.6g}" width=".4" height="4"/>' if start < 99.9 else "")
    said = listed([f"{row['count']}{NBSP}{row['status_text'].lower()}" for row in rows])
    return format_html(
        '<svg class="status-bar" viewBox="0 0 100 4" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        f"Av {total} aktiviteter: {said}",
        mark_safe("".join(parts)),  # noqa: S308  numbers, and classes of ours
    )


@register.simple_tag
def meter(share: float, name: str) -> SafeString:
    """How much of a target is reached, as a bar; `share` is 0–1, more fills it. The words stand beside it."""
    return format_html(
        '<svg class="meter {}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="4"/><rect width="{}" height="4"/></svg>',
        _CLASSES[name],
        f"{100 * min(max(share, 0), 1):.4g}",
    )


@register.simple_tag
def facts(*pairs: object) -> SafeString:
    """The inside of a <dl>: term, description, term, description …; those without a description are left out.

    A list is said with commas, by the name of each when they are named things; a thing by its `text`.
    """
    said = zip(pairs[::2], pairs[1::2], strict=True)
    rows = (
        f"<div><dt>{conditional_escape(term)}</dt><dd>{conditional_escape(_said(text))}</dd></div>"
        for term, text in said
        if text
    )
    return mark_safe("".join(rows))  # noqa: S308  each part is escaped; so often that format_html would be felt


def _said(text: object) -> object:
    if isinstance(text, dict):
        return text["text"]
    if not isinstance(text, list):
        return text
    return ", ".join(part["name"] if isinstance(part, dict) else str(part) for part in text)


@register.filter
def followed(first: str, then: str) -> str:
    """Two phrases with a comma, or the one that there is: "Fortsätter, samma som förra perioden"."""
    return f"{first}, {then[0].lower()}{then[1:]}" if first and then else first or then


@register.filter
def in_full(target: dict | None) -> str:
    """A target in words, with the share that it asks for."""
    return followed(target["text"], target["share_text"]) if target else ""


@register.filter
def explained_at(methods: Iterable[dict], page: str) -> SafeString:
    """Methods by their short names, each a link to its explanation on the page."""
    links = ((page, method["slug"], method["abbreviation"] or method["name"]) for method in methods)
    return format_html_join(", ", '<a href="{}#{}">{}</a>', links)


@register.filter
def in_words(number: int) -> str:
    """A small number as a word, a large one in figures with spaces."""
    return number_text(number)


@register.filter
def in_figures(number: int) -> str:
    return figure(number)


@register.filter
def file_size(size: int) -> str:
    return size_text(size)


@register.filter
def of_kind(parts: Iterable[dict], kind: str) -> list[dict]:
    """Those of the parts, each with a `kind`, that are of that kind."""
    return [part for part in parts if part["kind"] == kind]


@register.filter
def has_kind(parts: Iterable[dict], kind: str) -> bool:
    """Whether any of the parts, each with a `kind`, is of that kind."""
    return any(part["kind"] == kind for part in parts)


@register.simple_tag
def portal_name() -> str:
    return getattr(settings, "PORTAL_NAME", "Medborgarlöften")


@register.simple_tag
def contact_email() -> str:
    """Where the portal's keepers are reached; empty when the operator has not said."""
    return getattr(settings, "CONTACT_EMAIL", "")


@register.simple_tag(takes_context=True)
def canonical(context: template.Context) -> str:
    """The lasting address of the page, without its query; empty for a page that no request asked for."""
    request = context.get("request")
    return f"{settings.PUBLIC_URL}{request.path}" if request else ""


@register.simple_tag(takes_context=True)
def signed_page(context: template.Context) -> str:
    """The page's own path, signed by us; empty where no request asked for it, and behind the login."""
    request = context.get("request")
    return signed(request.path) if request and not is_private(request) else ""
