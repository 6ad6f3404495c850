"""The whole way: a pledge made from the last one, approved by both, published, answered, published, read as PDF."""

import urllib.request

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import press
from tests.journeys.test_approval_journey import GONE, MADE, as_, told
from tests.journeys.test_carrying_over import row
from tests.journeys.test_tertial_journey import GONE_TOO, Hand

__all__ = ["as_"]
pytestmark = pytest.mark.browser
LAST = MADE.replace("first=2026, last=2026", "first=2023, last=2023")  # past, so that all of the next one may be told


@pytest.fixture
def last(site) -> str:
    site.shell.run(LAST)
    yield "/aneby/2023/"
    site.shell.run(GONE_TOO + GONE)


def test_from_the_last_pledge_to_the_pdf_of_the_first_report_on_the_next(as_, last, site, request):
    eva = as_("eva")
    make_the_next(eva)
    send(eva, "Spara och skicka för granskning …")
    kim, per = as_("kim"), as_("per")
    approve_and_publish(kim, per)
    per.goto("/aneby/2024/")
    for words in (
        "Vi lovar att synas mer.",
        "Omformulerat",
        "löftet 2023",
        "minst 20 fotpatruller",
        "Gå hem i sällskap.",
    ):
        expect(per.locator("main")).to_contain_text(words)
    begin_report(eva)
    answer(eva, scripts=request.node.callspec.params["as_"])
    send(eva, "Spara och skicka för granskning …")
    approve_and_publish(kim, per)
    per.goto("/aneby/2024/")
    expect(per.locator("#aktivitet-1")).to_contain_text("7 av minst 20")
    per.get_by_role("link", name="Tertial 1 2024").first.click()
    text = text_of_pdf(site.url + per.get_by_role("link", name="Uppföljningen som PDF").get_attribute("href"))
    for words in ("Vi lovar att synas mer.", "Gör sak 1.", "Gå hem i sällskap."):
        assert words in text


def make_the_next(page: Page) -> None:
    """From the last pledge: its promise reworded, its activity extended, and one that is new."""
    page.goto("/admin/pledges/pledge/")
    page.get_by_role("link", name="Aneby").first.click()
    page.get_by_role("link", name="Nytt löfte från det här").click()
    press(page, "Vidare till besluten")
    row(page, "löfte 1").get_by_label("Omformulerat").check()
    row(page, "löfte 1").get_by_label("De nya orden").fill("Vi lovar att synas mer.")
    extended = row(page, "aktivitet 1")
    extended.get_by_label("Förlängt/utökat").check()
    extended.get_by_label("Varför?").fill("Det behövs ett år till.")
    extended.get_by_text("Mål, platser, metoder").click()
    extended.get_by_label("Omfattning").select_option(label="Ett antal")
    extended.get_by_label("Minst:", exact=True).check()
    extended.get_by_label("Antal").fill("20")
    extended.get_by_label("Av vad").fill("fotpatruller")
    press(page, "Skapa utkastet")
    told(page, "Utkastet är skapat med 1 av 1 löften och 1 av 1 aktiviteter.")
    page.locator("#id_activities-1-text").fill("Gå hem i sällskap.")


def send(page: Page, button: str) -> None:
    press(page, button)
    press(page, "Skicka för granskning")
    told(page, "Skickat för granskning.")


def approve_and_publish(kim: Page, per: Page) -> None:
    """Each approves for their party; the second publishes."""
    for page, party in ((kim, "kommunen"), (per, "polisen")):
        page.goto("/admin/")
        page.get_by_role("link", name="Läs och godkänn").click()
        press(page, f"Godkänn för {party}")
        told(page, "Godkänt.")
    per.get_by_role("link", name="Publicera …").click()
    press(per, "Publicera")
    told(per, "Publicerat.")


def begin_report(page: Page) -> None:
    page.goto("/admin/pledges/pledge/")
    page.get_by_role("link", name="Medborgarlöfte 2024").click()
    page.get_by_role("link", name="Ny uppföljning av det här löftet").click()
    page.get_by_label("År").fill("2024")
    page.get_by_label("Period").select_option(label="Tertial 1 (januari–april)")
    press(page, "Spara och fyll på")


def answer(page: Page, *, scripts: bool) -> None:
    """By script each row is sent as it is left, and says that it is saved."""
    expect(page.get_by_role("heading", name="0 av 2 aktiviteter är besvarade")).to_be_visible()
    first, second = (Hand(page).row(number) for number in (1, 2))
    first.get_by_label("Antal under perioden").fill("7")
    first.get_by_label("Läge").select_option(label="Pågår")
    second.get_by_label("Läge").select_option(label="Genomförd")
    second.get_by_label("Läge").focus()
    for one in (first, second) if scripts else ():
        expect(one.get_by_role("status")).to_contain_text("Sparat")


def text_of_pdf(address: str) -> str:
    """All that the PDF says, line ends as spaces."""
    with urllib.request.urlopen(address) as found:
        document = pypdfium2.PdfDocument(found.read())
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())
