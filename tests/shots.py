"""`make shots`: every kind of page in light, in dark, on a phone and on paper, in one folder for a person to look at.

Words after the command choose: `make shots ARGS="sök löfte"` takes the kinds whose name or address holds one of them.
"""

import contextlib
import html
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pypdfium2 import PdfDocument

from portal.local import testtools
from portal.local.install import PROJECT, STEPS
from portal.local.terminal import Steps, ended_kindly, say
from portal.local.throwaway import throwaway_cluster
from tests.journeys.kinds import FRAMED, PAGES
from tests.journeys.office_kinds import ACCOUNT, EMAIL, office_addresses
from tests.journeys.running import Site, running_site, started

FOLDER = Path(os.environ.get("DATA_DIR") or PROJECT / ".data") / "shots"
TOTAL = 7
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
LOOKS = {
    "ljust": {"viewport": WIDE, "color_scheme": "light"},
    "mörkt": {"viewport": WIDE, "color_scheme": "dark"},
    "mobil": {"viewport": PHONE, "color_scheme": "light", "device_scale_factor": 1.5},
}
PAPER = "papper"
MOST_SHEETS = 6  # of paper; a long list goes on as it began
SIGN_IN = f"""
from django.conf import settings
from django.test import Client
from portal.models import User
from tests.signing_in import sign_in
client = sign_in(Client(), User.objects.get(email={EMAIL!r}))
print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
INDEX = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Sidornas utseende</title>
<style>body{{font:16px/1.5 system-ui;margin:2rem}}div{{display:flex;gap:1rem;align-items:start;overflow:auto}}
figure{{margin:0}}img{{height:30rem;object-fit:cover;object-position:top;border:1px solid #999}}</style>
<h1>Sidornas utseende</h1>{rows}</html>"""
ROW = "<h2>{kind}</h2><p><code>{path}</code></p><div>{figures}</div>"
FIGURE = (
    '<figure><a href="{file}"><img src="{file}" alt="{kind}, {look}" loading="lazy"></a>'
    "<figcaption>{look}</figcaption></figure>"
)


def main() -> int:
    os.environ.setdefault("DEBUG", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    steps = Steps(TOTAL, done=STEPS)
    with steps.step("Ser till att Chromium finns"):
        testtools.install_chromium()
    with (
        database(steps),
        tempfile.TemporaryDirectory() as data,
        running_site("shots", Path(data), of_steps=TOTAL, done=steps.done) as site,
    ):
        steps.done += 2
        with steps.step("Tar bilderna"):
            shown = taken(site, sys.argv[1:])
    (FOLDER / "index.html").write_text(index(shown), encoding="utf-8")
    say(f"\n{len(shown)} slags sidor. Öppna {FOLDER / 'index.html'} i webbläsaren.")
    return 0


@contextlib.contextmanager
def database(steps: Steps) -> Iterator[None]:
    """A server of its own, gone afterwards, so that no data of anybody's is touched; or the one in DATABASE_URL."""
    with steps.step("Startar en egen databas"):
        stack = contextlib.ExitStack()
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = stack.enter_context(throwaway_cluster()).url
    with stack:
        yield


def taken(site: Site, words: list[str]) -> dict[str, str]:
    """Takes the pictures of the kinds that were asked for, of all without words; their addresses by kind."""
    site.shell.run(ACCOUNT)
    office = {f"redaktion, {kind}": path for kind, path in office_addresses(site).items()}
    every = {**PAGES, **FRAMED, "logga in": "/konto/logga-in/", **office}
    shown = {kind: path for kind, path in every.items() if wanted(f"{kind} {path}", words)}
    name, value = site.shell.run(SIGN_IN).split()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright, contextlib.closing(started(playwright)) as browser:
        for look, how in LOOKS.items():
            with visitors(browser, site, how, {"name": name, "value": value, "url": site.url}) as (public, own):
                for kind, path in shown.items():
                    shoot(own if kind in office else public, kind, path, look)
    return shown


def wanted(text: str, words: list[str]) -> bool:
    return not words or any(word.lower() in text.lower() for word in words)


@contextlib.contextmanager
def visitors(browser: Browser, site: Site, how: dict, session: dict) -> Iterator[tuple[Page, Page]]:
    """A page of somebody unknown, and one of an administrator who is signed in."""
    contexts: list[BrowserContext] = [browser.new_context(base_url=site.url, locale="sv-SE", **how) for _ in range(2)]
    contexts[1].add_cookies([session])  # type: ignore[list-item]  a cookie as Playwright has it
    yield contexts[0].new_page(), contexts[1].new_page()
    for context in contexts:
        context.close()


def shoot(page: Page, kind: str, path: str, look: str) -> None:
    """The whole page as one picture; in light also as it is printed, its sheets above each other."""
    page.goto(path)
    window = page.viewport_size or WIDE
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({**window, "height": height})  # so that what follows the window's edge covers nothing
    page.screenshot(path=FOLDER / file_name(kind, look), type="jpeg", quality=70)
    page.set_viewport_size(window)
    if look == next(iter(LOOKS)):
        stacked(page.pdf(prefer_css_page_size=True, format="A4")).save(FOLDER / file_name(kind, PAPER), quality=70)


def stacked(data: bytes) -> Image.Image:
    """The first sheets of a PDF above each other, with a line between."""
    document = PdfDocument(data)
    sheets = [document[number].render(scale=1.3).to_pil() for number in range(min(len(document), MOST_SHEETS))]
    whole = Image.new("RGB", (sheets[0].width, sum(sheet.height + 4 for sheet in sheets)), "#888")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height + 4
    return whole


def file_name(kind: str, look: str) -> str:
    return f"{re.sub(r'[^a-zåäö0-9]+', '-', kind.lower()).strip('-')}-{look}.jpg"


def index(shown: dict[str, str]) -> str:
    rows = []
    for kind, path in shown.items():
        figures = [
            FIGURE.format(file=file_name(kind, look), kind=html.escape(kind), look=look) for look in [*LOOKS, PAPER]
        ]
        rows.append(ROW.format(kind=html.escape(kind), path=html.escape(path), figures="".join(figures)))
    return INDEX.format(rows="".join(rows))


if __name__ == "__main__":
    sys.exit(ended_kindly(main))
