"""What browsers may do with an answer is said on every answer, whoever in the portal gives it."""

import pytest
from django.test import Client

from portal.accounts.lockout import Locked
from portal.policies import may_be_framed
from tests import factories
from tests.headers import is_open

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OF_EVERY_KIND = {
    "/": 200,
    "/okand/": 404,
    "/%00": 400,
    "/kommuner": 301,
    "/Kommuner/": 301,
    "/halsa/lever": 200,
    "/halsa/djup": 200,
    "/konto/logga-in/": 200,
    "/admin/": 302,
    "/flode.atom": 200,
    "/robots.txt": 200,
    "/static/css/tokens.css": 200,
}


def asked(client, address: str, **how):
    """The answer, with a file closed as a server does."""
    answer = client.get(address, **how)
    answer.close()
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("address", OF_EVERY_KIND)
def test_every_kind_of_answer_is_closed(client, address):
    answer = asked(client, address)
    assert answer.status_code == OF_EVERY_KIND[address]
    assert not is_open(answer.headers)
    assert answer.headers["Content-Security-Policy"] == POLICY


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/om/", "/static/css/tokens.css", "/okand/"])
def test_so_is_the_answer_to_a_host_that_is_not_ours(client, address):
    answer = asked(client, address, headers={"host": "annan.example"})
    assert not is_open(answer.headers)
    assert answer.status_code == (200 if "static" in address else 400)


@pytest.mark.django_db
def test_so_are_a_file_that_the_browser_has_already_our_own_fault_and_a_refused_form(client, monkeypatch):
    changed = asked(client, "/static/css/tokens.css").headers["Last-Modified"]
    had = asked(client, "/static/css/tokens.css", headers={"if-modified-since": changed})
    refused = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a"})
    monkeypatch.setattr("pledges.views.finder.start_page", lambda *_: 1 / 0)
    client.raise_request_exception = False
    found = [had, refused, client.get("/")]
    assert [answer.status_code for answer in found] == [304, 403, 500]
    assert [is_open(answer.headers) for answer in found] == [False] * 3


@pytest.mark.django_db
def test_so_is_the_answer_to_who_has_asked_too_often(client, monkeypatch):
    def refuse(*_args):
        raise Locked(60)

    monkeypatch.setattr("pledges.views.finder.start_page", refuse)
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Retry-After"], is_open(answer.headers)) == (429, "60", False)


@pytest.mark.django_db
def test_over_https_browsers_are_told_to_stay_there_and_over_http_to_come_there(client, settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 63_072_000, True
    settings.SECURE_HSTS_PRELOAD = True
    assert "Strict-Transport-Security" not in client.get("/om/").headers
    for address in ("/om/", "/static/css/tokens.css", "/%00"):
        said = asked(client, address, secure=True).headers["Strict-Transport-Security"]
        assert said == "max-age=63072000; includeSubDomains; preload"


@pytest.mark.parametrize("told", [None, "http"])
def test_who_says_that_it_came_over_https_is_believed_behind_our_own_proxy_alone(rf, settings, told):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert rf.get("/", headers={"x-forwarded-proto": told} if told else {}).is_secure() is False
    assert rf.get("/", headers={"x-forwarded-proto": "https"}).is_secure() is True
    settings.SECURE_PROXY_SSL_HEADER = None
    assert rf.get("/", headers={"x-forwarded-proto": "https"}).is_secure() is False


@pytest.mark.django_db
def test_a_stored_copy_of_the_card_may_still_be_framed_and_nothing_else_may(client):
    """A copy has its headers and no view: what may be framed is known by its policy."""
    factories.municipality()
    card = client.get("/gislaved/kort/")
    assert (may_be_framed(card), "X-Frame-Options" in card.headers) == (True, False)
    assert not may_be_framed(client.get("/gislaved/"))
