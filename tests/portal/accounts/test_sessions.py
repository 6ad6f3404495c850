"""Sessions end by themselves, with the password and with the account; and leave nothing behind."""

import time
from types import SimpleNamespace

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from tests.portal.accounts.conftest import CODE, LOGIN, PASSWORD
from tests.signing_in import code, sign_in

pytestmark = pytest.mark.django_db
NEW = "hästen-i-hagen-vid-ån"


@pytest.fixture
def office(client, anna):
    return sign_in(client, anna)


def later(monkeypatch, *, seconds: int) -> None:
    """What sessions take for now: so many seconds from the real time."""
    now = time.time()
    monkeypatch.setattr("portal.accounts.sessions.time", SimpleNamespace(time=lambda: now + seconds))


def test_half_an_hour_without_a_sign_of_life_ends_the_session_on_the_server(office, monkeypatch):
    later(monkeypatch, seconds=29 * 60)
    assert office.get("/admin/").status_code == 200
    later(monkeypatch, seconds=29 * 60 + 29 * 60)
    assert office.get("/admin/").status_code == 200
    later(monkeypatch, seconds=29 * 60 * 2 + 31 * 60)
    assert office.get("/admin/")["Location"] == f"{LOGIN}?next=/admin/"
    assert Session.objects.count() == 0


def test_a_database_that_goes_away_as_the_session_is_written_is_told_as_that(office, monkeypatch):
    """And not as a session that has ended: what was sent may have been saved, and is answered when it is sent again."""

    def away(*_args, **_kwargs):
        raise OperationalError("server closed the connection unexpectedly") from psycopg.OperationalError()

    later(monkeypatch, seconds=120)
    monkeypatch.setattr(Session, "save_base", away)
    office.raise_request_exception = False
    response = office.get("/admin/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_ten_hours_end_it_however_much_it_is_used(office, monkeypatch):
    for minutes in range(20, 600, 20):
        later(monkeypatch, seconds=minutes * 60)
        assert office.get("/admin/").status_code == 200
    later(monkeypatch, seconds=10 * 3600 + 1)
    assert office.get("/admin/").status_code == 302
    assert Session.objects.count() == 0


def test_a_clock_that_goes_back_two_hours_ends_nothing(office, monkeypatch):
    later(monkeypatch, seconds=-7200)
    assert office.get("/admin/").status_code == 200


def test_the_session_has_a_new_key_after_each_step_in(client, app, log_in):
    client.get(LOGIN)
    log_in(client)
    before = client.session.session_key
    client.post(CODE, {"code": code()})
    assert client.session.session_key not in {None, before}
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_key_chosen_by_somebody_else_is_never_used(client, app, log_in):
    client.cookies["portal"] = "a" * 32
    log_in(client)
    client.post(CODE, {"code": code()})
    assert client.session.session_key != "a" * 32


@pytest.mark.parametrize("change", ["superuser", "another role"])
def test_new_rights_give_the_session_a_new_key(office, anna, change):
    before = office.session.session_key
    office.get("/admin/")
    assert office.session.session_key == before
    if change == "superuser":
        type(anna).objects.update(is_superuser=True)
    else:
        anna.memberships.update(role="reviewer")
    assert office.get("/admin/").status_code == 200
    assert office.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_a_closed_account_is_out_on_the_next_request(office, anna):
    anna.is_active = False
    anna.save()
    assert office.get("/admin/")["Location"] == f"{LOGIN}?next=/admin/"


def test_somebody_whose_work_has_ended_is_out_on_the_next_request(office, anna):
    anna.memberships.all().delete()
    assert office.get("/admin/").status_code == 403


def test_a_changed_password_ends_all_other_sessions(office, anna):
    other = sign_in(Client(), anna)
    sent = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    assert office.post("/konto/losenord/", sent)["Location"] == "/konto/"
    assert "Lösenordet är bytt" in office.get("/konto/").content.decode()
    assert office.get("/admin/").status_code == 200
    assert other.get("/admin/").status_code == 302
    anna.refresh_from_db()
    assert anna.check_password(NEW)


def test_log_out_everywhere_means_everywhere(office, anna):
    other = sign_in(Client(), anna)
    assert office.get("/konto/logga-ut-overallt/").status_code == 405
    office.post("/konto/logga-ut-overallt/")
    assert [one.get("/admin/").status_code for one in (office, other)] == [302, 302]


def test_logging_out_takes_a_post_and_leaves_nothing_in_the_browser(office):
    assert office.get("/konto/logga-ut/").status_code == 200
    assert office.get("/admin/").status_code == 200
    answer = office.post("/konto/logga-ut/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.cookies["portal"]["max-age"] == 0
    assert Session.objects.count() == 0
    assert "Du är utloggad" in office.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("address", ["/admin/", "/admin/finns-inte/", "/konto/", LOGIN, "/konto/nytt-losenord/x/"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_of_the_back_office_is_kept_by_a_browser(client, anna, address, signed_in):
    if signed_in:
        sign_in(client, anna)
    kept = set(client.get(address)["Cache-Control"].split(", "))
    assert {"no-store", "private"} <= kept


@pytest.mark.parametrize("address", ["/", "/kommuner/", "/om/", "/okand/", "/halsa/lever"])
def test_public_pages_set_no_cookie_and_read_no_session(client, office, anna, address):
    for visitor in (Client(), office):
        answer = visitor.get(address)
        assert dict(answer.cookies) == {}
        assert "Cookie" not in answer.get("Vary", "")


def test_cookies_are_bound_to_the_host_in_production(settings):
    from tests.portal.test_settings import PRODUCTION, manage

    wanted = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, "
        "s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN)"
    )
    told = manage("shell", "--no-imports", "-c", wanted, **PRODUCTION).stdout.strip()
    assert told == "__Host-portal __Host-csrf True True Lax None"
