"""Guessing is stopped where it comes from, whether or not there is an account, and nobody else is kept out."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection
from django.test import Client

from portal.accounts import lockout
from portal.models import LoginAttempt
from tests.portal.accounts.conftest import CODE, LOGIN, PASSWORD
from tests.signing_in import code

pytestmark = pytest.mark.django_db
WORDS = "Adressen och lösenordet hör inte ihop. Försök igen."
FORGOTTEN = "/konto/glomt-losenord/"


@pytest.mark.parametrize("email", ["anna@example.se", "okand@example.se"])
def test_the_eleventh_attempt_is_stopped_whether_or_not_the_account_exists(client, app, log_in, email):
    for _ in range(10):
        answer = log_in(client, email, "fel")
        assert (answer.status_code, WORDS in answer.content.decode()) == (200, True)
    answer = log_in(client, email, PASSWORD)
    assert answer.status_code == 429
    assert 890 <= int(answer["Retry-After"]) <= 900
    assert "Vänta 15 minuter" in answer.content.decode()


def test_a_known_and_an_unknown_account_get_the_same_page_to_the_letter(client, app, log_in):
    pages = []
    for email in ("anna@example.se", "okand@example.se", "ocksa@example.se"):
        answer = log_in(Client(), email, "fel")
        pages.append(answer.content.decode().replace(email, "").split("csrfmiddlewaretoken")[0])
        pages.append(log_in(client, email, "fel").content.decode().count("errorlist"))
    assert pages[::2] == [pages[0]] * 3
    assert pages[1::2] == [pages[1]] * 3


@pytest.fixture
def hashed(monkeypatch):
    """How many times a password was hashed."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    calls = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: calls.append(1) or encode(*given))
    return calls


@pytest.mark.parametrize("state", ["wrong password", "unknown", "closed", "invited"])
def test_each_failure_costs_one_hash_and_as_many_questions(anna, state, hashed, log_in, django_assert_num_queries):
    if state == "closed":
        type(anna).objects.update(is_active=False)
    if state == "invited":
        anna.set_unusable_password()
        anna.save()
    email = "okand@example.se" if state == "unknown" else anna.email
    with django_assert_num_queries(9):
        log_in(Client(), email, "fel")
    assert len(hashed) == 1


@pytest.mark.parametrize("email", ["anna@example.se", "okand@example.se"])
def test_a_forgotten_password_costs_the_same_whoever_asks(client, anna, email, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("portal.accounts.post.send_later", lambda _letter: None)
    with django_assert_num_queries(7):
        client.post(FORGOTTEN, {"email": email})


def test_an_account_that_is_closed_is_like_one_that_does_not_exist(client, anna, log_in):
    anna.is_active = False
    anna.save()
    assert WORDS in log_in(client).content.decode()


def test_a_correct_login_from_another_network_still_works(client, app, log_in):
    for _ in range(11):
        log_in(client, password="fel")
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert log_in(elsewhere)["Location"] == CODE
    assert elsewhere.post(CODE, {"code": code()}).status_code == 302


def test_neighbours_in_the_same_network_count_together(app, log_in):
    for last in range(10):
        log_in(Client(REMOTE_ADDR=f"198.51.100.{last}"), password="fel")
    assert log_in(Client(REMOTE_ADDR="198.51.100.200")).status_code == 429
    assert log_in(Client(REMOTE_ADDR="198.51.101.1"))["Location"] == CODE


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("198.51.100.7", "198.51.100.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:198.51.100.7", "198.51.100.0/24"),
        ("", "okänt"),
    ],
)
def test_no_whole_address_is_stored(app, log_in, address, network):
    log_in(Client(REMOTE_ADDR=address), password="fel")
    attempt = LoginAttempt.objects.get()
    assert attempt.network == network
    assert len(attempt.account) == 64


