"""Changing a published pledge, from correct to both approved and published: three people, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import press
from tests.signing_in import SECRET, code

PASSWORD = "ett-langt-losenord"
MADE = f"""
from allauth.mfa.totp.internal.auth import TOTP
from pledges import publishing, workflow
from pledges.models import Membership, Municipality, Pledge
from portal.models import User
from tests import factories
where = Municipality.objects.get(slug="aneby")
work = {{"Eva": ("editor", "police"), "Per": ("reviewer", "police"), "Kim": ("reviewer", "municipality")}}
for name, (role, party) in work.items():
    made = User.objects.create_user(f"{{name.lower()}}@aneby.example", {PASSWORD!r}, full_name=name)
    TOTP.activate(made, {SECRET!r})
    Membership.objects.create(user=made, role=role, party=party, municipality=where)
publishing.publish(factories.pledge(where, first=2026, last=2026), by=made)
"""  # fmt: skip
GONE = """
from django.contrib.admin.models import LogEntry
from pledges.models import Pledge, PledgeEdition, PublicEvent, Revision
from portal.models import User
people = User.objects.filter(email__endswith="@aneby.example")
Pledge.objects.filter(municipality__slug="aneby").update(state="draft", current_edition=None)
PledgeEdition.objects.filter(published_by__in=people).delete()
Pledge.objects.filter(municipality__slug="aneby").delete()
PublicEvent.objects.filter(actor__in=people).delete()
Revision.objects.filter(by__in=people).delete()
LogEntry.objects.filter(user__in=people).delete()
people.delete()
"""


@pytest.fixture
def published(site):
    site.shell.run(MADE)
    yield "/aneby/2026/"
    site.shell.run(GONE)


@pytest.fixture(params=[True, False], ids=["med skript", "utan skript"])
def as_(browser, site, request):
    """Opens the start page as one of the three, each in a browser of their own."""
    opened = []

    def log_in(name: str) -> Page:
        context = browser.new_context(base_url=site.url, locale="sv-SE", java_script_enabled=request.param)
        opened.append(context)
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("E-postadress").fill(f"{name}@aneby.example")
        page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
        press(page, "Logga in")
        page.get_by_label("Kod").fill(code())
        press(page, "Logga in")
        expect(page.get_by_role("heading", level=1)).to_have_text("Redaktörsläge")
        return page

    yield log_in
    for context in opened:
        context.close()


def told(page: Page, words: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(words)


def test_a_published_pledge_is_corrected_approved_by_both_and_published(as_, published):
    eva = as_("eva")
    eva.get_by_role("link", name="Medborgarlöften", exact=True).click()
    eva.get_by_role("link", name="Aneby").first.click()
    eva.locator("#id_promises-0-text").fill("Vi lovar att synas mer.")
    press(eva, "Spara och skicka för granskning …")
    eva.get_by_label("Vad har ändrats").fill("Löftet är rättat.")
    press(eva, "Skicka för granskning")
    told(eva, "Skickat för granskning.")
    eva.goto(published)
    expect(eva.locator("main")).not_to_contain_text("synas mer")

    kim = as_("kim")
    kim.get_by_role("link", name="Läs och godkänn").click()
    expect(kim.locator("main")).to_contain_text("Löftet är rättat.")
    press(kim, "Godkänn för kommunen")
    told(kim, "Godkänt.")

    per = as_("per")
    per.get_by_role("link", name="Läs och godkänn").click()
    press(per, "Godkänn för polisen")
    expect(per.locator(".way")).to_contain_text("Godkänd av kommunen")
    per.get_by_role("link", name="Publicera …").click()
    press(per, "Publicera")
    told(per, "Publicerat.")
    per.goto(published)
    expect(per.locator("main")).to_contain_text("Vi lovar att synas mer.")
    for words in ("Löftet är rättat.", "Kim", "Per"):
        expect(per.locator("main")).to_contain_text(words)
