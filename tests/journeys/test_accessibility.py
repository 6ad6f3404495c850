"""Every kind of public page works for everybody: axe in light and in dark, wide and at 320 px, and valid HTML."""

import itertools
import urllib.error
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.local.testtools import html_errors
from tests.journeys.kinds import FRAMED, IN_ENGLISH, PAGES

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
PHONE = "mörkt, 320 px"
MODES = {  # each colour and each width once: what axe measures in one does not depend on the other
    "ljust": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    PHONE: {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


EVERYTHING = {**PAGES, **FRAMED}


def violations(page) -> list[str]:
    """What axe finds wrong on the page, a line each."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", EVERYTHING)
def test_axe_finds_nothing_and_nothing_is_too_wide_also_with_text_twice_as_large(browser, site, kind, mode):
    context = browser.new_context(base_url=site.url, **MODES[mode])
    page = context.new_page()
    page.goto(EVERYTHING[kind])
    assert violations(page) == []
    if mode != PHONE:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= MODES[mode]["viewport"]["width"]
    context.close()


def test_axe_would_find_something(browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>Svagt</p></body></html>")
    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "color-contrast", "html-has-lang"}
    context.close()


def body(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_the_html_of_every_kind_of_page_is_valid(site, tmp_path):
    files = []
    for number, path in enumerate(EVERYTHING.values()):
        files.append(tmp_path / f"{number}{path.strip('/').replace('/', '_').replace('?', '_')}.html")
        files[-1].write_bytes(body(site.url + path))
    assert html_errors(files) == []


def test_the_html_checker_would_find_something(tmp_path):
    wrong = tmp_path / "fel.html"
    wrong.write_text("<!doctype html><title>Fel</title><p><div id=a></div><div id=a></div>")
    assert html_errors([wrong]) != []


@pytest.mark.parametrize("kind", PAGES)
def test_each_page_has_one_heading_a_skip_link_landmarks_and_a_telling_title(page, kind):
    lang, skip = IN_ENGLISH.get(kind, ("sv", "Till innehållet"))
    page.goto(PAGES[kind])
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == lang
    assert {role: page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")} == {
        "banner": 1, "main": 1, "contentinfo": 1,
    }  # fmt: skip
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == skip
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(location.hash).tagName") == "MAIN"
    levels = [int(tag[1]) for tag in page.eval_on_selector_all("h1,h2,h3,h4", "all => all.map(h => h.tagName)")]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), levels