def test_what_a_visitor_says_about_its_address_is_not_believed(client, app, log_in, settings):
    for number in range(10):
        client.post(LOGIN, {"login": "anna@example.se", "password": "fel"}, HTTP_X_FORWARDED_FOR=f"192.0.{number}.1")
    assert log_in(client).status_code == 429
    settings.BEHIND_PROXY = True
    for number in range(10):
        sent = {"HTTP_X_FORWARDED_FOR": f"192.0.{number}.1, 203.0.113.9"}
        client.post(LOGIN, {"login": "anna@example.se", "password": "fel"}, **sent)
    answer = client.post(
        LOGIN, {"login": "anna@example.se", "password": "x"}, HTTP_X_FORWARDED_FOR="192.0.99.1, 203.0.113.77"
    )
    assert answer.status_code == 429


def test_after_a_quarter_of_an_hour_one_may_try_again_and_nothing_is_left(client, app, log_in):
    for _ in range(10):
        log_in(client, password="fel")
    LoginAttempt.objects.update(at=datetime.datetime.now(datetime.UTC) - lockout.WINDOW)
    assert log_in(client)["Location"] == CODE
    assert LoginAttempt.objects.count() == 0


def test_getting_all_the_way_in_forgives_earlier_slips(client, app, log_in):
    for _ in range(9):
        log_in(client, password="fel")
    log_in(client)
    assert LoginAttempt.objects.count() == 9
    client.post(CODE, {"code": code()})
    assert LoginAttempt.objects.count() == 0


def test_codes_are_counted_and_a_password_in_between_forgives_nothing(client, app, log_in):
    for _ in range(5):
        log_in(client, password="fel")
    log_in(client)
    for _ in range(5):
        assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert client.post(CODE, {"code": code()}).status_code == 429
    assert log_in(Client()).status_code == 429


@pytest.mark.parametrize("email", ["anna@example.se", "okand@example.se"])
def test_asking_for_a_new_password_is_counted_too(client, anna, email, post_at_once):
    for _ in range(10):
        assert client.post(FORGOTTEN, {"email": email}).status_code == 302
    assert client.post(FORGOTTEN, {"email": email}).status_code == 429


def test_guesses_at_the_old_password_are_counted(client, app, log_in):
    log_in(client)
    client.post(CODE, {"code": code()})
    new = {"new_password1": "hästen-i-hagen-vid-ån", "new_password2": "hästen-i-hagen-vid-ån"}
    for _ in range(10):
        assert client.post("/konto/losenord/", {"old_password": "fel", **new}).status_code == 200
    assert client.post("/konto/losenord/", {"old_password": PASSWORD, **new}).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_many_attempts_at_once_are_not_more_than_ten(anna, monkeypatch):
    """All wait until everyone is there, and each is counted before it is tried."""
    tried = []
    monkeypatch.setattr("portal.accounts.adapters.authenticate", lambda *_a, **_k: tried.append(1))
    start = threading.Barrier(16)

    def guess(_number: int) -> int:
        start.wait(20)
        try:
            return Client().post(LOGIN, {"login": "anna@example.se", "password": "fel"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as crowd:
        answers = sorted(crowd.map(guess, range(16)))
    assert (answers, len(tried)) == ([200] * 10 + [429] * 6, 10)


def test_the_audit_log_tells_of_each_failure_and_of_the_stop(client, app, anna, log_in, audited):
    for _ in range(10):
        log_in(client, password="fel")
    log_in(client, "okand\r\n@example.se", "fel")
    log_in(client, "okand@example.se", "fel")
    log_in(client)
    events = audited()
    assert [line["event"] for line in events] == ["sign_in_failed"] * 11 + ["locked_out"]
    assert [line.get("object") for line in events[9:11]] == [f"portal.user:{anna.pk}", None]
    assert {line["network"] for line in events} == {"127.0.0.0/24"}
    assert all(line["time"].endswith("Z") for line in events)
    assert "okand" not in str(events)


def test_without_a_database_nobody_gets_in_and_is_told_so(client, monkeypatch, log_in):
    def refuse(*_args, **_kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)
    for address in (LOGIN, FORGOTTEN):
        answer = client.post(address, {"login": "anna@example.se", "password": PASSWORD, "email": "a@example.se"})
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    client.cookies["portal"] = "x" * 32
    for address in ("/admin/", "/konto/"):
        assert client.get(address).status_code == 503
