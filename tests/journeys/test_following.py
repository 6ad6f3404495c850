"""A resident follows their kommun by e-mail: no account, no cookie, and as easy to leave as to enter."""

import re

from portal.local.testtools import html_errors
from tests.journeys.seeing import violations
from tests.mail_server import mail_server

NEWS = """
from pledges.models import PublicEvent, Dispatch, Follower
from django.utils import timezone
event = PublicEvent.objects.filter(municipality__slug="gislaved").latest("pk")
Dispatch.objects.create(follower=Follower.objects.get(), event=event, due_on=timezone.localdate())
"""
SENDING = """
from django.test import override_settings
from pledges.following.sending import send_all
smtp = "django.core.mail.backends.smtp.EmailBackend"
with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT={port}):
    send_all()
"""


def newest_letter(site):
    """Sends what waits, and gives the one letter that there was."""
    with mail_server() as server:
        site.shell.run(SENDING.format(port=server.port))
        (letter,) = server.letters
        return letter


def link(letter, words: str) -> str:
    """The address in the letter's text after the words."""
    return re.search(rf"{words}:\n(\S+)", letter.get_body(("plain",)).get_content())[1]


def test_following_by_mail_from_the_kommuns_page_to_the_last_letter(page, site, tmp_path):
    files = []

    def look(name: str) -> None:
        """Axe now, and the HTML checker when all is seen."""
        assert violations(page) == []
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(page.content())

    page.goto("/gislaved/")
    page.get_by_role("link", name="Få brev med e-post").click()
    page.get_by_role("heading", name="Följ med e-post").wait_for()
    page.get_by_label("En gång i månaden").check()
    page.get_by_label("Din e-postadress").fill("bo")
    page.get_by_role("button", name="Följ").click()
    page.get_by_text("Skriv en e-postadress, till exempel namn@exempel.se.").wait_for()
    look("fel")
    page.get_by_label("Din e-postadress").fill("bo@example.se")
    page.get_by_role("button", name="Följ").click()
    page.get_by_role("heading", name="Titta i din e-post").wait_for()

    asks = newest_letter(site)
    page.goto(link(asks, "Bekräfta det här"))
    look("bekräfta")
    page.get_by_role("button", name="Ja, jag vill följa").click()
    page.get_by_role("heading", name="Nu följer du Gislaved").wait_for()
    look("bekräftat")
    page.get_by_role("link", name="Se och ändra vad du följer").click()
    page.get_by_role("heading", name="Det här följer du").wait_for()
    page.get_by_label("Gislaved").select_option("Så fort något händer")
    page.get_by_role("button", name="Spara").click()
    page.get_by_text("Dina val är sparade.").wait_for()
    look("ändra")

    site.shell.run(NEWS)
    tells = newest_letter(site)
    for number, letter in enumerate((asks, tells)):
        page.set_content(letter.get_body(("html",)).get_content())
        look(f"brev{number}")
    page.goto(link(tells, "Sluta följa"))
    look("sluta")
    page.get_by_role("button", name="Sluta följa").click()
    page.get_by_role("heading", name="Du får inga fler brev").wait_for()
    look("slutat")
    assert page.context.cookies() == []
    assert html_errors(files) == []
