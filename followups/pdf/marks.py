"""The status marks on paper: the site's own drawings in colours that also differ in greyscale."""

from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe

from portal.templatetags.components import drawing

# The ink of a status' mark and word.
INKS = {
    "done": "#1b6e3c",
    "partly_done": "#1b6e3c",
    "ongoing": "#0b5c8a",
    "not_started": "#3d4a57",
    "late": "#8f4a00",
    "cancelled": "#6a2437",
    "not_reported": "#3d4a57",
}


def marks_style() -> SafeString:
    """Style rules that put the mark before the word: as a background it is decoration, and the word speaks."""
    rules = []
    for status, ink in INKS.items():
        lines = drawing(status).replace("currentColor", ink)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">{lines}</svg>'
        rules.append(f'.mark.{status}{{color:{ink};background-image:url("data:image/svg+xml,{quote(svg)}")}}')
    return mark_safe("".join(rules))  # noqa: S308  ours
