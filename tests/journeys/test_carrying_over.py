"""A pledge ends: the next one is made from it, one decision each, in a real browser, with and without script."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seeing import wrong
from tests.journeys.test_admin_journey import account, log_in, save

__all__ = ["account"]
pytestmark = pytest.mark.browser
ENDS = datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011  soon, whatever the zone
MADE = f"""
import datetime
from pledges import publishing
from pledges.models import Municipality
from portal.models import User
from tests import factories
days = {{"starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date.fromisoformat("{ENDS}")}}
pledge = factories.pledge(Municipality.objects.get(slug="aneby"), promises=2, activities=0, **days)
first, second = pledge.promises.all()
for number, (text, promise) in enumerate((("Gå fotpatrull.", first), ("Städa parken.", second)), 1):
    factories.counted_activity(pledge, order=number, text=text).promises.add(promise)
publishing.publish(pledge, by=User.objects.get(full_name="Karin Berg"))
pledge.activities.filter(order=1).update(status="ongoing", done_count=12)
print(pledge.pk)
"""


@pytest.fixture
def ending(site, account) -> str:
    return site.shell.run(MADE).strip()


def row(page: Page, name: str):
    return page.get_by_role("group", name=f"Vad händer med {name}?", exact=True)


def is_for_everybody(page: Page, scripts: bool) -> None:
    """Checked where axe can run."""
    assert not scripts or wrong(page) == []


def a_method_is_found_by_typing(page: Page) -> None:
    """Enter ticks the only match, and does not send the form."""
    methods = row(page, "aktivitet 1").locator(".more-field", has_text="Metoder")
    methods.locator("summary").click()
    methods.get_by_label("Sök i listan").fill("fotpat")
    expect(methods.get_by_role("listitem")).to_have_text(["Fotpatrull"])
    page.keyboard.press("Enter")
    expect(methods.get_by_label("Fotpatrull")).to_be_checked()
    expect(methods.locator("summary")).to_have_text("Fotpatrull")


@pytest.mark.parametrize("scripts", [True, False], ids=["med skript", "utan skript"])
def test_a_new_pledge_is_made_from_the_last_with_one_decision_each(browser, site, ending, scripts):
    context = browser.new_context(base_url=site.url, locale="sv-SE", java_script_enabled=scripts)
    page = context.new_page()
    log_in(page)
    page.get_by_role("link", name="Nytt löfte från det här, Aneby").click()
    expect(page.get_by_label("Gäller från och med")).to_have_value(str(ENDS + datetime.timedelta(days=1)))
    is_for_everybody(page, scripts)
    save(page, "Vidare till besluten")

    expect(page.locator(".went").first).to_contain_text("12 av minst 15")
    row(page, "löfte 1").get_by_label("Omformulerat").check()
    row(page, "löfte 1").get_by_label("De nya orden").fill("Vi lovar att synas mer.")
    row(page, "aktivitet 1").get_by_label("Förlängt/utökat").check()
    row(page, "aktivitet 1").get_by_text("Mål, platser, metoder").click()
    row(page, "aktivitet 1").get_by_label("Antal").fill("20")
    row(page, "aktivitet 1").get_by_label("Andra platser").fill("Torget")
    if scripts:
        a_method_is_found_by_typing(page)
    row(page, "löfte 2").get_by_label("Tas bort").check()
    row(page, "löfte 2").get_by_label("Varför?").fill("Parken är ren.")
    row(page, "aktivitet 2").get_by_label("Tas bort").check()
    save(page, "Skapa utkastet")
    expect(page.locator(".errornote")).to_contain_text("Något återstår.")
    is_for_everybody(page, scripts)
    row(page, "aktivitet 1").get_by_label("Varför?").fill("Det behövs fler.")
    row(page, "aktivitet 2").get_by_label("Varför?").fill("Den är ren nu.")
    if scripts:
        expect(page.get_by_role("status").last).to_contain_text("Utkast sparat")
    else:
        save(page, "Spara och fortsätt senare")
        page.get_by_role("link", name="Nytt löfte från det här").click()
        save(page, "Vidare till besluten")
    expect(row(page, "aktivitet 2").get_by_label("Varför?")).to_have_value("Den är ren nu.")
    save(page, "Skapa utkastet")
    told = "Utkastet är skapat med 1 av 2 löften och 1 av 2 aktiviteter."
    expect(page.locator(".messagelist")).to_contain_text(told)
    context.close()
