"""A kommunpolis enters a whole pledge and a follow-up by hand, in a real browser, with and without script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import is_ours
from tests.journeys.office_kinds import ACCOUNT, EMAIL, PASSWORD, RARER, office_addresses
from tests.journeys.seeing import MODES, PHONE, WIDE, violations, wrong
from tests.journeys.steps import press
from tests.signing_in import code

APPROVE = """
from followups.models import FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import workflow
from pledges.models import Membership, Pledge
from portal.models import User
for party in ("police", "municipality"):
    reviewer, new = User.objects.get_or_create(email=f"{party}@example.se", defaults={"full_name": party})
    if new:
        Membership.objects.create(user=reviewer, role="reviewer", party=party, whole_country=True)
    for flow, model in ((workflow.PLEDGES, Pledge), (FOLLOW_UPS, FollowUp)):
        for item in model.objects.filter(stage="review"):
            workflow.approve(flow, item, by=reviewer)
"""
CLEAN_UP = f"""
from django.contrib.admin.models import LogEntry
from followups.models import FollowUp, FollowUpEdition
from pledges.models import ImportedPage, Place, Pledge, PledgeEdition, PublicEvent, Revision
from portal.models import User
karin = User.objects.get(email={EMAIL!r})
pledges = Pledge.objects.filter(municipality__slug="aneby")
for rows in (FollowUp.objects.filter(pledge__in=pledges), pledges):
    rows.update(state="draft", current_edition=None)
    rows.model.editions.rel.related_model.objects.filter(published_by=karin).delete()
    rows.delete()
