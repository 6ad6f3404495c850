"""A resident: finds the kommun, reads what is promised and how it goes, fetches the PDF. With and without script."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.journeys.kinds import PAGES
from tests.journeys.seeing import violations

IN_SIGHT = """(() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
})()"""


@pytest.fixture
def plain_page(browser, site):
    """A visitor whose browser runs no script."""
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_types_a_misspelt_name_and_is_offered_the_kommun_while_typing(page):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("jonkopi", delay=30)
    option = page.get_by_role("option", name="Jönköping – kommun i Jönköpings län")
    expect(option).to_be_visible()
    option.click()
    expect(page).to_have_url(re.compile("/jonkoping/$"))


def test_walks_through_what_is_offered_with_the_arrow_keys_and_hears_how_much_it_is(page):
    page.goto("/")
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    field.press_sequentially("jonkopi", delay=30)
    expect(page.get_by_role("status")).to_have_text("Tre förslag för ”jonkopi”")
    expect(field).to_have_attribute("aria-expanded", "true")
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 2), ("ArrowDown", 0)):
        field.press(key)
        expect(field).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id"))
        expect(page.get_by_role("option", selected=True)).to_have_count(1)
    assert violations(page) == []
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(options).to_have_count(0)
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/jonkoping/$"))


def test_from_a_misspelt_kommun_to_its_follow_up_by_keyboard_at_400_percent(browser, site):
    """A window of 1280 by 1024 pixels enlarged to 400 % is 320 by 256 wide; what has focus is in sight."""
    context = browser.new_context(base_url=site.url, viewport={"width": 320, "height": 256}, color_scheme="dark")
    page = context.new_page()
    page.goto("/")
    tab_to(page, page.get_by_role("combobox"))
    page.keyboard.type("exmpelby")
    expect(page.get_by_role("option", name=re.compile("^Exempelby – kommun"))).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Det här lovar polisen och Exempelby kommun")
    expect(page.get_by_text(re.compile(r"\d+ av minst \d+")).first).to_be_visible()
    report = page.get_by_role("main").get_by_role("link", name="Tertial 1 2026", exact=True).first
    tab_to(page, report)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/exempelby/uppfoljning/2026-t1/$"))
    expect(heading).to_have_text("Uppföljning tertial 1 2026")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def tab_to(page, wanted) -> None:
    """Press Tab until the element has focus; each thing that gets it on the way must be in sight."""
    for _ in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_SIGHT), page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("wanted => wanted === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not reached by Tab")


def test_a_whole_name_leads_straight_there_without_script(plain_page):
    plain_page.goto("/")
    plain_page.get_by_role("searchbox").fill("Värnamo kommun")
    plain_page.get_by_role("button", name="Sök").click()
    expect(plain_page).to_have_url(re.compile("/varnamo/$"))


def test_a_name_of_two_kommuner_lists_both(plain_page):
    plain_page.goto("/kommuner/?q=habo")
    found = plain_page.get_by_role("main")
    expect(found.get_by_role("link", name="Habo – kommun i Jönköpings län")).to_be_visible()
    expect(found.get_by_role("link", name="Håbo – kommun i Uppsala län")).to_be_visible()


def test_an_unknown_name_keeps_what_was_typed_and_says_what_to_do(plain_page):
    plain_page.goto("/kommuner/?q=Xyzzy")
    expect(plain_page.get_by_role("searchbox").first).to_have_value("Xyzzy")
    expect(plain_page.get_by_role("main")).to_contain_text("Xyzzy")


def test_reads_how_it_goes_per_activity_and_fetches_the_pdf(plain_page, site):
    plain_page.goto("/exempelby/")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Det här lovar polisen och Exempelby kommun")
    expect(plain_page.get_by_text("Gäller nu").first).to_be_visible()
    expect(plain_page.get_by_text(re.compile(r"\d+ av minst \d+")).first).to_be_visible()
    address = plain_page.get_by_role("link", name=re.compile("PDF")).first.get_attribute("href")
    with urllib.request.urlopen(site.url + address) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.read(5) == b"%PDF-"


def test_a_pledge_that_has_ended_says_so_and_is_shown_in_full(plain_page):
    plain_page.goto("/gislaved/")
    expect(plain_page.get_by_text("Gällde till och med 2021").first).to_be_visible()
    expect(plain_page.get_by_role("heading", name="Aktiviteter").first).to_be_visible()
    expect(plain_page.get_by_text("Gäller nu")).to_have_count(0)


def test_from_an_old_pledge_the_banner_leads_to_the_current_one(plain_page):
    plain_page.goto("/exempelby/2023-2024/")
    plain_page.get_by_role("main").get_by_role("link", name=re.compile("2025–2026")).first.click()
    expect(plain_page).to_have_url(re.compile("/exempelby/(2025-2026/)?$"))


def test_a_kommun_without_a_pledge_says_so_kindly_and_where_to_ask(plain_page):
    plain_page.goto("/sodertalje/")
    main = plain_page.get_by_role("main")
    expect(main).to_contain_text("Södertälje")
    expect(main.get_by_text(re.compile(r"114\s14")).first).to_be_visible()


def test_an_older_edition_leads_to_the_latest(plain_page):
    plain_page.goto("/exempelby/uppfoljning/2026-t1/utgava-1/")
    plain_page.get_by_role("main").get_by_role("link", name=re.compile("senaste", re.IGNORECASE)).first.click()
    expect(plain_page).to_have_url(re.compile("/exempelby/uppfoljning/2026-t1/$"))


def test_an_unknown_address_suggests_the_kommun_that_was_meant(plain_page):
    answer = plain_page.goto("/gislavedd/")
    assert answer.status == 404
    plain_page.get_by_role("main").get_by_role("link", name="Gislaved").first.click()
    expect(plain_page).to_have_url(re.compile("/gislaved/$"))


def test_meets_the_card_on_the_kommuns_own_isolated_site_in_a_frame_of_200_pixels_and_comes_to_the_page(page, site):
    frame = f'<iframe src="{site.url}/exempelby/kort/" title="Kort" width="200" height="900"></iframe>'
    own = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}
    text = f"<!doctype html><html lang='sv'><title>Kommunen</title><h1>Kommunens sida</h1>{frame}"
    headers = own | {"Content-Type": "text/html; charset=utf-8"}
    page.context.grant_permissions(["local-network-access"])  # the portal is on this machine, the kommun is not
    page.route("http://kommunen.localhost/*", lambda asked: asked.fulfill(body=text, headers=headers))
    page.goto("http://kommunen.localhost/")
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", level=1)).to_have_text("Det här lovar polisen och Exempelby kommun")
    assert card.locator("html").evaluate("html => html.scrollWidth") <= 200
    assert card.locator(".status-bar").evaluate("bar => bar.getBoundingClientRect().height") > 5  # the style sheet came
    card.get_by_role("link", name="Läs mer på Medborgarlöften").click()
    expect(page).to_have_url(f"{site.url}/exempelby/")
    assert page.context.cookies() == []


@pytest.mark.parametrize("kind", [kind for kind, path in PAGES.items() if "exempelby" in path or path == "/savsjo/"])
def test_invented_answers_are_labelled_wherever_they_are_shown(plain_page, kind):
    plain_page.goto(PAGES[kind])
    expect(plain_page.get_by_text(re.compile("demonstration", re.IGNORECASE)).first).to_be_visible()


@pytest.mark.parametrize("path", ["/gislaved/", "/varnamo/", "/gislaved/2021/", "/lan/skane-lan/"])
def test_real_pages_are_not_labelled_as_invented(plain_page, path):
    plain_page.goto(path)
    expect(plain_page.get_by_text(re.compile("demonstration", re.IGNORECASE))).to_have_count(0)
