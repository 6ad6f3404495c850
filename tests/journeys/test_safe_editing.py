"""Two windows on one thing, a text written over, and a deletion undone; with and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.seeing import MODES, PHONE, wrong
from tests.journeys.steps import leave_by
from tests.journeys.test_admin_journey import account, log_in, save

__all__ = ["account"]
pytestmark = pytest.mark.browser


@pytest.fixture
def theme(site, account) -> str:
    made = site.shell.run(
        "from pledges.models import Theme; print(Theme.objects.create(name='Belysning', slug='belysning').pk)"
    )
    yield f"/admin/pledges/theme/{made.strip()}/change/"
    site.shell.run(
        "from pledges.models import DeletedThing, FormNumber, Theme; Theme.objects.filter(slug='belysning').delete(); "
        "DeletedThing.objects.all().delete(); FormNumber.objects.all().delete()"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_nothing_is_lost_between_two_windows(browser, site, theme, scripts):
    context = browser.new_context(base_url=site.url, java_script_enabled=scripts, **MODES[PHONE])
    first, second = context.new_page(), context.new_page()
    log_in(first)
    for window, text in ((first, "Ljusare gångvägar."), (second, "Lampor vid skolan.")):
        window.goto(theme)
        window.get_by_label("Förklaring").fill(text)
    save(first)
    save(second)
    expect(second.get_by_role("cell")).to_have_text(["Ljusare gångvägar.", "Lampor vid skolan."])
    is_accessible(second, scripts)
    leave_by(second, second.get_by_role("button", name="Skriv över med min text"))
    expect(second.get_by_label("Förklaring")).to_have_value("Lampor vid skolan.")
    second.goto(theme.replace("change", "history"))
    expect(second.locator("ins").last).to_contain_text("Ljusare gångvägar.")
    is_accessible(second, scripts)
    second.goto(theme.replace("change", "delete"))
    leave_by(second, second.get_by_role("button", name="Radera"))
    first.get_by_label("Förklaring").fill("Min text efter raderingen.")
    save(first)
    expect(first.locator("dd").last).to_have_text("Min text efter raderingen.")
    is_accessible(first, scripts)
    is_accessible(second, scripts)
    leave_by(second, second.get_by_role("button", name="Ångra"))
    expect(second.get_by_label("Förklaring")).to_have_value("Lampor vid skolan.")
    second.goto("/admin/pledges/deletedthing/")
    is_accessible(second, scripts)
    context.close()


def test_what_was_typed_outlives_a_closed_window_and_an_ended_session(browser, site, theme):
    context = browser.new_context(base_url=site.url, **MODES[PHONE])
    page = context.new_page()
    log_in(page)
    page.goto(theme)
    page.get_by_label("Förklaring").fill("Ljusare gångvägar.")
    page.get_by_label("Namn").focus()
    expect(page.locator("[data-keep]")).to_have_text(re.compile(r"Utkast sparat \d\d:\d\d"))
    page.goto(theme)
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("Du har osparat arbete från i dag"))
    expect(page.get_by_label("Förklaring")).to_have_value("")
    is_accessible(page, scripts=True)
    page.get_by_role("link", name="Ta fram det").click()
    expect(page.get_by_label("Förklaring")).to_have_value("Ljusare gångvägar.")
    is_accessible(page, scripts=True)
    signed_in = context.cookies()
    context.clear_cookies(name="portal")
    page.get_by_label("Förklaring").fill("Ljusare gångvägar och torg.")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator("[data-keep]")).to_have_text("Du är utloggad, så det du skriver sparas inte.")
    expect(page.get_by_role("link", name="Logga in i en ny flik")).to_be_visible()
    expect(page.get_by_label("Förklaring")).to_have_value("Ljusare gångvägar och torg.")
    is_accessible(page, scripts=True)
    context.add_cookies(signed_in)
    save(page)
    expect(page.locator(".messagelist")).to_contain_text("Ändrade tema")
    expect(page.get_by_label("Förklaring")).to_have_value("Ljusare gångvägar och torg.")
    page.goto(theme)
    expect(page.get_by_text("osparat arbete")).to_have_count(0)
    page.get_by_label("Förklaring").fill("Vi arbetar med XQZ.")
    page.get_by_label("Namn").focus()
    expect(page.locator("#id_explanation_syn")).to_have_text("Skriv ut eller förklara i ordlistan: XQZ.")
    is_accessible(page, scripts=True)
    page.route("**/change/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Förklaring").fill("När nätet är borta.")
    page.get_by_label("Namn").focus()
    expect(page.locator("[data-keep]")).to_have_text("Kunde inte sparas just nu")
    context.close()


def is_accessible(page, scripts: bool) -> None:
    """Checked where axe can run; and nothing is wider than the window but what scrolls by itself."""
    assert not scripts or wrong(page, [PHONE]) == []
