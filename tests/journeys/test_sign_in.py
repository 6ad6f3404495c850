"""A new colleague gets a password and a second factor in a real browser; and the account pages are for everybody."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from portal.local.testtools import html_errors
from tests.journeys.seeing import wrong
from tests.journeys.steps import press
from tests.signing_in import code

EMAIL, PASSWORD = "bo@polisen.example", "hästen-i-hagen-vid-ån"
CLEAN_UP = f"from portal.models import User; User.objects.filter(email={EMAIL!r}).delete()"
FREE = "from portal.models import LoginAttempt; LoginAttempt.objects.all().delete()"


@pytest.fixture
def link(site):
    """The path in the link that a new colleague gets."""
    told = site.manage("create_account", EMAIL, "--name", "Bo Ek", "--administrator").stdout
    yield urlsplit(re.search(r"http\S+", told).group()).path
    site.shell.run(CLEAN_UP)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    heading(page, "Välkommen, Bo Ek")
    page.get_by_label("Nytt lösenord", exact=True).fill(PASSWORD)
    page.get_by_label("Samma lösenord en gång till").fill(PASSWORD)
    press(page, "Spara lösenordet")
    heading(page, "Andra steget")


def connect_app(page: Page) -> str:
    """Connects an app by the key that is shown; returns the key."""
    page.get_by_role("link", name="Koppla en app").click()
    page.get_by_text("Det går inte att läsa av koden").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Kod från appen").fill(code(secret=secret))
    press(page, "Koppla appen")
    heading(page, "Dina reservkoder")
    expect(page.locator(".codes li")).to_have_count(10)
    return secret


def log_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("E-postadress").fill(EMAIL)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    press(page, "Logga in")


@pytest.mark.parametrize("script", [True, False], ids=["med skript", "utan skript"])
def test_from_the_link_in_the_letter_to_the_back_office_and_in_again(browser, site, link, script):
    context = browser.new_context(base_url=site.url, locale="sv-SE", java_script_enabled=script)
    page = context.new_page()
    choose_password(page, link)
    secret = connect_app(page)
    page.get_by_role("link", name="Jag har sparat dem").click()
    heading(page, "Redaktörsläge")
    press(page, "Logga ut")
    heading(page, "Du är utloggad")
    page.go_back()
    assert "Bo Ek" not in page.locator("body").inner_text()
    log_in(page)
    heading(page, "Andra steget")
    page.get_by_label("Kod").fill("000000")
    press(page, "Logga in")
    expect(page.locator(".errorlist")).to_contain_text("Koden stämmer inte")
    page.get_by_label("Kod").fill(code(1, secret))
    press(page, "Logga in")
    heading(page, "Redaktörsläge")
    context.close()


@pytest.fixture
def passkeys(browser, site):
    """A visitor whose computer has a fingerprint reader. On "localhost", since passkeys need a host with a name."""
    context = browser.new_context(base_url=site.url.replace("127.0.0.1", "localhost"), locale="sv-SE")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    reader = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield (
        page,
        lambda ready: session.send("WebAuthn.setUserVerified", {"authenticatorId": reader, "isUserVerified": ready}),
    )
    context.close()
    assert errors == []


def test_a_passkey_is_enough_to_log_in_and_serves_as_second_factor_too(passkeys, link):
    page, finger = passkeys
    choose_password(page, link)
    page.get_by_role("link", name="Lägg till en passkey").click()
    page.get_by_label("Namn").fill("Min dator")
    press(page, "Lägg till")
    heading(page, "Dina reservkoder")
    page.goto("/admin/")
    heading(page, "Redaktörsläge")
    press(page, "Logga ut")
    page.goto("/konto/logga-in/")
    finger(False)
    page.get_by_role("button", name="Logga in med passkey", exact=True).click()
    expect(page.locator("#passkey-error")).to_be_visible()
    finger(True)
    press(page, "Logga in med passkey")
    heading(page, "Redaktörsläge")
    press(page, "Logga ut")
    log_in(page)
    press(page, "Använd passkey")
    heading(page, "Redaktörsläge")
    page.goto("/konto/andra-steget/passkeys/")
    expect(page.locator(".passkeys")).to_contain_text("Min dator")


SIGNED_IN = {
    "konto": "/konto/", "andra steget": "/konto/andra-steget/", "app": "/konto/andra-steget/app/",
    "app bort": "/konto/andra-steget/app/ta-bort/", "passkeys": "/konto/andra-steget/passkeys/",
    "ny passkey": "/konto/andra-steget/passkeys/ny/", "reservkoder": "/konto/andra-steget/reservkoder/",
    "nya reservkoder": "/konto/andra-steget/reservkoder/nya/", "lösenord": "/konto/losenord/",
    "bjud in": "/konto/bjud-in/", "logga ut": "/konto/logga-ut/", "bekräfta": "/konto/bekrafta/",
    "bekräfta med kod": "/konto/bekrafta/kod/",
}  # fmt: skip
OUTSIDE = {
    "logga in": "/konto/logga-in/", "glömt": "/konto/glomt-losenord/", "skickat": "/konto/glomt-losenord/skickat/",
    "gammal länk": "/konto/nytt-losenord/gammal/", "gammal inbjudan": "/konto/valkommen/gammal/",
    "utloggad": "/konto/utloggad/",
}  # fmt: skip


@pytest.fixture
def pages(browser, site, link, tmp_path):
    """Opens each kind of account page, first as a stranger and then as somebody who is half and wholly in."""

    def walk():
        context = browser.new_context(base_url=site.url)
        page = context.new_page()
        for kind, address in {**OUTSIDE, "välkommen": link}.items():
            page.goto(address)
            yield kind, page
        page.get_by_label("Nytt lösenord", exact=True).fill("polisen12345")
        page.get_by_label("Samma lösenord en gång till").fill("polisen12345")
        press(page, "Spara lösenordet")
        expect(page.locator(".errorlist")).to_contain_text("lätt att gissa")
        yield "lösenord med fel", page
        choose_password(page, link)
        yield "inget andra steg", page
        page.goto(SIGNED_IN["app"])
        page.get_by_label("Kod från appen").fill("000000")
        press(page, "Koppla appen")
        expect(page.locator(".errorlist")).to_contain_text("Koden stämmer inte")
        yield "app med fel", page
        page.goto("/konto/andra-steget/")
        secret = connect_app(page)
        for kind, address in SIGNED_IN.items():
            page.goto(address)
            yield kind, page
        page.goto("/konto/")
        press(page, "Logga ut överallt")
        log_in(page)
        yield "kod", page
        page.get_by_label("Kod").fill(code(1, secret))
        press(page, "Logga in")
        page.goto("/konto/logga-ut/")
        press(page, "Logga ut")
        for _ in range(11):
            page.goto("/konto/glomt-losenord/")
            page.get_by_label("E-postadress").fill("okand@polisen.example")
            press(page, "Skicka länken")
        yield "för många försök", page
        site.shell.run(FREE)
        context.close()

    return walk


def test_the_account_pages_are_for_everybody(pages, tmp_path):
    found, files = {}, []
    for kind, page in pages():
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true; })")
        found[kind] = wrong(page)
        files.append(tmp_path / f"{kind.replace(' ', '_')}.html")
        files[-1].write_text(page.content(), encoding="utf-8")
    assert {kind: lines for kind, lines in found.items() if lines} == {}
    assert len(found) == 25
    assert html_errors(files) == []
