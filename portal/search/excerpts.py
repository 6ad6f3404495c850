"""The piece of a text that a search found, with what was found marked."""

import re
from collections.abc import Collection

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LENGTH = 220  # letters around the first word that was found


def marked(text: str, found: Collection[str]) -> SafeString:
    """The text with each of the found words in <mark>."""
    if not found:
        return format_html("{}", text)
    words = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    parts = re.split(rf"(?<![^\W_])({words})(?![^\W_])", text, flags=re.IGNORECASE)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if at % 2 else part,) for at, part in enumerate(parts))
    )


def excerpt(text: str, found: Collection[str]) -> SafeString:
    """A few lines of the text around the first word that was found."""
    flat = " ".join(text.split())
    words = "|".join(sorted(map(re.escape, found), key=len, reverse=True))
    hit = re.search(rf"(?<![^\W_])({words})(?![^\W_])", flat, flags=re.IGNORECASE) if found else None
    start = max(0, (hit.start() if hit else 0) - LENGTH // 3)
    start = flat.find(" ", start) + 1 if start else 0
    piece = flat[start : start + LENGTH]
    if start + LENGTH < len(flat):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return marked(f"… {piece}" if start else piece, found)
