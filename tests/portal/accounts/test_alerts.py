"""The owner of an account gets a letter about what was done with it, and about nothing else."""

import io
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from portal.accounts import links
from tests.portal.accounts.conftest import CODE, PASSWORD, recovery_codes
from tests.signing_in import code, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("post_at_once")]
STEP = "/konto/andra-steget/"
NEW = "hästen-i-hagen-vid-ån"


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """The subjects of the letters that follow from doing something."""

    def doing(act, *arguments, **more) -> list[str]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act(*arguments, **more)
        return [letter.subject for letter in mail.outbox]

    return doing


def test_a_changed_password_is_told_with_the_portals_address_and_no_link_to_press(client, anna, told):
    sign_in(client, anna)
    new = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert told(client.post, "/konto/losenord/", new) == ["Ditt lösenord är bytt"]
    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    assert letter.to == ["anna@example.se"]
    assert re.search(r"Det skedde den \d+ [a-z]+ \d{4} klockan \d\d\.\d\d\.\n\nVar det du\?", letter.body)
    assert re.findall(r"https?://\S+", letter.body) == ["http://127.0.0.1:8000"]
    assert ("Byt lösenord på http://127.0.0.1:8000 och" in html, "<a" in html) == (True, False)


def test_a_password_is_told_when_it_takes_the_place_of_another(anna, told, monkeypatch):
    new = {"new_password1": NEW, "new_password2": NEW}
    address = f"/konto/nytt-losenord/{links.token(anna, links.RESET)}/"
    assert told(Client().post, address, new) == ["Ditt lösenord är bytt"]
    anna.set_unusable_password()
    anna.save()
    address = f"/konto/valkommen/{links.token(anna, links.INVITATION)}/"
    assert told(Client().post, address, new) == []
    monkeypatch.setattr("sys.stdin", io.StringIO("hästen i hagen vid sjön\n"))
    create = {"password_stdin": True, "stdout": io.StringIO()}
    assert told(call_command, "create_account", anna.email, **create) == ["Ditt lösenord är bytt"]


def test_the_second_factor_is_told_when_it_comes_goes_and_is_used_up(client, anna, app, log_in, told):
    log_in(client)
    assert told(client.post, CODE, {"code": code()}) == []
    assert told(client.post, f"{STEP}reservkoder/nya/") == ["Du har nya reservkoder"]
    spare = recovery_codes(anna)[0]
    visitor = Client()
    log_in(visitor)
    assert told(visitor.post, CODE, {"code": spare}) == ["En reservkod är använd"]
    assert told(client.post, f"{STEP}app/ta-bort/") == ["En app är borttagen från ditt konto"]


def test_an_app_that_is_connected_is_told_once(client, anna, told):
    sign_in(client, anna)
    page = client.get(f"{STEP}app/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page).group(1)
    assert told(client.post, f"{STEP}app/", {"code": code(secret=secret)}) == ["En app är kopplad till ditt konto"]


def test_nothing_is_told_of_what_was_not_done(client, anna, told):
    sign_in(client, anna)
    new = {"old_password": "fel", "new_password1": NEW, "new_password2": NEW}
    assert told(client.post, "/konto/losenord/", new) == []
