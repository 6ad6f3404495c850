"""Calendars to subscribe to: what happens and what is to be told, valid, lasting, and read by another library."""

import datetime
import re

import pytest
import vobject
from django.utils import timezone

from followups.publishing import publish as publish_follow_up
from pledges import publishing
from pledges.models import Activity, Pledge, PledgeEdition
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf", "today")]
KOMMUN, AREA = "/gislaved/kalender.ics", "/lokalpolisomraden/varnamo/kalender.ics"
EVENT = {"happens_on": datetime.date(2026, 5, 8), "happens_until": datetime.date(2026, 5, 9)}


@pytest.fixture
def gislaved():
    found = factories.municipality()
    factories.area("Värnamo", found)
    return found


@pytest.fixture
def pledge(gislaved):
    """For 2026, with an event of two days whose words need escaping and folding."""
    made = factories.pledge(gislaved, first=2026, last=2026)
    factories.activity(made, text="Tryggt; Åland, å \\ ä" + " trygghetsvandring" * 5, responsible="police", **EVENT)
    publishing.publish(made, by=factories.user())
    return Pledge.objects.get(pk=made.pk)


def read(client, address: str = KOMMUN) -> list:
    """The events as another library reads them, in order."""
    return list(vobject.readOne(client.get(address).content.decode()).contents.get("vevent", []))


def due(client) -> list[tuple[str, datetime.date]]:
    return [(one.summary.value, one.dtstart.value) for one in read(client) if one.uid.value.startswith("redovisning")]


def test_another_library_reads_what_happens_and_when_it_is_to_be_told(client, pledge):
    activity = Activity.objects.get(happens_on__isnull=False)
    found = {one.uid.value: (one.dtstart.value, one.dtend.value, one.summary.value) for one in read(client)}
    day = datetime.date
    assert found == {
        f"aktivitet-{activity.pk}@127.0.0.1": (day(2026, 5, 8), day(2026, 5, 10), f"Gislaved: {activity.text}"),
        "redovisning-0662-2026-t1@127.0.0.1": (
            day(2026, 5, 31), day(2026, 6, 1), "Gislaved: sista dag att redovisa tertial 1 2026",
        ),
        "redovisning-0662-2026-t2@127.0.0.1": (
            day(2026, 9, 30), day(2026, 10, 1), "Gislaved: sista dag att redovisa tertial 2 2026",
        ),
        "redovisning-0662-2026-t3@127.0.0.1": (
            day(2027, 1, 31), day(2027, 2, 1), "Gislaved: sista dag att redovisa tertial 3 2026",
        ),
    }  # fmt: skip
    event = next(one for one in read(client) if one.uid.value.startswith("aktivitet"))
    assert event.url.value == "http://127.0.0.1:8000/gislaved/2026/"
    assert event.description.value == "Medborgarlöfte 2026. Polisen"


def test_it_was_last_changed_when_it_was_published(client, pledge):
    published = PledgeEdition.objects.get().published_at.replace(microsecond=0)
    assert {one.dtstamp.value for one in read(client)} == {published}


def lines(client, address: str = KOMMUN) -> list[str]:
    """The lines of the file, unfolded (RFC 5545, 3.1)."""
    return client.get(address).content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


