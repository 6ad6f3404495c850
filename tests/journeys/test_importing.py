"""An old page comes in: pasted, gone through by keyboard, and made into a draft, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seeing import wrong
from tests.journeys.steps import press
from tests.journeys.test_admin_journey import account, log_in

__all__ = ["account"]
pytestmark = pytest.mark.browser
PAGE = """Aneby – medborgarlöften
Medborgarlöfte 2017
 • Vi lovar att arbeta för ökad trygghet i Aneby kommun.
Aktiviteter
 • Genomföra en trygghetsvandring i Frinnaryd.
 • Polisen ska genomföra två fikastunder per vecka på torget.
Aktiviteterna ovan har diskuterats länge.
Till toppen
"""


def left(page: Page, words: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(words)


def test_an_old_page_is_pasted_gone_through_by_keyboard_and_becomes_a_draft(browser, site, account):
    context = browser.new_context(base_url=site.url, locale="sv-SE")
    page = context.new_page()
    log_in(page)
    page.goto("/admin/pledges/importedpage/add/")
    page.get_by_label("Kommun:").fill("Aneby")
    page.get_by_label("Sidans text:").fill(PAGE)
    press(page, "Läs sidan")
    left(page, "6 kvar att bestämma, varav 2 osäkra.")
    press(page, "Godkänn det som är säkert (4)")
    left(page, "2 kvar att bestämma, varav 2 osäkra.")

    uncertain = page.get_by_role("article", name="Aktivitet, rad 6")
    expect(uncertain.get_by_label("Varför det är osäkert")).to_contain_text("Portalen räknar inte per vecka.")
    uncertain.get_by_role("link", name="Ändra, flytta eller ta bort").press("Enter")
    expect(uncertain.get_by_label("Aktivitet:")).to_be_focused()
    assert wrong(page) == []
    uncertain.get_by_label("Antal:").fill("100")
    page.keyboard.press("Enter")
    expect(uncertain).to_contain_text("Ett mål i antal behöver antal och vad som räknas")
    uncertain.get_by_label("Omfattning:").select_option("Ett antal")
    uncertain.get_by_label("Av vad:").fill("fikastunder")
    page.keyboard.press("Enter")
    expect(uncertain).to_contain_text("Ändrad av Karin Berg")
    left(page, "1 kvar att bestämma, varav 1 osäkra.")

    lonely = page.get_by_role("article", name="Rad som ingen regel förstod, rad 7")
    expect(lonely.get_by_label("Gör raden till")).to_be_focused()
    lonely.get_by_label("Ta inte med, för att").fill("Hör inte till löftet.")
    page.keyboard.press("Enter")
    left(page, "Allt är bestämt.")
    press(page, "Gör utkast")
    expect(page.locator(".messagelist")).to_contain_text("Nya utkast: 1.")
    page.get_by_role("link", name="Medborgarlöfte 2017").click()
    expect(page.locator("#id_activities-1-text")).to_have_value(
        "Polisen ska genomföra två fikastunder per vecka på torget."
    )
    context.close()
