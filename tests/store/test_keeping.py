"""Copies are made when something is published, not when somebody reads it."""

import pytest
from django.core.management import CommandError, call_command

from pledges import publishing
from pledges.models import NewsItem, Pledge
from portal.models import PublicChange
from portal.store import keeping, shelf
from portal.store.keeping import keep_pages
from portal.store.sweeping import sweep
from portal.store.versions import NEVER
from tests import factories
from tests.store.conftest import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "gislaved")]
SOME = ["/gislaved/", "/om/", "/gislaved/2026/", "/gislaved/2026/medborgarlofte.pdf", "/gislaved/nyheter/nyhet/"]


@pytest.fixture
def visited(watcher, client, monkeypatch):
    """What has been asked for, of a portal that has few addresses."""
    monkeypatch.setattr(keeping, "public_addresses", lambda: [*SOME, "/sok/", "/gislaved/bild.png", "/robots.txt"])
    seen: list[str] = []

    def visit(address: str) -> None:
        seen.append(address)
        body_of(client.get(address))

    visit.seen = seen
    return visit


def test_every_published_page_has_a_copy_when_the_database_goes_away(visited, watcher, client):
    keep_pages(visited, once=True)
    assert visited.seen == SOME
    watcher.age = 60
    assert all(body_of(client.get(address)) for address in SOME)
    assert [client.get(address).headers["X-Cache"] for address in ("/gislaved/", "/om/")] == ["STALE"] * 2


def test_what_has_a_copy_is_not_made_again(visited):
    keep_pages(visited, once=True)
    visited.seen.clear()
    keep_pages(visited, once=True)
    assert visited.seen == []


def test_what_has_changed_comes_first_and_alone(visited, client):
    keep_pages(visited, once=True)
    client.get("/gislaved/?alla=1")
    visited.seen.clear()
    NewsItem.objects.update(lead="Annat.")
    keep_pages(visited, once=True)
    assert visited.seen == [*(one for one in SOME if one != "/om/"), "/gislaved/?alla=1"]


def test_what_is_withdrawn_says_so_from_the_copy_and_what_is_gone_leaves_none(visited, watcher, client):
    keep_pages(visited, once=True)
    publishing.withdraw(NewsItem.objects.get(), by=factories.user(), reason="Det blev fel.")
    Pledge.objects.update(slug="2026-annan")
    keep_pages(visited, once=True)
    assert shelf.fetch("/gislaved/2026/") is None
    watcher.age = 60
    answer = client.get("/gislaved/nyheter/nyhet/")
    assert (answer.status_code, b"Det blev fel." in answer.content) == (410, True)


def test_a_round_is_cut_short_when_something_changes_meanwhile(visited, watcher):
    def publish_meanwhile(address: str) -> None:
        visited(address)
        if len(visited.seen) == 2:
            NewsItem.objects.update(lead="Annat.")

    keep_pages(publish_meanwhile, once=True)
    assert visited.seen == ["/gislaved/", "/om/", "/gislaved/", *SOME[2:]]


def test_nothing_is_done_while_the_database_is_away(visited, watcher, monkeypatch):
    watcher.age = 5

    def back(_seconds: float) -> None:
        assert watcher.age is None or visited.seen == []
        watcher.age = None

    monkeypatch.setattr("time.sleep", back)
    keep_pages(visited, once=True)
    assert visited.seen == SOME


def test_the_command_says_when_pages_are_not_kept():
    with pytest.raises(CommandError, match="PAGE_STORE"):
        call_command("keep_pages")


def test_the_nightly_sweep_leaves_one_line_for_each_name_and_the_same_versions(watcher):
    before = PublicChange.objects.versions()
    assert PublicChange.objects.count() > len(before)
    assert sweep() == "Sparade sidor: 0."
    assert (PublicChange.objects.count(), PublicChange.objects.versions()) == (len(before), before)


def test_a_name_that_has_never_changed_has_a_version_too(watcher):
    assert watcher.known().versions.of(["kommun:9999"]) == {"kommun:9999": NEVER}
