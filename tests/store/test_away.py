"""With the database away: the last good copy, and what is answered when there is none."""

import datetime

import pytest
from django.db import OperationalError

from pledges import publishing
from pledges.models import NewsItem
from portal.store.entry import DAY
from tests import factories
from tests.store.conftest import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ADDRESSES = ["/gislaved/", "/gislaved/2026/medborgarlofte.pdf", "/gislaved/kort/", "/flode.atom", "/"]


@pytest.fixture
def site(client, gislaved, watcher):
    for address in ADDRESSES:
        body_of(client.get(address))
    return client


def test_every_stored_answer_is_given_without_a_question_and_says_how_old_it_may_be(
    site, watcher, django_assert_num_queries
):
    watcher.age = 3 * 3600 - 20
    with django_assert_num_queries(0):
        answers = {address: site.get(address) for address in ADDRESSES}
    for answer in answers.values():
        assert body_of(answer)
        assert (answer.status_code, answer.headers["X-Cache"], answer.headers["Age"]) == (200, "STALE", "10780")
    assert "Sidan kan vara upp till 3\u00a0timmar gammal" in answers["/gislaved/"].content.decode()
    assert "default-src 'none'" in answers["/gislaved/"].headers["Content-Security-Policy"]


@pytest.mark.parametrize(("age", "status"), [(DAY - 60, 200), (DAY + 60, 503)])
def test_a_copy_is_good_for_a_day(site, watcher, age, status):
    watcher.age = age
    assert site.get("/gislaved/").status_code == status


def test_yesterdays_page_is_better_than_none(site, watcher, monkeypatch, today):
    watcher.age = 60
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today + datetime.timedelta(days=1))
    assert site.get("/gislaved/").headers["X-Cache"] == "STALE"


def test_a_copy_in_which_something_has_changed_since_is_never_given(site, watcher):
    publishing.withdraw(NewsItem.objects.get(), by=factories.user(), reason="Fel.")
    watcher.known()
    watcher.age = 5
    assert [site.get(address).status_code for address in ADDRESSES] == [503] * len(ADDRESSES)


@pytest.mark.parametrize("address", ["/om/", "/sok/?q=x", "/gislaved/?utm_source=x", "/admin/"])
def test_what_has_no_copy_is_answered_at_once_that_it_cannot_be_had_now(
    site, watcher, address, django_assert_num_queries
):
    watcher.age = 5
    with django_assert_num_queries(0):
        answer = site.get(address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert 'lang="sv"' in answer.content.decode()


def test_who_sends_a_form_gets_it_back_at_once(site, watcher, django_assert_num_queries):
    watcher.age = 5
    with django_assert_num_queries(0):
        answer = site.post("/admin/pledges/theme/add/", {"name": "Torg"}, headers={"Cookie": "a=b"})
    assert answer.status_code == 503
    assert "Inget sparades" in answer.content.decode()
    assert 'value="Torg"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/halsa/lever", "/robots.txt", "/humans.txt", "/.well-known/security.txt"])
def test_what_asks_the_database_nothing_answers_as_ever(site, watcher, address):
    watcher.age = 5
    assert site.get(address).status_code == 200


def test_health_tells_that_the_database_is_away_without_waiting_for_it(
    site, watcher, monkeypatch, django_assert_num_queries
):
    watcher.age = 5
    monkeypatch.setattr("portal.health.serving.WATCHER", watcher)
    with django_assert_num_queries(0):
        assert (site.get("/halsa/redo").status_code, site.get("/halsa/redo").content) == (503, b"inte redo\n")


def test_a_view_that_fails_is_answered_for_by_the_last_good_copy(site, watcher, monkeypatch, today):
    def refuse(*_args, **_kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today + datetime.timedelta(days=1))
    monkeypatch.setattr("pledges.views.municipality.municipality_page", refuse)
    answer = site.get("/gislaved/")
    assert (answer.status_code, answer.headers["X-Cache"]) == (200, "STALE")