# What RFC 5545 and 7986 ask for, by section, of the bytes and of the unfolded lines.
RULES = {
    "3.1 lines end with CRLF and are at most 75 octets": lambda raw, _: all(
        len(line) <= 75 and b"\n" not in line for line in raw.removesuffix(b"\r\n").split(b"\r\n")
    ),
    "3.1 folding splits no letter": lambda raw, _: all(line.decode() is not None for line in raw.split(b"\r\n")),
    "3.4 one calendar": lambda _, lines: (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR"),
    "3.6 version and maker": lambda _, lines: sum(bool(re.match("VERSION:2.0$|PRODID:.", line)) for line in lines) == 2,
    "3.6 some part": lambda _, lines: any(line.startswith("BEGIN:V") for line in lines[1:]),
    "3.3.11 semicolons and commas of texts are escaped": lambda _, lines: (
        not any(
            re.search(r"(?<!\\)[;,]", line.partition(":")[2]) for line in lines if line.startswith(("SUMMARY", "DESC"))
        )
    ),
    "3.6.1 one key, stamp and beginning for each event": lambda _, lines: (
        {sum(line.startswith(name) for line in lines) for name in ("UID:", "DTSTAMP:", "DTSTART;VALUE=DATE:")}
        == {sum(line == "BEGIN:VEVENT" for line in lines)}
    ),
    "3.8.2.2 an end of the same kind": lambda _, lines: all(
        re.fullmatch(r"DTEND;VALUE=DATE:\d{8}", line) for line in lines if line.startswith("DTEND")
    ),
    "3.8.4.7 keys are all different": lambda _, lines: len(uids(lines)) == len(set(uids(lines))),
    "3.8.7.2 stamps are in UTC": lambda _, lines: all(
        re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", line) for line in lines if line.startswith("DTSTAMP")
    ),
    "7986 5.7 asked for once a day": lambda _, lines: (
        {"REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D"} <= set(lines)
    ),
    "7986 5.8 where it is": lambda _, lines: sum(line.startswith("SOURCE;VALUE=URI:http") for line in lines) == 1,
}


def uids(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("UID")]


@pytest.mark.parametrize("address", [KOMMUN, AREA, "/vaggeryd/kalender.ics"])
def test_each_calendar_is_valid_also_an_empty_one(client, pledge, address):
    factories.municipality("Vaggeryd", "0665")
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert [rule for rule, holds in RULES.items() if not holds(answer.content, lines(client, address))] == []


def test_keys_last_when_the_pledge_is_published_again_and_another_report_tells_of_more(client, pledge):
    before = {one.uid.value for one in read(client)}
    publishing.publish(pledge, by=factories.user(), note="Rättat.")
    assert {one.uid.value for one in read(client)} == before


def test_what_is_reported_together_is_due_together_and_stays_when_it_is_told(client, pledge):
    answers = {Activity.objects.first(): ("done", None)}
    publish_follow_up(factories.follow_up(pledge, "2026-t1-2", answers), by=factories.user())
    assert due(client) == [
        ("Gislaved: sista dag att redovisa tertial 1–2 2026", datetime.date(2026, 9, 30)),
        ("Gislaved: sista dag att redovisa tertial 3 2026", datetime.date(2027, 1, 31)),
    ]


def test_an_edit_that_is_not_published_and_a_pledge_that_is_withdrawn_are_in_no_calendar(client, pledge):
    Activity.objects.update(happens_on=datetime.date(2026, 7, 1), happens_until=None)
    factories.activity(pledge, happens_on=datetime.date(2026, 8, 1))
    assert [one.dtstart.value for one in read(client) if "aktivitet" in one.uid.value] == [datetime.date(2026, 5, 8)]
    publishing.withdraw(pledge, by=factories.user(), reason="Fel.")
    assert read(client) == []


def test_an_areas_calendar_holds_its_kommuner_and_a_kommuns_its_own(client, pledge):
    publishing.publish(factories.pledge(factories.municipality("Vaggeryd", "0665")), by=factories.user())
    assert lines(client, AREA)[4:6] == [
        "NAME:Medborgarlöften i lokalpolisområde Värnamo",
        "X-WR-CALNAME:Medborgarlöften i lokalpolisområde Värnamo",
    ]
    assert {one.summary.value.split(":")[0] for one in read(client, AREA)} == {"Gislaved"}
    assert {one.summary.value.split(":")[0] for one in read(client, "/vaggeryd/kalender.ics")} == {"Vaggeryd"}


def test_a_calendar_that_has_not_changed_is_not_sent_again(client, pledge):
    etag = client.get(KOMMUN)["ETag"]
    assert client.get(KOMMUN, headers={"If-None-Match": etag}).status_code == 304
    later = timezone.now() + datetime.timedelta(seconds=2)
    publishing.publish(pledge, by=factories.user(), note="Rättat.", at=later)
    assert client.get(KOMMUN, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(("address", "questions"), [(KOMMUN, 4), (AREA, 5)])
def test_a_calendar_asks_as_much_however_much_there_is(client, pledge, address, questions, django_assert_num_queries):
    for year in (2024, 2025):
        publishing.publish(factories.pledge(pledge.municipality, year, year, activities=5), by=factories.user())
    with django_assert_num_queries(questions):
        assert client.get(address).status_code == 200


def test_there_is_no_calendar_of_what_does_not_exist(client):
    assert client.get("/finns-inte/kalender.ics").status_code == 404
    assert client.post(KOMMUN).status_code == 405
