"""Template tags that draw with SVG: maps made of shapes that are links. Geometry is given, looks are in the sheets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.templatetags.components import tone

register = template.Library()

# Told apart without colour too: what is late is dotted, what is missing is hatched.
PATTERNS = {"late": "map-dots", "missing": "map-hatch"}


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
def map_shapes(shapes: Iterable[Shape]) -> SafeString:
    """Each shape as a link with its name and state."""
    return format_html_join(
        "\n",
        '<a href="{}" class="{}" aria-label="{}: {}"><title>{}: {}</title><path d="{}"{}/></a>',
        (
            (one.address, tone(one.state), one.name, one.state_text, one.name, one.state_text, one.path, _filled(one))
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


def _filled(shape: Shape) -> SafeString:
    pattern = PATTERNS.get(shape.state)
    return format_html(' fill="url(#{})"', pattern) if pattern else SafeString()
