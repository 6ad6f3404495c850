"""The page store in a test: pages in a folder of the test's own, versions asked for in its own transaction."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from followups import publishing as follow_up_publishing
from pledges import publishing
from pledges.models import Document
from portal.models import PublicChange
from portal.store import doubts
from portal.store.versions import Known, Versions
from tests import factories
from tests.fixtures.loaded import loaded


class Asking:
    """A watcher that asks when it is asked. `age`: how long the database has been away, None when it is there."""

    def __init__(self) -> None:
        self.age: float | None = None
        self._known: Known | None = None

    @property
    def is_away(self) -> bool:
        return self.age is not None

    @property
    def is_fresh(self) -> bool:
        return self.age is None

    def known(self) -> Known | None:
        if not self.is_away:
            self._known = Known(Versions(PublicChange.objects.versions()), time.time())
            for place in doubts.noted():
                place.unlink()
        return self._known and Known(self._known.versions, time.time() - (self.age or 0))


@pytest.fixture
def watcher(settings, monkeypatch, tmp_path) -> Asking:
    """Turns the store on."""
    settings.PAGE_STORE, settings.DATA_DIR = True, tmp_path
    asking = Asking()
    for module in ("page", "middleware", "keeping"):
        monkeypatch.setattr(f"portal.store.{module}.WATCHER", asking)
    return asking


@pytest.fixture
def files(watcher, tmp_path) -> Callable[[], list[Path]]:
    """Gives the entries' files as they are when it is called."""
    return lambda: sorted((tmp_path / "pages").glob("??/*"))


@pytest.fixture(scope="package")
def published(django_db_setup, django_db_blocker, tmp_path_factory):
    """A kommun with one of each: a pledge in two editions, a follow-up, a document, news. Made once."""
    with loaded(django_db_blocker, tmp_path_factory.mktemp("files")):
        where, by = factories.municipality(), factories.user()
        factories.area("Värnamo", where)
        pledge = factories.pledge(where, first=2026, last=2026)
        publishing.publish(pledge, by=by)
        publishing.publish(pledge, by=by, note="Rättat.")
        report = factories.follow_up(pledge, "2026-t1", {pledge.activities.first(): ("done", None)})
        follow_up_publishing.publish(report, by=by)
        publishing.make_public(factories.news_item(where, slug="nyhet"), by=by)
        document = Document.objects.create(municipality=where, title="Dokument", kind="other", source="Prov")
        publishing.make_public(document, by=by)
        yield where


@pytest.fixture
def gislaved(published, db):
    """The kommun; what a test does with it is undone."""
    return published


def body_of(answer) -> bytes:
    """What was answered, read to its end."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
