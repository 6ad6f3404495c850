"""What a page weighs on its way to a browser that has never been here, and to one that has, as production serves it."""

import re
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.test import Client

HEADERS = 850  # bytes of an answer's status line and headers, as measured in Chromium
STATIC = re.compile(r'(?:href|src)="/static/([^"]+)"')
FONT = re.compile(r'url\("\.\./(fonts/[^"]+)"\)')


def visits(path: str) -> tuple[int, int]:
    """Bytes of the first visit, with all that the page links, and of the next, when only the page itself is new."""
    response = Client().get(path, headers={"accept-encoding": "gzip, br"})
    assert (response.status_code, response.headers["Content-Encoding"]) == (200, "br")
    page = HEADERS + len(response.content)
    return page + sum(HEADERS + weight(name) for name in linked(Client().get(path).content.decode())), page


def linked(html: str) -> set[str]:
    """The static files that a browser fetches for the page: sheets, their fonts, scripts, pictures."""
    named = {name.partition("?")[0] for name in STATIC.findall(html)}
    sheets = [file(name).read_text(encoding="utf-8") for name in named if name.endswith(".css")]
    return named | {font for sheet in sheets for font in FONT.findall(sheet)}


def weight(name: str) -> int:
    """As WhiteNoise stores it: compressed, but for fonts, which are so already."""
    data = file(name).read_bytes()
    return len(data) if name.endswith(".woff2") else len(brotli.compress(data))


def file(name: str) -> Path:
    return Path(finders.find(name))
