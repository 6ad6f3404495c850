"""A page for the copy: its links lead to what the copy has, all else to the portal, and what needs a server says so."""

import re
from collections.abc import Container
from html import escape, unescape
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from portal.mirror.places import is_kept, page_of
from portal.store.answers import AGE

LINK = re.compile(r'(\s(href|src|action)=")([^"]*)(")')
LIVE = re.compile(r'\sdata-hx-[a-z-]+="[^"]*"')
SENDING = re.compile(r'<form\b[^>]*\bmethod="post".*?</form>', re.DOTALL)
HEADING = re.compile(r"<h2\b.*?</h2>", re.DOTALL)
STYLED = re.compile(r"""(?:url\(|@import )["']?([^"')]+)["']?""")


class Page:
    """The HTML of an address as the copy has it; `found` are the addresses of the copy that it leads to."""

    def __init__(self, html: str, address: str, known: Container[str]) -> None:
        self.address, self.known = address, known
        self.found: list[str] = []
        html = html.replace(AGE.decode(), self.note("portal/mirror_note.html"))
        html = SENDING.sub(self._without_form, LIVE.sub("", html))
        self.html = LINK.sub(self._link, html)

    def note(self, template: str, **more: str) -> str:
        live = settings.PUBLIC_URL + self.address
        return render_to_string(template, {"live": live, "is_search": self.address == reverse("search"), **more})

    def _without_form(self, form: re.Match) -> str:
        heading = HEADING.search(form[0])
        return self.note("portal/mirror_form.html", heading=mark_safe(heading[0]) if heading else "")  # noqa: S308 - ours

    def _link(self, link: re.Match) -> str:
        before, kind, value, after = link.groups()
        target = self.living(unescape(value)) if kind == "action" else self.target(unescape(value))
        return before + escape(target) + after

    def living(self, value: str) -> str:
        """The same in the portal."""
        return settings.PUBLIC_URL + urljoin(self.address, value)

    def target(self, value: str) -> str:
        """Where a link leads: as it is within the copy, else to the living portal."""
        if value.startswith(("#", "//")) or not value.startswith(("/", "?")):
            return value
        whole, _, part = urljoin(self.address, value).partition("#")
        path, _, query = whole.partition("?")
        if path.startswith(settings.STATIC_URL) or (path in self.known and is_kept(query)):
            self.found.append(whole)
            return page_of(whole) + (f"#{part}" if part else "")
        return self.living(value)


def styled(css: str, address: str) -> list[str]:
    """What a style sheet asks for: fonts, pictures and other sheets."""
    asked = (urljoin(address, found) for found in STYLED.findall(css))
    return [one for one in asked if one.startswith(settings.STATIC_URL)]
