"""A kommunpolis answers in a spreadsheet: fetches it, gets a cell wrong, mends it, looks through it and saves."""

import pytest
from playwright.sync_api import Page, expect

from tests.followups.sheets.books import filled_in
from tests.journeys.seeing import wrong
from tests.journeys.steps import press
from tests.journeys.test_admin_journey import ACCOUNT, CLEAN_UP, log_in

pytestmark = pytest.mark.browser
DRAFT = """
from followups.models import FollowUp
from pledges.models import Pledge
pledge = Pledge.objects.get(municipality__slug="exempelby", slug="2025-2026")
made = FollowUp.objects.create(municipality=pledge.municipality, pledge=pledge, year=2026, first_tertial=3,
    last_tertial=3, slug="2026-t3", is_demo=True)
print(made.pk)
"""
NO_DRAFT = """
from followups.models import FollowUp
from pledges.models import FormNumber
FollowUp.objects.get(municipality__slug="exempelby", slug="2026-t3").delete()
FormNumber.objects.all().delete()
"""


@pytest.fixture
def draft(site) -> str:
    """The page where a draft without answers is answered."""
    made = site.shell.run(ACCOUNT + DRAFT)
    yield f"/admin/followups/followup/{made.split()[-1]}/svar/"
    site.shell.run(NO_DRAFT + CLEAN_UP)


def test_answers_are_fetched_filled_in_mended_looked_through_and_saved(browser, site, draft):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    log_in(page)
    page.goto(draft)
    address = page.get_by_role("link", name="Hämta som kalkylark").get_attribute("href")
    sheet = page.request.get(address).body()
    page.get_by_role("link", name="Läs in kalkylark …").click()
    send(page, filled_in(sheet, {(2, "Läge"): "Genomförd", (2, "Antal"): "7 st"}))
    expect(page.get_by_role("alert")).to_contain_text("Rad 2, kolumn Antal: Skriv bara ett tal")
    assert wrong(page) == []
    send(page, filled_in(sheet, {(2, "Läge"): "Genomförd", (2, "Antal"): 7, (2, "Kommentar"): "Fler kvällar."}))
    expect(page.get_by_role("row").last).to_contain_text("Genomförd")
    assert wrong(page) == []
    press(page, "Genomför 1 ändring")
    expect(page).to_have_url(page.url.partition("/admin/")[0] + draft)
    expect(page.get_by_text("1 svar ur kalkylarket är sparat.")).to_be_visible()
    context.close()


def send(page: Page, data: bytes) -> None:
    file = {"name": "svar.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_role("button", name="Ifyllt kalkylark").set_input_files(file)
    press(page, "Läs in och granska")