Place.objects.filter(municipality__slug="aneby").delete()
PublicEvent.objects.filter(actor=karin).delete()
LogEntry.objects.filter(user=karin).delete()
ImportedPage.objects.filter(received_by=karin).delete()
Revision.objects.filter(by__email__in=[{EMAIL!r}, "police@example.se", "municipality@example.se"]).delete()
User.objects.filter(email__in=["police@example.se", "municipality@example.se"]).delete()
karin.delete()
"""


@pytest.fixture
def account(site):
    site.shell.run(ACCOUNT)
    yield
    site.shell.run(CLEAN_UP)


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord").fill(PASSWORD)
    press(page, "Logga in")
    page.get_by_label("Kod").fill(code())
    press(page, "Logga in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Redaktörsläge")


def save(page: Page, button: str = "Spara") -> None:
    press(page, button)


def start_pledge(page: Page) -> None:
    page.get_by_role("link", name="Ny i Medborgarlöften").click()
    page.get_by_label("Kommun:").fill("aneby")
    page.get_by_label("Gäller från och med").fill("2026-01-01")
    page.get_by_label("Gäller till och med").fill("2026-12-31")
    save(page, "Spara och fyll på")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aneby: Medborgarlöfte 2026")


def fill_pledge(page: Page) -> None:
    """Two promises and two activities; the second row comes by script or, without it, after saving."""
    for number, text in enumerate(("Vi ska synas mer.", "Trafiken ska bli lugnare.")):
        page.locator(f"#id_promises-{number}-text").fill(text)
        save(page)
    for number, text in enumerate(("Gå fotpatrull i centrum.", "Minst 4 trafikkontroller.")):
        page.locator(f"#id_activities-{number}-text").fill(text)
        page.locator(f"#id_activities-{number}-new_places").fill("Torget")
        save(page)
    page.locator("#activities-1 details.row-body > summary").click()
    page.locator("#id_activities-1-extent").select_option(label="Ett antal")
    page.locator("#id_activities-1-target_count").fill("4")
    save(page)
    expect(page.locator("#activities-1 .errorlist")).to_contain_text("antal och vad som räknas")
    expect(page.locator("#id_activities-1-target_count")).to_have_value("4")
    page.locator("#id_activities-1-target_unit").fill("trafikkontroller")


def publish(page: Page, site) -> None:
    """Send for review, let a reviewer of each party approve, and publish."""
    save(page, "Spara och skicka för granskning …")
    save(page, "Skicka för granskning")
    site.shell.run(APPROVE)
    page.reload()
    page.get_by_role("link", name="Publicera …").click()
    save(page, "Publicera")
    expect(page.locator(".messagelist")).to_contain_text("Publicerat.")


@pytest.mark.parametrize("script", [True, False], ids=["med skript", "utan skript"])
def test_a_pledge_and_a_follow_up_are_entered_from_nothing_and_published(browser, site, account, script):
    context = browser.new_context(base_url=site.url, locale="sv-SE", java_script_enabled=script)
    page = context.new_page()
    log_in(page)
    start_pledge(page)
    fill_pledge(page)
    save(page, "Spara och förhandsgranska")
    for words in ("Vi ska synas mer.", "Minst 4 trafikkontroller.", "Torget"):
        expect(page.locator("body")).to_contain_text(words)
    page.get_by_role("link", name="Tillbaka till formuläret").click()
    publish(page, site)
    page.get_by_role("link", name="Ny uppföljning av det här löftet").click()
    page.get_by_label("År").fill("2026")
    page.get_by_label("Period").select_option(label="Tertial 1 (januari–april)")
    save(page, "Spara och fyll på")
    answer = page.get_by_role("group", name="2. Minst 4 trafikkontroller.")
    answer.get_by_label("Läge").select_option(label="Pågår")
    answer.get_by_label("Antal under perioden").fill("3")
    publish(page, site)
    page.goto("/aneby/uppfoljning/2026-t1/")
    expect(page.locator("main")).to_contain_text(re.compile("3 av 4"))
    context.close()


def test_rows_move_by_button_and_keep_the_focus(page, account):
    log_in(page)
    start_pledge(page)
    fill_pledge(page)
    save(page)
    page.get_by_role("button", name="Flytta upp: Trafiken ska bli lugnare.").press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Flytta upp: Trafiken ska bli lugnare.")
    save(page)
    expect(page.locator("#promises-0 h3")).to_have_text("Trafiken ska bli lugnare.")
    expect(page.locator("#id_promises-0-order")).to_have_value("1")


def test_a_new_row_comes_with_the_button_and_is_saved(page, account):
    log_in(page)
    start_pledge(page)
    group = page.locator("#promises-group")
    group.get_by_role("button", name="Lägg till en rad").click()
    for number in range(2):
        page.locator(f"#id_promises-{number}-text").fill(f"Löfte nummer {number + 1}.")
    save(page)
    expect(group.locator(".has_original h3")).to_have_text(["Löfte nummer 1.", "Löfte nummer 2."])


TIDY = """
from pledges.models import DeletedThing, Theme
Theme.objects.filter(slug="overgiven").delete()
DeletedThing.objects.all().delete()
"""


@pytest.fixture
def addresses(site, account) -> dict[str, str]:
    """One address of every kind of page in the back office."""
    yield office_addresses(site)
    site.shell.run(TIDY)


def test_the_back_office_is_for_everybody_and_breaks_no_policy(browser, site, addresses):
    """Each page with all that can be opened open; its console must be silent until axe has been there."""
    context = browser.new_context(base_url=site.url, **MODES[WIDE])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if is_ours(message) else None)
    page.goto("/admin/")
    found = {"logga in": wrong(page)}
    log_in(page)
    for kind, address in addresses.items():
        page.goto("about:blank")  # what axe made the last page say has been said
        said.clear()
        page.goto(address)
        found[kind] = said[:]
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        found[kind] += wrong(page, (PHONE,) if kind in RARER else MODES)
    found["konflikt"] = wrong_in_a_conflict(page, addresses)
    assert {kind: lines for kind, lines in found.items() if lines} == {}
    context.close()


def wrong_in_a_conflict(page, addresses) -> list[str]:
    page.goto(addresses["radera"].replace("delete", "change"))
    page.evaluate("document.querySelector('[name=_version]').value = '0'")
    page.get_by_label("Förklaring").fill("Någon annan har sparat.")
    save(page)
    expect(page.get_by_role("table")).to_be_visible()
    return wrong(page, (PHONE,))


def test_a_form_with_errors_is_as_accessible(browser, site, account):
    context = browser.new_context(base_url=site.url, **MODES[PHONE])
    page = context.new_page()
    log_in(page)
    page.goto("/admin/pledges/pledge/add/")
    save(page, "Spara och fyll på")
    expect(page).to_have_title(re.compile("^Fel: "))
    assert violations(page) == []
    context.close()
