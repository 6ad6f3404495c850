"""Two kommuner of one lokalpolisområde and one outside it, with follow-ups of 2025, and who coordinates."""

import pytest
from django_tasks_db.management.commands import db_worker

from followups import publishing
from followups.models import FollowUp
from pledges import publishing as pledge_publishing
from pledges.models import LocalPoliceArea, Membership
from portal.models import User
from tests import factories
from tests.fixtures.loaded import loaded


@pytest.fixture(autouse=True)
def work_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker, tmp_path_factory):
    """Lokalpolisområde Värnamo with Gislaved and Värnamo, and Sävsjö beside it; made once for a module.

    Published: Gislaved tertial 1–2 and 3, Värnamo tertial 3, Sävsjö tertial 3; a draft: Värnamo tertial 1.
    """
    with loaded(django_db_blocker, tmp_path_factory.mktemp("files")):
        kommuner = [factories.municipality(), factories.municipality("Värnamo", "0683")]
        factories.area("Värnamo", *kommuner)
        for kommun in (*kommuner, factories.municipality("Sävsjö", "0684")):
            pledge = publish_pledge(kommun)
            for span in ["2025-t1-2", "2025-t3"] if kommun.pk == "0662" else ["2025-t3"]:
                publish_report(pledge, span)
            if kommun.name == "Värnamo":
                factories.follow_up(pledge, "2025-t1")
        yield


@pytest.fixture
def reports(country, db):
    """{"Gislaved 2025-t3": the follow-up}, what is published."""
    published = FollowUp.objects.published().select_related("municipality", "current_edition")
    return {f"{one.municipality.name} {one.slug}": one for one in published}


def publish_pledge(where, **fields):
    pledge = factories.pledge(where, **fields)
    pledge_publishing.publish(pledge, by=factories.user("robot@example.se"))
    return pledge


def publish_report(pledge, span: str, status: str = "done", count: int | None = 3) -> None:
    report = factories.follow_up(pledge, span, dict.fromkeys(pledge.activities.all(), (status, count)))
    publishing.publish(report, by=factories.user("robot@example.se"))


@pytest.fixture
def coordinator(reports):
    """Anew, as each request has it."""
    made = factories.user("samordnare@example.se")
    Membership.objects.create(user=made, role="coordinator", party="police", area=LocalPoliceArea.objects.get())
    return User.objects.get(pk=made.pk)


@pytest.fixture
def queue(monkeypatch):
    """Does all that waits on the queue now; it would close the connection of the test."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)

    def work() -> None:
        db_worker.Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="prov",
            excluded_queue_names=[],
        ).run()

    return work
