"""Every kind of public page works for everybody and tells nobody: axe, valid HTML, headings, no cookie, no other host.

A page is opened once for all that is asked of it.
"""

import itertools
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Response

from portal import front
from portal.local.testtools import html_errors
from tests.headers import is_open
from tests.journeys.conftest import is_ours
from tests.journeys.kinds import FRAMED, IN_ENGLISH, PAGES
from tests.journeys.seeing import MODES, WIDE, violations, wrong


@dataclass
class Visit:
    """A page as it was opened: what it asked for, what it was answered, and what its console said."""

    kind: str
    page: Page
    asked: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=PAGES)
def visit(browser, site, request) -> Iterator[Visit]:
    context = browser.new_context(base_url=site.url, locale="sv-SE", **MODES[WIDE])
    made = Visit(request.param, context.new_page())
    made.page.on("request", lambda request: made.asked.append(request.url))
    made.page.on("response", lambda response: made.answers.append(response))
    made.page.on("console", lambda message: made.said.append(message.text) if is_ours(message) else None)
    made.page.on("pageerror", lambda error: made.said.append(str(error)))
    made.page.goto(PAGES[request.param])
    yield made
    context.close()


def test_each_page_has_one_heading_a_skip_link_landmarks_and_a_telling_title(visit):
    page = visit.page
    lang, skip = IN_ENGLISH.get(visit.kind, ("sv", "Till innehållet"))
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


def test_pages_set_no_cookie_ask_no_other_host_and_break_nothing(visit, site):
    assert visit.page.context.cookies() == []
    assert [url for url in visit.asked if not url.startswith((site.url, "data:"))] == []
    assert visit.said == []


def test_every_answer_the_page_and_its_files_tells_browsers_to_let_nothing_else_in(visit, site):
    ours = [answer for answer in visit.answers if answer.url.startswith(site.url)]
    framed = [f"{site.url}{path}" for path in FRAMED.values()]  # shown as it is in other sites' frames
    assert [answer.url for answer in ours if answer.url not in framed and is_open(answer.all_headers())] == []
    assert len(ours) > 3


def test_axe_finds_nothing_and_nothing_is_too_wide_also_with_text_twice_as_large(visit):
    assert wrong(visit.page) == []


@pytest.mark.parametrize("kind", FRAMED)
def test_what_other_sites_frame_is_for_everybody_too(page, kind):
    page.goto(FRAMED[kind])
    assert page.context.cookies() == []
    assert wrong(page) == []


def test_axe_would_find_something(browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>Svagt</p></body></html>")
    assert {line.split(":")[0] for line in violations(page)} >= {"image-alt", "color-contrast", "html-has-lang"}
    page.set_content(
        "<html lang=sv><title>Bred</title><main><h1>Bred</h1><p style='width: 2000px'>Bred</p></main></html>"
    )
    assert [line.rpartition(": ")[2] for line in wrong(page) if "px wide" in line] == ["2008 px wide"] * 2
    context.close()


def body(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_the_html_of_every_kind_of_page_is_valid(site, tmp_path):
    files = [tmp_path / f"{name}.html" for name in front.PAGES]
    for file, template in zip(files, front.PAGES.values(), strict=True):
        file.write_text(render_to_string(template, {"most": 25}), encoding="utf-8")
    for number, path in enumerate((*PAGES.values(), *FRAMED.values())):
        files.append(tmp_path / f"{number}{path.strip('/').replace('/', '_').replace('?', '_')}.html")
        files[-1].write_bytes(body(site.url + path))
    assert html_errors(files) == []


def test_the_html_checker_would_find_something(tmp_path):
    wrong = tmp_path / "fel.html"
    wrong.write_text("<!doctype html><title>Fel</title><p><div id=a></div><div id=a></div>")
    assert html_errors([wrong]) != []
