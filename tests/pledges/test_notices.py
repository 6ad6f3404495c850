"""Notices: shown on the right pages from the first moment of their first day to the last of their last, in Sweden."""

import datetime

import pytest

from followups import publishing as follow_up_publishing
from pledges import publishing
from pledges.models import Notice
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        ("2026-07-09 21:59:59", False),  # summer time: two hours ahead
        ("2026-07-09 22:00:00", True),
        ("2026-12-10 22:59:59", True),  # winter time: one
        ("2026-12-10 23:00:00", False),
    ],
)
def test_a_notice_comes_and_goes_at_midnight_in_sweden(client, monkeypatch, utc, shown):
    Notice.objects.create(text="Vi flyttar.", first_day="2026-07-10", last_day="2026-12-10")
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment(utc))
    assert ("Vi flyttar." in client.get("/om/").content.decode()) is shown


OF_ALL = [
    "/", "/kommuner/", "/lokalpolisomraden/", "/lan/jonkopings-lan/", "/nyheter/", "/teman/", "/metoder/", "/sok/",
    "/oversikt/", "/om/", "/om/statusar/", "/tillganglighet/", "/personuppgifter/", "/jamfor/", "/lattlast/",
    "/in-english/", "/folj/", "/oppna-data/",
]  # fmt: skip
OF_THE_KOMMUN = ["/gislaved/", "/gislaved/2026/", "/gislaved/uppfoljning/2026-t1/", "/gislaved/nyheter/en-nyhet/"]


def test_one_for_all_is_on_each_page_and_a_kommuns_on_its_own_pages_alone(client, today):
    by = factories.user()
    pledge = factories.pledge(first=2026, last=2026)
    publishing.publish(pledge, by=by)
    report = factories.follow_up(pledge, "2026-t1", {pledge.activities.get(): ("done", None)})
    follow_up_publishing.publish(report, by=by)
    publishing.make_public(factories.news_item(), by=by)
    publishing.publish(factories.pledge(factories.municipality("Sävsjö", "0684"), first=2026, last=2026), by=by)
    Notice.objects.create(text="Till alla.", first_day=today, last_day=today)
    Notice.objects.create(text="Till Gislaved.", municipality=pledge.municipality, first_day=today)
    texts = {path: client.get(path).content.decode() for path in (*OF_ALL, *OF_THE_KOMMUN, "/savsjo/", "/savsjo/2026/")}
    assert [path for path, text in texts.items() if "Till alla." not in text] == []
    assert [path for path, text in texts.items() if "Till Gislaved." in text] == OF_THE_KOMMUN


def test_an_editor_of_a_kommun_writes_for_the_kommun_and_is_told_that_it_must_be_chosen(client):
    where = factories.municipality()
    local = sign_in(client, person("bo", "editor", "police", municipality=where))
    form = Page(local, "/admin/pledges/notice/add/").fill(text="Vi har stängt.", first_day="2026-11-25").send("_save")
    assert form.errors == ["Välj en kommun. Meddelanden för hela portalen skrivs av dem som arbetar med hela landet."]
    assert form.fields["text"] == "Vi har stängt."
    form.fill(municipality="Gislaved").send("_save")
    assert Notice.objects.get().municipality == where


def test_the_list_says_which_are_shown(client, today):
    days = {"Inte längre": ("2026-11-01", "2026-11-24"), "Ja": ("2026-11-25", None), "Inte än": ("2026-11-26", None)}
    where = factories.municipality()
    for told, (first, last) in days.items():
        Notice.objects.create(municipality=where, text=f"Den {told.lower()}", first_day=first, last_day=last)
    local = sign_in(client, person("bo", "editor", "police", municipality=where))
    html = local.get("/admin/pledges/notice/").content.decode()
    assert [f'<td class="field-shown">{told}</td>' in html for told in days] == [True] * 3
