"""What somebody does with their own account is one line of the audit log: by whom, with which, how it went."""

import re

import pytest
from django.test import Client

from portal.accounts import links
from tests.portal.accounts.conftest import CODE, PASSWORD
from tests.signing_in import code, sign_in

pytestmark = pytest.mark.django_db
STEP = "/konto/andra-steget/"
NEW = {"new_password1": "hästen-i-hagen-vid-ån", "new_password2": "hästen-i-hagen-vid-ån"}


def begin(client) -> None:
    client.post("/konto/logga-in/", {"login": "anna@example.se", "password": PASSWORD})


def sign_in_with_code(client, _anna):
    begin(client)
    client.post(CODE, {"code": code()})


def guess(client, _anna):
    client.post("/konto/logga-in/", {"login": "anna@example.se", "password": "fel"})


def guess_code(client, _anna):
    begin(client)
    client.post(CODE, {"code": "000000"})


def come_inactive(client, anna):
    anna.is_active = False
    anna.save()
    begin(client)


def sign_out(client, anna):
    sign_in(client, anna).post("/konto/logga-ut/")


def sign_out_everywhere(client, anna):
    sign_in(client, anna).post("/konto/logga-ut-overallt/")


def forget(client, _anna):
    client.post("/konto/glomt-losenord/", {"email": "anna@example.se"})


def choose(client, anna):
    Client().post(f"/konto/nytt-losenord/{links.token(anna, links.RESET)}/", NEW)


def change(client, anna):
    sign_in(client, anna).post("/konto/losenord/", {"old_password": PASSWORD, **NEW})


def add_app(client, anna):
    anna.authenticator_set.all().delete()
    secret = re.search(r'class="secret">(\w+)<', sign_in(client, anna).get(f"{STEP}app/").content.decode())[1]
    client.post(f"{STEP}app/", {"code": code(secret=secret)})


def remove_app(client, anna):
    sign_in(client, anna).post(f"{STEP}app/ta-bort/")


def renew_codes(client, anna):
    sign_in(client, anna).post(f"{STEP}reservkoder/nya/")


EVENTS = {
    sign_in_with_code: "signed_in",
    guess: "sign_in_failed",
    guess_code: "second_factor_failed",
    come_inactive: "sign_in_failed",
    sign_out: "signed_out",
    sign_out_everywhere: "signed_out_everywhere",
    forget: "password_asked_for",
    choose: "password_chosen",
    change: "password_changed",
    add_app: "second_factor_added",
    remove_app: "second_factor_removed",
    renew_codes: "second_factor_renewed",
}
NOT_SIGNED_IN = {guess, guess_code, come_inactive, forget, choose}


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("act", EVENTS)
def test_each_step_is_one_line(client, anna, audited, act):
    act(client, anna)
    lines = [line for line in audited() if line["event"] == EVENTS[act]]
    assert {line["result"] for line in lines} == {"failed" if EVENTS[act].endswith("failed") else "done"}
    assert len({line.get("kind") for line in lines}) == len(lines)  # the codes come and go with the app
    assert lines[0].get("actor") == (None if act in NOT_SIGNED_IN else anna.pk)
    assert lines[0].get("object", f"portal.user:{anna.pk}") == f"portal.user:{anna.pk}"
    assert lines[0]["network"] == "127.0.0.0/24"
    assert "@" not in str(lines)
