"""A kommunpolis answers a tertial's ten activities on one page: with and without script, by keyboard, on a phone."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.seeing import wrong
from tests.journeys.test_approval_journey import GONE

pytestmark = pytest.mark.browser
MADE = """
import json
from django.conf import settings
from django.test import Client
from followups import publishing as follow_ups
from followups.models import ActivityReport
from pledges import publishing
from pledges.models import Municipality
from tests import factories
from tests.approving import person
from tests.signing_in import sign_in
where = Municipality.objects.get(slug="aneby")
polis = person("per@aneby", "editor", "police", municipality=where)
polis.email = "per@aneby.example"
polis.save()
pledge = factories.pledge(where, first=2026, last=2026, promises=2, activities=0)
for number in range(1, 11):
    make = factories.counted_activity if number % 3 == 0 else factories.activity
    made = make(pledge, order=number, text=f"Gör sak {number}.", responsible="police" if number < 9 else "")
    made.promises.add(pledge.promises.all()[number // 6])
publishing.publish(pledge, by=polis)
said = dict.fromkeys(pledge.activities.all(), ("ongoing", 4))
follow_ups.publish(factories.follow_up(pledge, "2026-t1", said), by=polis)
keys = [factories.follow_up(pledge, span).pk for span in ("2026-t2", "2026-t3")]
client = sign_in(Client(SERVER_NAME="127.0.0.1"), polis)
client.get("/admin/")
name = settings.SESSION_COOKIE_NAME
print(json.dumps({"keys": keys, "name": name, "value": client.cookies[name].value}))
"""
GONE_TOO = (
    "from followups.models import FollowUp, FollowUpEdition; "
    "FollowUp.objects.filter(municipality__slug='aneby').update(state='draft', current_edition=None); "
    "FollowUpEdition.objects.filter(follow_up__municipality__slug='aneby').delete(); "
    "FollowUp.objects.filter(municipality__slug='aneby').delete()\n"
)


@pytest.fixture(scope="module")
def made(site):
    yield json.loads(site.shell.run(MADE))
    site.shell.run(GONE_TOO + GONE)


@pytest.fixture
def opened(browser, site, made):
    """Opens the answers as the kommunpolis; its console must stay empty but where axe has been."""
    contexts = []

    def open_it(number: int = 0, **options) -> Page:
        context = browser.new_context(base_url=site.url, locale="sv-SE", **options)
        contexts.append(context)
        context.add_cookies([{"name": made["name"], "value": made["value"], "url": site.url}])
        page = context.new_page()
        page.goto(f"/admin/followups/followup/{made['keys'][number]}/svar/")
        return page

    yield open_it
    for context in contexts:
        context.close()


class Hand:
    """Whoever fills in the page; counts what is done with it."""

    def __init__(self, page: Page) -> None:
        self.page, self.done = page, 0

    def row(self, number: int):
        return self.page.get_by_role("group", name=re.compile(rf"^{number}\. "))

    def do(self, act: Callable) -> None:
        act()
        self.done += 1


@pytest.mark.parametrize(("number", "script"), [(0, True), (1, False)], ids=["med skript", "utan skript"])
def test_ten_activities_are_answered_and_sent_in_25_interactions(opened, number, script):
    page = opened(number, java_script_enabled=script)
    hand = Hand(page)
    expect(page.get_by_role("heading", name="0 av 10 aktiviteter är besvarade")).to_be_visible()
    for row in (1, 2):
        hand.do(lambda row=row: hand.row(row).get_by_label("Läge").select_option(label="Genomförd"))
    for row in (3, 6, 9):
        hand.do(lambda row=row: hand.row(row).get_by_label("Antal under perioden").fill("5"))
    hand.do(lambda: hand.row(4).get_by_label("Kommentar").fill("Vi gick varje kväll."))
    hand.do(lambda: hand.row(5).get_by_label("Läge").select_option(label="Utgår"))
    hand.do(lambda: page.get_by_label("Berätta om löfte 1").fill("Det blev lugnare."))
    if script:
        expect(hand.row(2).get_by_role("status")).to_contain_text(re.compile("Sparat [0-9]{2}:[0-9]{2}"))
        expect(page.get_by_role("heading", name="7 av 10 aktiviteter är besvarade")).to_be_visible()
    hand.do(page.get_by_role("button", name="Lämna de övriga som förra gången").click)
    expect(page.get_by_role("heading", name="10 av 10 aktiviteter är besvarade")).to_be_visible()
    hand.do(page.get_by_role("link", name="Skicka för granskning").click)
    hand.do(page.get_by_role("button", name="Skicka för granskning").click)
    expect(page.locator(".messagelist")).to_contain_text("Skickat för granskning.")
    assert hand.done == 11


def test_a_row_that_is_wrong_is_told_by_its_field_and_is_as_accessible(opened):
    page = opened(1)
    row = Hand(page).row(10)
    row.get_by_label("Antal under perioden").fill("många")
    row.get_by_label("Kommentar").focus()
    expect(row.locator(".field-done_count")).to_contain_text("Skriv antalet som ett heltal, 0 eller mer.")
    expect(row.get_by_label("Antal under perioden")).to_have_attribute("aria-invalid", "true")
    expect(row.get_by_role("status")).to_have_text("Inte sparat. Rätta det som står vid fälten.")
    assert wrong(page) == []


def test_a_row_is_answered_by_keyboard_alone_and_nothing_is_out_of_reach(opened):
    page = opened(1, viewport={"width": 320, "height": 640})
    row = Hand(page).row(10)
    row.get_by_label("Läge").focus()
    for keys in (("ArrowDown",), ("Tab", *"12"), ("Tab", *"Klart."), ("Tab",)):
        for one in keys:
            page.keyboard.press(one)
    expect(row.get_by_role("status")).to_contain_text("Sparat ")
    expect(page.locator("[data-unsent], [data-sending]")).to_have_count(0)
    expect(page.locator(":focus")).to_have_count(1)
    page.reload()
    expect(row.get_by_label("Antal under perioden")).to_have_value("12")
    expect(row.get_by_label("Kommentar")).to_have_value("Klart.Så gick det: ongoing.")
    row.get_by_label("Kommentar").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "Spara allt":
            break
    expect(page.locator(":focus")).to_have_value("Spara allt")


def test_a_row_that_could_not_be_sent_says_so_and_keeps_what_was_typed(opened):
    page = opened(1)
    page.context.clear_cookies()
    row = Hand(page).row(8)
    row.get_by_label("Kommentar").fill("Detta får inte försvinna.")
    row.get_by_label("Läge").focus()
    expect(row.get_by_role("status")).to_contain_text("Inte sparat: portalen svarade inte som den skulle.")
    expect(row.get_by_label("Kommentar")).to_have_value("Detta får inte försvinna.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/")
    assert asked == ["beforeunload"]
