"""The clock of Sweden decides: at the end of a tertial, at midnight and in the hours that are skipped or come twice."""

import datetime

import pytest
from django.test import Client

from followups import publishing
from pledges import publishing as pledge_publishing
from pledges.models import Revision
from pledges.pages.base import today
from pledges.tertial import Tertial
from tests import factories
from tests.approving import approve_by_both, reviewers
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def moment(utc: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(utc).replace(tzinfo=datetime.UTC)


def clock(monkeypatch, utc: str) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment(utc))


# Two hours ahead of UTC in summer, one in winter: the last second of a tertial, and the first of the next.
ENDS = [
    ("2026-04-30 21:59:59", Tertial(2026, 1), "2026-04-30"),
    ("2026-04-30 22:00:00", Tertial(2026, 2), "2026-05-01"),
    ("2026-08-31 21:59:59", Tertial(2026, 2), "2026-08-31"),
    ("2026-08-31 22:00:00", Tertial(2026, 3), "2026-09-01"),
    ("2026-12-31 22:59:59", Tertial(2026, 3), "2026-12-31"),
    ("2026-12-31 23:00:00", Tertial(2027, 1), "2027-01-01"),
]


@pytest.mark.parametrize(("utc", "tertial", "day"), ENDS)
def test_a_tertial_ends_at_midnight_in_sweden_and_what_is_told_then_is_told_that_day(monkeypatch, utc, tertial, day):
    pledge = factories.pledge()
    pledge_publishing.publish(pledge, by=factories.user())
    clock(monkeypatch, utc)
    report = factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", None)})
    approvals = [{"party": "police", "party_text": "Polisen", "name": "Anna", "on": day, "text": ""}]
    publishing.publish(report, by=factories.user(), approvals=approvals)
    report.refresh_from_db()
    assert (Tertial.of(today()), report.reported_on.isoformat()) == (tertial, day)


def test_what_is_saved_in_the_hour_that_comes_twice_keeps_its_order(monkeypatch):
    """02:30 on 25 October 2026 is first summer time and then, an hour later, winter time."""
    pledge = factories.pledge()
    client = sign_in(Client(), reviewers()["municipality"])
    for number, utc in enumerate(("2026-10-25 00:30:00", "2026-10-25 01:30:00"), 1):
        clock(monkeypatch, utc)
        page = Page(client, f"/admin/pledges/pledge/{pledge.pk}/change/").fill(promises__0__text=f"Löfte {number}.")
        assert page.send().response.status_code == 200
    at = [one.at.isoformat(" ")[:16] for one in Revision.objects.order_by("pk") if one.verb == "saved"]
    assert at == ["2026-10-25 00:30", "2026-10-25 01:30"]
    assert client.get(f"/admin/pledges/pledge/{pledge.pk}/history/").status_code == 200


@pytest.mark.parametrize("never", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_a_time_that_is_skipped_or_comes_twice_is_asked_for_again(monkeypatch, never):
    clock(monkeypatch, "2026-03-01 12:00:00")
    pledge = approve_by_both(factories.pledge())
    client = sign_in(Client(), reviewers()["police"])
    page = Page(client, f"/admin/pledges/pledge/{pledge.pk}/publicera/").fill(at=never)
    assert len(page.send().errors) == 1
    pledge.refresh_from_db()
    assert (pledge.state, pledge.publish_at) == ("draft", None)
