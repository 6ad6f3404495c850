"""The status marks on paper: the site's own drawings in colours that also differ in greyscale."""

import re
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from portal.templatetags.components import icon

# Status: ink of mark and word; fill and border of its segment in the bar; the mark's colour there.
INKS = {
    "done": "#1b6e3c",
    "partly_done": "#1b6e3c",
    "ongoing": "#0b5c8a",
    "not_started": "#3d4a57",
    "late": "#8f4a00",
    "cancelled": "#6a2437",
    "not_reported": "#3d4a57",
}
SEGMENTS = {
    "done": ("#1b6e3c", "#1b6e3c", "#ffffff"),
    "partly_done": ("#b9dcc6", "#1b6e3c", "#0f4a27"),
    "ongoing": ("#8fc0e0", "#0b5c8a", "#06354f"),
    "not_started": ("#ffffff", "#3d4a57", "#3d4a57"),
    "late": ("#e39a35", "#8f4a00", "#3a1e00"),
    "cancelled": ("#ecd9df", "#6a2437", "#6a2437"),
    "not_reported": ("#ffffff", "#8894a0", "#3d4a57"),
}


def drawing(status: str, ink: str) -> SafeString:
    """The lines of the site's mark on a field of 16 by 16, in the ink."""
    inside = re.sub(r"^<svg[^>]*>|</svg>$", "", icon(status))
    return mark_safe(inside.replace("currentColor", ink))  # noqa: S308  ours


def marks_style() -> SafeString:
    """Style rules that put the mark before the word: as a background it is decoration, and the word speaks."""
    rules = []
    for status, ink in INKS.items():
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{drawing(status, ink)}</svg>'
        rules.append(f'.mark.{status}{{color:{ink};background-image:url("data:image/svg+xml,{quote(svg)}")}}')
    return mark_safe("".join(rules))  # noqa: S308  ours
