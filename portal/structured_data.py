"""Structured data for machines in a page's head (JSON-LD, schema.org): where the page is, and what it is about.

The policy of the portal forbids inline scripts; this is data, which a browser never runs
(https://html.spec.whatwg.org/multipage/scripting.html#data-block).
"""

import json
from collections.abc import Sequence

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

# As Django's json_script: what could end the element or begin another is written as JSON's own escapes.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def data_block(things: Sequence[dict]) -> SafeString:
    """The element that holds the things; nothing without any."""
    if not things:
        return SafeString()
    text = json.dumps({"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308  escaped


def breadcrumbs(crumbs: Sequence[tuple[str, str]], heading: str, address: str) -> dict:
    """The way from the start page; `crumbs` are (text, path), `address` is the page's own in full."""
    steps = [*((text, f"{settings.PUBLIC_URL}{path}") for text, path in crumbs), (heading, address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": text, "item": item}
            for number, (text, item) in enumerate(steps, 1)
        ],
    }
