"""An edition is frozen as page, PDF and data that say the same; a correction tells what it changed."""

import hashlib

import pytest

from followups import publishing
from followups.models import FollowUp
from pledges import publishing as pledge_publishing
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
ADDRESS = "/gislaved/uppfoljning/2026-t1"


@pytest.fixture
def corrected():
    """A follow-up whose answer was corrected from five to seven."""
    pledge = factories.pledge(activities=0)
    activity = factories.counted_activity(pledge, 15, text="Minst femton insatser.")
    pledge_publishing.publish(pledge, by=factories.user())
    follow_up = factories.follow_up(pledge, "2026-t1", {activity: ("ongoing", 5)})
    publishing.publish(follow_up, by=factories.user())
    follow_up.reports.update(done_count=7)
    publishing.publish(follow_up, by=factories.user(), note="Två insatser i april saknades.")
    return FollowUp.objects.get(pk=follow_up.pk)


@pytest.mark.parametrize(("address", "count"), [("", 7), ("/utgava-1", 5), ("/utgava-2", 7)])
def test_the_data_is_that_of_the_edition_and_hashes_to_what_its_page_tells(client, corrected, address, count):
    answer = client.get(f"{ADDRESS}{address}.json")
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["answers"][0]["done_count"] == count
    assert hashlib.sha256(answer.content).hexdigest() in client.get(f"{ADDRESS}{address}/").content.decode()


def test_the_data_is_not_sent_again_to_who_has_it(client, corrected):
    known = client.get(f"{ADDRESS}.json")["ETag"]
    answer = client.get(f"{ADDRESS}.json", headers={"If-None-Match": known})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_correction_shows_what_it_changed_and_the_first_edition_changed_nothing(client, corrected):
    latest, first = (client.get(f"{ADDRESS}{which}/").content.decode() for which in ("", "/utgava-1"))
    assert '<del><span class="visually-hidden">Borttaget: </span>5</del>' in latest
    assert '<ins><span class="visually-hidden">Nytt: </span>7</ins>' in latest
    assert "Så skiljer sig utgåvan från den förra" not in first


def test_the_data_is_gone_with_the_follow_up_and_absent_before_it_is_published(client, corrected):
    pledge_publishing.withdraw(corrected, by=factories.user(), reason="Fel kommun.")
    assert [client.get(f"{ADDRESS}{which}.json").status_code for which in ("", "/utgava-1", "/utgava-9")] == [410] * 3
    factories.follow_up(corrected.pledge, "2026-t2", {})
    assert client.get("/gislaved/uppfoljning/2026-t2.json").status_code == 404
