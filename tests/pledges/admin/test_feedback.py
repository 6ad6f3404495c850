"""Readers' answers in the back office: each kommun's to its own editors, the whole portal's to those of all of it."""

import datetime

import pytest

from pledges.admin.feedback import feedback_panel
from pledges.models import Feedback
from tests import factories
from tests.approving import person
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/pledges/feedback/"
DAY = datetime.date(2026, 11, 20)


@pytest.fixture
def answers():
    own, other = factories.municipality(), factories.municipality("Sävsjö", "0684")
    rows = [
        (own, "/gislaved/", True, "Bra att se dagarna."),
        (own, "/gislaved/", False, "=HYPERLINK(1)"),
        (own, "/gislaved/2025-2026/", False, ""),
        (other, "/savsjo/", False, "Från Sävsjö."),
        (None, "/om/", True, "Om hela portalen."),
    ]
    return [Feedback.objects.create(municipality=m, page=p, helped=h, text=t, given_on=DAY) for m, p, h, t in rows]


@pytest.fixture
def local(client, answers):
    return sign_in(client, person("bo", "editor", "police", municipality=answers[0].municipality))


def test_an_editor_reads_the_answers_of_the_own_kommun_with_counts_per_page(local, answers):
    text = Page(local, LIST).text
    assert "Svar per sida SidaJaNej /gislaved/11 /gislaved/2025-2026/01" in text
    assert "Bra att se dagarna." in text
    assert "Sävsjö" not in text
    assert "/om/" not in text
    statuses = [local.get(f"{LIST}{one.pk}/change/").status_code for one in answers]
    assert statuses == [200, 200, 200, 302, 302]  # as for one that does not exist: back to the start page


def test_one_who_works_with_the_whole_country_reads_all(office, answers):
    text = Page(office, LIST).text
    assert all(one.page in text for one in answers)


def test_a_page_can_be_chosen_and_another_kommuns_page_is_empty(local, answers):
    shown = Page(local, f"{LIST}?sida=/gislaved/2025-2026/").html
    assert shown.count('class="action-select"') == 1
    assert Page(local, f"{LIST}?sida=/savsjo/").html.count('class="action-select"') == 0


def test_marking_as_read_reaches_the_own_kommun_alone(local, answers):
    chosen = [str(one.pk) for one in answers]
    told = local.post(LIST, {"action": "mark_read", "_selected_action": chosen}, follow=True).content.decode()
    assert "Markerade som lästa: 3." in told
    assert [Feedback.objects.get(pk=one.pk).is_read for one in answers] == [True, True, True, False, False]
    local.post(LIST, {"action": "mark_unread", "_selected_action": chosen[:1]})
    assert Feedback.objects.unread().count() == 3


def test_the_csv_holds_the_own_kommun_and_no_formula(local, answers):
    got = local.get(f"{LIST}csv/")
    assert got.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert got.content.decode().removeprefix("\ufeff").split("\r\n") == [
        "Dag,Kommun,Sida,Hjälpte,Kommentar,Läst",
        "2026-11-20,Gislaved,/gislaved/2025-2026/,nej,,nej",
        "2026-11-20,Gislaved,/gislaved/,nej,'=HYPERLINK(1),nej",
        "2026-11-20,Gislaved,/gislaved/,ja,Bra att se dagarna.,nej",
        "",
    ]


def test_the_start_page_leads_to_what_is_not_read(local, answers):
    start = Page(local, "/admin/")
    assert "Läsarsvar Läs 3 nya" in start.text
    assert f'href="{LIST}?is_read__exact=0"' in start.html
    Feedback.objects.all().mark(is_read=True)
    assert feedback_panel(person("eva", "editor", "police", municipality=answers[0].municipality), DAY).waiting == []


def test_nothing_a_reader_wrote_can_be_changed_or_deleted(local, answers):
    stem = f"{LIST}{answers[0].pk}"
    assert local.post(f"{stem}/change/", {"text": "Annat"}).status_code == 403
    assert local.post(f"{stem}/delete/", {"post": "yes"}).status_code == 403
    assert local.get(f"{LIST}add/").status_code == 403
    assert Feedback.objects.get(pk=answers[0].pk).text == "Bra att se dagarna."
