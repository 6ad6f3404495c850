"""Saving answers: a row by itself or all at once, never over somebody else's, and never twice."""

import pytest

from followups.models import ActivityReport, FollowUp, Narrative
from pledges.models import Revision
from tests import factories
from tests.followups.answers import HTMX, client_of, earlier, form, key, pledge, report, row, said, sent_row, typed

__all__ = ["client_of", "earlier", "form", "pledge", "report"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


def test_a_row_is_saved_by_itself_and_says_so_with_what_is_missing_now(form, earlier):
    page = form()
    answer = sent_row(page, 1, comment="Varje kväll.")
    assert answer.status_code == 200
    text = " ".join(answer.content.decode().split())
    assert '<p class="saved">Sparat ' in text
    assert "1 av 4 aktiviteter är besvarade" in text
    assert "Polisen: 1 kvar" in text
    assert said(1) == ("ongoing", None, "Varje kväll.", True)
    assert FollowUp.objects.get(slug="2026-t3").version == 2


def test_a_proposal_that_nobody_touched_is_no_answer(form, earlier):
    page = typed(form(), 4, status="done").send("_save")
    assert "En rad är sparad." in page.text
    assert [said(number)[3] for number in (1, 2, 3, 4)] == [False, False, False, True]


def test_a_row_is_confirmed_as_it_was(form, earlier):
    sent_row(form(), 1, confirm="on")
    assert said(1) == ("ongoing", None, "Så gick det: ongoing.", True)


def test_the_rest_are_left_as_last_time_at_once_but_for_a_target_without_its_count(form, earlier):
    page = typed(form(), 4, status="done").send("_resten")
    assert [said(number)[3] for number in (1, 2, 3, 4)] == [True, False, False, True]
    assert "Skriv hur många under perioden, 0 om inga. Målet är minst 15\xa0insatser." in page.html
    assert page.response.context["title"] == "Gislaved: Tertial 3 2026"
    assert page.html.count('aria-invalid="true"') == 1


def test_what_is_wrong_is_told_beside_the_field_and_what_was_typed_stays(form):
    page = typed(form(), 1, status="cancelled")
    typed(page, 2, status="done", done_count="många", comment="Vi hann.").send("_save")
    assert page.response.status_code == 200
    assert "Skriv varför aktiviteten utgår." in page.text
    assert "Skriv antalet som ett heltal, 0 eller mer." in page.text
    assert (page.fields[key(2, "done_count")], page.fields[key(2, "comment")]) == ("många", "Vi hann.")
    assert "<title>Fel: Gislaved: Tertial 3 2026" in page.html
    assert not ActivityReport.objects.exclude(answered_at=None).exists()
    answer = sent_row(page, 1, status="cancelled", comment="")
    assert (
        f'id="{key(1, "comment-fel")}" data-hx-swap-oob="true">Skriv varför aktiviteten utgår.</p>'
        in answer.content.decode()
    )


def test_good_rows_are_saved_beside_a_wrong_one(form):
    page = typed(form(), 1, status="done")
    typed(page, 2, status="done").send("_save")
    assert [said(number)[3] for number in (1, 2)] == [True, False]
    assert "Sparat " in page.text


def test_the_same_row_sent_twice_is_saved_once_and_answers_alike(form):
    page = form()
    first, second = (sent_row(page, 1, status="done") for _ in range(2))
    assert [answer.status_code for answer in (first, second)] == [200, 200]
    assert [b"Sparat " in answer.content for answer in (first, second)] == [True, True]
    assert Revision.objects.of_thing(row(1).follow_up).count() == 1


def test_two_on_one_row_get_both_texts_and_nothing_is_lost(form, client_of):
    mine, theirs = form(), form("municipality", client=client_of())
    sent_row(theirs, 4, status="late", comment="Mötet är flyttat.")
    answer = sent_row(mine, 4, status="done", comment="Vi har setts.")
    assert answer.status_code == 409
    text = answer.content.decode()
    for words in ("Municipality har sparat den här raden", "Mötet är flyttat.", "Vi har setts.", "Försenad"):
        assert words in text
    assert said(4) == ("late", None, "Mötet är flyttat.", True)
    typed(mine, 4, status="done", comment="Vi har setts.").send("_save")
    assert mine.response.status_code == 409
    assert mine.fields[key(4, "comment")] == "Vi har setts."
    assert "Mötet är flyttat." in mine.text
    mine.send("_save")
    assert said(4) == ("done", None, "Vi har setts.", True)


def test_a_wrong_row_does_not_hide_what_somebody_saved_meanwhile(form, client_of):
    mine, theirs = form(), form("municipality", client=client_of())
    sent_row(theirs, 4, status="late", comment="Flyttat.")
    answer = sent_row(mine, 4, status="cancelled", comment="")
    assert b"-opened" not in answer.content
    assert sent_row(mine, 4, status="cancelled", comment="Inställt.").status_code == 409


def test_texts_about_each_promise_and_the_whole_are_saved(form, pledge):
    page = form()
    promise = pledge.promises.first()
    page.fields |= {f"text-lofte-{promise.pk}-text": "Det gick bra.", "text-helheten-text": "Ett gott år."}
    page.send("_save")
    assert "2 rader är sparade." in page.text
    assert list(Narrative.objects.values_list("promise", "text")) == [
        (None, "Ett gott år."),
        (promise.pk, "Det gick bra."),
    ]
    page.fields["text-helheten-text"] = ""
    page.send("_save")
    assert Narrative.objects.get().promise == promise
    assert "Löfte 1, berättande text: ingen → ”Det gick bra.”" in Revision.objects.order_by("pk")[0].note


def test_what_is_no_row_here_is_not_found_and_nothing_is_written(form, report):
    page = form()
    other = factories.activity(factories.pledge(report.municipality, first=2030, last=2030, activities=0), order=9)
    for name in (f"svar-{other.pk}-status", "svar-abc-status", "text-lofte-999-text"):
        data = {**typed(page, 1, status="done").fields, name: "done"}
        assert page.client.post(page.address, data).status_code == 404
        assert page.client.post(page.address, {"rad": name.rpartition("-")[0]}, headers=HTMX).status_code == 404
    assert not ActivityReport.objects.exclude(answered_at=None).exists()
