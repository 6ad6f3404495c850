"""Template tags that draw with SVG: maps made of shapes that are links. Geometry is given, looks are in the sheets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from portal.templatetags.components import tone

register = template.Library()

_UPRIGHT = '<rect class="mark" width=".35" height="1"/>'
_LEVEL = '<rect class="mark" width="1" height=".3"/>'
_DOT = '<circle class="mark" cx=".5" cy=".5" r=".24"/>'
# Told apart without colour: each state but those that are one plain colour has marks of its own, (turned, mark).
PATTERNS = {
    "reported_late": (0, _UPRIGHT),
    "due": (0, _LEVEL),
    "upcoming": (0, _LEVEL),
    "late": (0, _DOT),
    "missing": (45, _UPRIGHT),
    "not_in_force": (-45, _UPRIGHT),
}


@dataclass(frozen=True)
class Shape:
    """A part of a map: where it leads, what it is called, its state and what that is called.

    `label_at` is where the name is written, None where there is no room.
    """

    path: str
    address: str
    name: str
    state: str
    state_text: str
    label_at: tuple[int, int] | None = None


@register.simple_tag
def map_patterns(grain: float) -> SafeString:
    """What the shapes of a map are filled with; `grain` is how many units of the drawing a mark takes."""
    return format_html_join(
        "",
        '<pattern id="map-{}" class="{}" width="1" height="1" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate({}) scale({})"><rect class="ground" width="1" height="1"/>{}</pattern>',
        (
            (state, tone(state), turned, f"{grain:g}", mark_safe(mark))  # noqa: S308  ours
            for state, (turned, mark) in PATTERNS.items()
        ),
    )


@register.simple_tag
def map_shapes(shapes: Iterable[Shape]) -> SafeString:
    """Each shape as a link with its name and state."""
    return format_html_join(
        "\n",
        '<a href="{}" class="{}" aria-label="{}: {}"><title>{}: {}</title><path d="{}"{}/></a>',
        (
            (one.address, tone(one.state), *(one.name, one.state_text) * 2, one.path, _filled(one.state))
            for one in shapes
        ),
    )


@register.simple_tag
def map_labels(shapes: Iterable[Shape], letter_height: float) -> SafeString:
    """The names that there is room for, not read aloud: the shapes' own names are."""
    return format_html_join(
        "",
        '<text x="{}" y="{}" font-size="{}">{}</text>',
        ((*one.label_at, f"{letter_height:.0f}", one.name) for one in shapes if one.label_at),
    )


@register.simple_tag
def map_key(state: str, grain: float) -> SafeString:
    """A piece of the map in that state, for the legend beside a map with that grain."""
    return format_html(
        '<svg class="map-key {}" viewBox="0 0 {} {}" aria-hidden="true"><rect width="{}" height="{}"{}/></svg>',
        tone(state),
        *(f"{4 * grain:g}", f"{3 * grain:g}") * 2,
        _filled(state),
    )


def _filled(state: str) -> SafeString:
    return format_html(' fill="url(#map-{})"', state) if state in PATTERNS else SafeString()
