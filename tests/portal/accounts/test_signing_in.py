"""One way in: address and password, then a second factor; and where it leads."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from portal.accounts import second_factor
from tests.factories import user
from tests.portal.accounts.conftest import CODE, LOGIN, recovery_codes
from tests.signing_in import SECRET, code, sign_in

pytestmark = pytest.mark.django_db
SET_UP = "/konto/andra-steget/"


def test_password_and_code_lead_into_the_back_office(client, app, log_in):
    answer = log_in(client, "ANNA@Example.se")
    assert (answer.status_code, answer["Location"]) == (302, CODE)
    assert client.get("/admin/")["Location"] == f"{LOGIN}?next=/admin/"
    answer = client.post(CODE, {"code": code()})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert client.get("/admin/").status_code == 200


def test_a_code_works_once_and_so_do_all_before_it(client, app, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    for used in (code(), code(-1)):
        client.logout()
        log_in(client)
        answer = client.post(CODE, {"code": used})
        assert (answer.status_code, "Koden stämmer inte" in answer.content.decode()) == (200, True)
    assert client.post(CODE, {"code": code(1)}).status_code == 302


@pytest.mark.parametrize("away", [-3, -2, 2, 3])
def test_a_code_from_another_minute_is_refused(client, app, log_in, away):
    log_in(client)
    assert client.post(CODE, {"code": code(away)}).status_code == 200


def test_codes_may_be_typed_with_spaces(client, app, log_in):
    log_in(client)
    typed = code()
    assert client.post(CODE, {"code": f" {typed[:3]} {typed[3:]} "}).status_code == 302


def test_each_recovery_code_works_once(client, app, anna, log_in):
    first = recovery_codes(anna)[0]
    log_in(client)
    assert client.post(CODE, {"code": first}).status_code == 302
    assert len(recovery_codes(anna)) == 9
    client.logout()
    log_in(client)
    assert client.post(CODE, {"code": first}).status_code == 200


def test_whoever_lacks_a_second_factor_is_led_to_set_one_up(client, anna, log_in):
    answer = log_in(client)
    assert answer["Location"] == "/admin/"
    for address in ("/admin/", "/admin/pledges/pledge/add/"):
        assert client.get(address)["Location"] == SET_UP
    assert client.post("/admin/pledges/theme/add/", {"name": "X", "slug": "x"})["Location"] == SET_UP
    assert "Välj ett andra steg" in client.get(SET_UP).content.decode()


def secret_of(client) -> str:
    return client.session["mfa.totp.secret"]


@pytest.mark.django_db(transaction=True)
def test_an_app_is_connected_with_its_first_code_which_is_then_used_up(client, anna, log_in):
    log_in(client)
    before = client.session.session_key
    page = client.get(f"{SET_UP}app/").content.decode()
    assert secret_of(client) in page
    assert client.post(f"{SET_UP}app/", {"code": "000000"}).status_code == 200
    typed = code(secret=secret_of(client))
    secret = secret_of(client)
    answer = client.post(f"{SET_UP}app/", {"code": typed})
    assert answer["Location"] == f"{SET_UP}reservkoder/"
    assert client.session.session_key != before
    shown = client.get(answer["Location"]).content.decode()
    assert [one in shown for one in recovery_codes(anna)] == [True] * 10
    assert client.get("/admin/").status_code == 200
    client.logout()
    log_in(client)
    assert client.post(CODE, {"code": typed}).status_code == 200
    assert client.post(CODE, {"code": code(1, secret)}).status_code == 302


def test_removing_the_last_factor_closes_the_back_office(client, app, anna, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    assert client.post(f"{SET_UP}app/ta-bort/")["Location"] == SET_UP
    assert not Authenticator.objects.filter(user=anna).exists()
    assert client.get("/admin/")["Location"] == SET_UP


def test_secrets_are_encrypted_where_they_are_stored(app):
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert SECRET not in stored
    assert stored.startswith("gAAAA")


def test_secrets_outlive_a_change_of_the_portals_key(client, app, log_in, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "en-helt-annan-nyckel" * 4
    log_in(client)
    assert client.post(CODE, {"code": code()}).status_code == 302


def test_someone_who_has_lost_all_factors_is_helped_and_logged_out(client, app, anna, log_in, audited):
    log_in(client)
    client.post(CODE, {"code": code()})
    second_factor.reset(anna, by=None)
    assert client.get("/admin/").status_code == 302
    assert audited()[-1]["event"] == "second_factor_reset"
    assert log_in(client)["Location"] == "/admin/"
    assert client.get("/admin/")["Location"] == SET_UP


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/admin/login/", LOGIN),
        ("/admin/login/?next=/admin/pledges/", f"{LOGIN}?next=/admin/pledges/"),
        ("/admin/password_change/", "/konto/losenord/"),
    ],
)
def test_there_is_one_way_in_and_one_way_to_change(client, old, new):
    assert client.get(old)["Location"] == new


def test_the_back_offices_own_button_logs_out(client, app, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    answer = client.post("/admin/logout/", follow=True)
    assert answer.redirect_chain[-1][0] == "/konto/utloggad/"
    assert client.get("/admin/").status_code == 302


def test_an_account_without_work_here_is_told_so(client, db):
    answer = sign_in(client, user("bo@example.se")).get("/admin/")
    assert (answer.status_code, "Du har inget uppdrag än" in answer.content.decode()) == (403, True)


EVIL = ["https://evil.example/", "//evil.example", "/\\evil.example", "https:evil.example", "/%09//evil.example",
        "javascript:alert(1)", "http://testserver@evil.example/",
        "\thttps://evil.example", "https://127.0.0.1/"]  # fmt: skip


@pytest.mark.parametrize("target", EVIL)
def test_nobody_is_sent_to_another_site(client, app, log_in, target):
    log_in(client, next=target)
    answer = client.post(CODE, {"code": code()})
    assert answer["Location"] in {"/admin/", "/%09//evil.example"}


def test_one_is_sent_on_to_where_one_was_going(client, app, log_in):
    log_in(client, next="/admin/pledges/theme/")
    assert client.post(CODE, {"code": code()})["Location"] == "/admin/pledges/theme/"


def test_nobody_makes_an_account_of_their_own(client):
    from django.urls import NoReverseMatch

    for name in ("account_signup", "socialaccount_signup", "mfa_signup_webauthn", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_mass_assignment_in_the_log_in_form_changes_nothing(client, app, anna, log_in):
    log_in(client, is_superuser="1", is_staff="1")
    anna.refresh_from_db()
    assert not anna.is_superuser


@pytest.mark.parametrize("email", ["\ud800@example.se", "x" * 9000, ""])
def test_odd_addresses_are_an_error_in_the_form(client, db, log_in, email):
    answer = client.post(LOGIN, {"login": email.encode("utf-8", "replace").decode(), "password": "x"})
    assert answer.status_code == 200
