"""Changing what protects an account: only by who has just shown who they are, and only one's own."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from tests.factories import user
from tests.portal.accounts.conftest import PASSWORD, recovery_codes
from tests.signing_in import code, sign_in

pytestmark = pytest.mark.django_db
CONFIRM = "/konto/bekrafta/"
STEP = "/konto/andra-steget/"
PROTECTED = [f"{STEP}app/ta-bort/", f"{STEP}reservkoder/", f"{STEP}reservkoder/nya/", f"{STEP}reservkoder/fil/",
             f"{STEP}passkeys/ny/"]  # fmt: skip


@pytest.fixture
def office(client, app, anna):
    """Anna, who signed in ten minutes ago."""
    sign_in(client, anna)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 600}]
    session.save()
    return client


@pytest.mark.parametrize("address", PROTECTED)
def test_after_a_while_one_confirms_first(office, address):
    assert office.get(address)["Location"] == f"{CONFIRM}?next={address}"
    answer = office.post(f"{CONFIRM}?next={address}", {"password": "fel"})
    assert "Lösenordet stämmer inte" in answer.content.decode()
    answer = office.post(f"{CONFIRM}?next={address}", {"password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert office.get(address).status_code == 200


@pytest.mark.parametrize("address", PROTECTED)
def test_a_stranger_is_asked_to_log_in(client, db, address):
    assert client.get(address)["Location"] == f"/konto/logga-in/?next={address}"


def test_one_may_confirm_with_a_code_which_is_then_used_up(office):
    wanted = f"{CONFIRM}kod/?next={STEP}reservkoder/"
    assert "Använd lösenordet" not in office.get(wanted).content.decode()
    typed = code()
    assert office.post(wanted, {"code": typed})["Location"] == f"{STEP}reservkoder/"
    assert office.post(wanted, {"code": typed}).status_code == 200


def test_nothing_that_was_sent_is_kept_while_one_confirms(office, app):
    answer = office.post(f"{STEP}app/ta-bort/", {"hemligt": "värde"}, REMOTE_ADDR="203.0.113.99")
    assert answer["Location"].startswith(CONFIRM)
    kept = str(Session.objects.get().get_decoded())
    assert "203.0.113" not in kept
    assert "värde" not in kept
    assert Authenticator.objects.filter(type="totp").exists()


def test_new_recovery_codes_replace_the_old(client, app, anna):
    sign_in(client, anna)
    old = recovery_codes(anna)
    assert client.post(f"{STEP}reservkoder/nya/")["Location"] == f"{STEP}reservkoder/"
    new = recovery_codes(anna)
    assert (len(new), set(new) & set(old)) == (10, set())
    text = client.get(f"{STEP}reservkoder/fil/").content.decode()
    assert [one in text for one in new] == [True] * 10


@pytest.mark.parametrize("step", ["namn/", "ta-bort/"])
def test_somebody_elses_passkey_is_as_if_it_did_not_exist(client, app, anna, step):
    other = Authenticator.objects.create(user=user("bo@example.se"), type="webauthn", data={"name": "Bos"})
    sign_in(client, anna)
    for number in (other.pk, 0):
        assert client.post(f"{STEP}passkeys/{number}/{step}", {"name": "Min"}).status_code == 404
    other.refresh_from_db()
    assert other.data["name"] == "Bos"


def test_allauths_tables_are_not_in_the_back_office(client, anna):
    anna.is_superuser = True
    anna.save()
    sign_in(client, anna)
    for table in ("mfa/authenticator", "account/emailaddress", "socialaccount/socialapp"):
        assert client.get(f"/admin/{table}/").status_code == 404
