"""What is about to change is noted before it is committed, so that a crash just after shows nothing withdrawn."""

import psycopg
import pytest

from pledges import publishing
from pledges.models import NewsItem
from portal.store import doubts
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "gislaved")]


@pytest.fixture
def site(client, watcher):
    for address in ("/gislaved/nyheter/nyhet/", "/om/", "/"):
        client.get(address)
    return client


def withdraw() -> None:
    publishing.withdraw(NewsItem.objects.get(), by=factories.user(), reason="Fel.")


def test_a_copy_of_what_may_have_been_withdrawn_is_not_shown(site, watcher):
    watcher.age = 5  # the last that was known is from before it
    withdraw()
    assert [place.name.partition(" ")[2] for place in doubts.noted()] == ["kommun:0662"]
    assert [site.get(one).status_code for one in ("/gislaved/nyheter/nyhet/", "/", "/om/")] == [503, 503, 200]


def test_meanwhile_the_page_is_asked_for_and_not_taken_from_the_store(site, watcher, monkeypatch):
    known = watcher.known()
    withdraw()
    monkeypatch.setattr(watcher, "known", lambda: known)  # it has not asked again yet
    assert site.get("/gislaved/nyheter/nyhet/").status_code == 410
    assert site.get("/om/").headers["X-Cache"] == "HIT"


class Asked:
    """A database that tells how transactions ended."""

    def __init__(self, **status: str | None) -> None:
        self.status = status

    def execute(self, _sql, transaction):
        status = self.status[f"t{transaction[0]}"]
        if status == "unknown":
            raise psycopg.DataError("transaction ID is in the future")
        return type("Found", (), {"fetchone": lambda _self: (status,)})()


@pytest.mark.parametrize(
    ("status", "is_decided"),
    [("in progress", False), ("committed", True), ("aborted", True), (None, True), ("unknown", True)],
)
def test_a_doubt_lasts_until_its_transaction_has_ended(site, status, is_decided):
    withdraw()
    (place,) = doubts.noted()
    number = place.name.partition(" ")[0]
    assert doubts.decided([place], Asked(**{f"t{number}": status})) == ([place] if is_decided else [])


def test_without_room_to_note_it_the_withdrawal_goes_on(site, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.touch", full)
    withdraw()
    assert site.get("/gislaved/nyheter/nyhet/").status_code == 410
