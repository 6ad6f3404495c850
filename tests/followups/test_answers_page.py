"""The answers of a follow-up: every activity on one page, each party's own to answer, and what is missing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followups import publishing
from followups.models import ActivityReport, FollowUp
from pledges import publishing as pledge_publishing
from pledges.models import Activity
from tests import factories
from tests.approving import person
from tests.followups.answers import HTMX, address, earlier, form, key, pledge, report, said, sent_row, typed
from tests.pledges.admin.conftest import editor, office, page
from tests.pledges.admin.forms import Page
from tests.signing_in import sign_in

__all__ = ["earlier", "editor", "form", "office", "page", "pledge", "report"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def test_every_activity_is_shown_under_its_promise_with_the_last_answer_and_the_sum_so_far(form, earlier):
    page = form()
    text = page.text.replace("\xa0", " ")
    order = [
        "Löfte 1. Vi lovar sak 1.",
        "1. Patrullera.",
        "2. Minst femton.",
        "Löfte 2.",
        "3. Laga lampor.",
        "4. Träffas.",
    ]
    places = [text.index(words, text.index("Löfte 1. ")) for words in order]
    assert places == sorted(places)
    assert "Mål: minst 15 insatser. 12 av minst 15 hittills." in text
    assert text.count("Förra svaret (tertial 2 2026), inte bekräftat ännu") == 3
    assert (page.fields[key(1, "status")], page.fields[key(1, "comment")]) == ("ongoing", "Så gick det: ongoing.")
    assert page.fields[key(2, "done_count")] == ""
    assert page.fields[key(4, "status")] == ""
    assert said(1) == ("not_reported", None, "", False)


def test_the_other_partys_rows_are_read_and_refused(form, earlier):
    page = form()
    assert "Kommunen svarar." in page.text
    assert key(3, "status") not in page.fields
    before = FollowUp.objects.get(slug="2026-t3").version
    page.fields |= {key(3, "status"): "done", key(3, "opened"): "", key(3, "shown"): ""}
    typed(page, 1, status="done").send("_save")
    assert page.response.status_code == 403
    assert "Kommunen svarar för den här aktiviteten." in page.text
    assert sent_row(page, 3, status="done").status_code == 403
    assert [said(number)[3] for number in (1, 3)] == [False, False]
    assert FollowUp.objects.get(slug="2026-t3").version == before


def test_my_part_and_all_are_plain_links(form):
    page = form()
    assert f'href="{page.address}?visa=min"' in page.html
    mine = Page(page.client, f"{page.address}?visa=min")
    assert "Laga lampor." not in mine.html.partition("<form")[2].partition('class="promise"')[2]
    typed(mine, 1, status="done").send("_save")
    assert mine.address.endswith("?visa=min")
    assert said(1)[3]


def test_who_runs_the_portal_answers_for_both_and_needs_no_filter(page, report):
    shown = page(address(report))
    assert "?visa=min" not in shown.html
    assert key(1, "status") in shown.fields
    assert key(3, "status") in shown.fields


def test_what_is_missing_is_told_per_party_with_links_and_sending_is_one_click_away(form, report):
    page = form()
    assert "0 av 4 aktiviteter är besvarade" in page.text
    for words in ("Polisen: 2 kvar", "Kommunen: 1 kvar", "Polisen eller kommunen: 1 kvar"):
        assert words in page.text
    assert f'<a href="#svar-{Activity.objects.get(order=3).pk}">3. Laga lampor.</a>' in page.html
    assert "Det som ingen svarar på publiceras som ”Ingen redovisning”. Det döljs aldrig." in page.text
    ActivityReport.objects.update(status="done", answered_at="2026-11-25T12:00Z")
    done = Page(page.client, page.address)
    assert "Alla aktiviteter är besvarade." in done.text
    assert f"/admin/followups/followup/{report.pk}/skicka/" in done.html
    assert typed(done, 4, status="late").send("_send").address == f"/admin/followups/followup/{report.pk}/skicka/"


def test_the_history_reads_what_was_answered(form, report):
    page = form()
    sent_row(page, 1, status="not_started")
    sent_row(Page(page.client, page.address), 1, status="ongoing")
    shown = Page(page.client, f"/admin/followups/followup/{report.pk}/history/")
    assert "Sparade av Police, " in shown.text
    assert "Aktivitet ”Patrullera.”: läge Ej påbörjad → Pågår" in shown.text


def test_a_withdrawn_follow_up_is_read_and_not_changed(form, report, earlier):
    publishing.publish(factories_answered(report), by=factories.user())
    page = form()
    pledge_publishing.withdraw(report, by=factories.user(), reason="Fel.")
    typed(page, 1, status="late").send("_save")
    assert page.response.status_code == 403
    assert "Uppföljningen är tillbakadragen." in page.text
    assert said(1)[0] == "done"
    assert key(1, "status") not in Page(page.client, page.address).fields


def factories_answered(report):
    ActivityReport.objects.of(report).update(status="done", answered_at="2026-11-25T12:00Z")
    return report


def test_what_was_sent_for_review_is_taken_back_and_told(form, report, earlier):
    page = typed(form(), 1, status="done").send("_send").send()
    assert FollowUp.objects.get(slug="2026-t3").stage == "review"
    shown = Page(page.client, address(report))
    assert "Uppföljningen är skickad för granskning." in shown.text
    answer = sent_row(shown, 1, status="late")
    assert "godkännandena gäller inte längre" in answer.content.decode()
    assert FollowUp.objects.get(slug="2026-t3").stage == "editing"


def test_a_follow_up_that_is_not_answered_here_has_no_such_page(page):
    lost = factories.follow_up(None, "2017-t3")
    for odd in (lost.pk, 999999, "abc", "²", "9" * 5000):
        assert page(f"/admin/followups/followup/{odd}/svar/").response.status_code == 404


@pytest.mark.parametrize("activities", [1, 10])
def test_it_costs_the_same_however_many_activities_there_are(client, activities):
    """Three of each are asked by every signed-in request: session, account and memberships."""
    pledge = factories.pledge(activities=activities, promises=activities)
    made, earlier = factories.follow_up(pledge, "2026-t3"), {}
    for activity in pledge.activities.all():
        activity.promises.add(pledge.promises.first())
        ActivityReport.objects.create(follow_up=made, activity=activity)
        earlier[activity] = ("done", 1)
    by = factories.user()
    pledge_publishing.publish(pledge, by=by)
    publishing.publish(factories.follow_up(pledge, "2026-t2", earlier), by=by)
    page = Page(sign_in(client, person("polis", "editor", "police", municipality=pledge.municipality)), address(made))
    row = {name: value for name, value in page.fields.items() if name.startswith(key(1, ""))}
    row |= {key(1, "status"): "late", "rad": key(1, "").removesuffix("-")}
    text = {**page.fields, "rad": "text-helheten", "text-helheten-text": "Ett gott år."}
    asked = [
        questions(lambda: client.get(page.address)),
        questions(lambda: client.post(page.address, row, headers=HTMX)),
        questions(lambda: client.post(page.address, text, headers=HTMX)),
    ]
    assert [len(one) - 3 for one in asked] == [10, 4, 7]


def questions(ask) -> list[str]:
    """What is asked of the database, but for the marks of a transaction."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
