"""A follow-up is entered by hand: pledge and period first, then its answers, then what surrounds the answers."""

import pytest

from followups.models import ActivityReport, FollowUp, Narrative
from pledges import publishing
from tests import factories
from tests.approving import approve_by_both
from tests.pledges.admin.conftest import editor, office, page

__all__ = ["editor", "office", "page"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
ADD = "/admin/followups/followup/add/"


def start(page, of=None, **values):
    named = {"pledge": str(of)} if of else {}
    return page(ADD).fill(**{**named, "year": "2025", "span": "t1-2", **values}).send()


def test_pledge_and_period_give_kommun_address_title_and_a_row_per_activity(page):
    pledge = factories.pledge(activities=3)
    form = start(page, pledge)
    made = FollowUp.objects.get()
    assert (made.municipality, made.slug, made.title) == (
        pledge.municipality,
        "2025-t1-2",
        "Uppföljning tertial 1–2 2025",
    )
    assert (made.first_tertial, made.last_tertial, made.half_year) == (1, 2, None)
    assert ActivityReport.objects.count() == 3
    assert form.address == f"/admin/followups/followup/{made.pk}/svar/"
    assert [text in form.text for text in ("1. Gör sak 1.", "2. Gör sak 2.", "3. Gör sak 3.")] == [True] * 3


def test_answers_texts_and_respondents_are_entered_previewed_and_published(page, editor):
    pledge = factories.pledge(activities=0)
    factories.counted_activity(pledge, 15, text="Trafikinsatser.")
    publishing.publish(pledge, by=editor)
    answers = start(page, pledge)
    assert "Mål: minst 15 insatser" in answers.text.replace("\xa0", " ")
    row, promise = f"svar-{pledge.activities.get().pk}", pledge.promises.get()
    answers.fields |= {f"{row}-status": "done", f"{row}-done_count": "17", f"{row}-comment": "Vi gjorde fler."}
    answers.fields[f"text-lofte-{promise.pk}-text"] = "Det gick bra."
    answers.send("_save")
    made = FollowUp.objects.get()
    form = page(f"/admin/followups/followup/{made.pk}/change/")
    form.fill(respondents__0__party="police", respondents__0__name="Bo Ek").send("_preview")
    assert form.address == f"/admin/followups/followup/{made.pk}/forhandsgranska/"
    for words in ("Vi gjorde fler.", "Det gick bra.", "Bo Ek", "17"):
        assert words in form.text
    assert Narrative.objects.get().promise == promise
    approve_by_both(made)
    page(f"/admin/followups/followup/{made.pk}/publicera/").send()
    made.refresh_from_db()
    assert (made.state, made.current_edition.number) == ("published", 1)
    assert pledge.activities.get().status == "done"


def test_it_is_not_sent_for_review_before_its_pledge_is_published(page):
    start(page, factories.pledge())
    shown = page(f"/admin/followups/followup/{FollowUp.objects.get().pk}/skicka/")
    assert "Publicera medborgarlöftet först. Uppföljningen redovisar löftets aktiviteter." in shown.text


def test_a_link_from_the_pledge_fills_in_which_it_is(page):
    pledge = factories.pledge()
    assert page(f"{ADD}?pledge={pledge.pk}").fields["pledge"] == "Gislaved: Medborgarlöfte 2025–2026"
    for odd in ("²", "abc", "9" * 40):
        assert page(f"{ADD}?pledge={odd}").response.status_code == 200


def test_a_follow_up_whose_pledge_is_lost_names_only_the_kommun(page):
    factories.municipality()
    start(page, municipality="gislaved", year="2017", span="t3")
    made = FollowUp.objects.get()
    assert (made.pledge, made.municipality.name, made.slug) == (None, "Gislaved", "2017-t3")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"pledge": ""}, "Välj medborgarlöftet. Är dess text förlorad, välj kommunen i stället."),
        ({"municipality": "Vaggeryd"}, "Medborgarlöftet hör till Gislaved, inte Vaggeryd."),
        ({"year": "2019"}, "Tertial 1–2 2019 ligger utanför löftets period (2025–2026)."),
        ({"year": "20"}, "Skriv året med fyra siffror."),
        ({"year": "9999999"}, "Skriv året med fyra siffror."),
        ({"span": ""}, "Detta fält måste fyllas i."),
        ({"span": "t4"}, "Välj ett giltigt alternativ. t4 finns inte bland tillgängliga alternativ."),
    ],
)
def test_what_does_not_fit_is_told_and_what_was_typed_stays(page, values, message):
    factories.municipality("Vaggeryd", "0665")
    pledge = factories.pledge()
    form = start(page, pledge, **values)
    assert message in form.errors
    assert form.fields["year"] == values.get("year", "2025")
    assert not FollowUp.objects.exists()


def test_the_same_time_twice_is_told(page):
    pledge = factories.pledge()
    factories.follow_up(pledge, "2025-t1-2")
    assert "Löftet har redan en uppföljning för den tiden." in start(page, pledge).errors


def test_months_that_a_published_report_tells_of_are_told_when_the_draft_is_begun(page, editor):
    from followups import publishing as follow_up_publishing

    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    made = factories.follow_up(pledge, "2025-t1", answers={pledge.activities.get(): ("done", 1)})
    follow_up_publishing.publish(made, by=editor)
    assert [error[:54] for error in start(page, pledge).errors] == [
        "Tertial 1 2025 är redan publicerad och handlar om samma"[:54]
    ]
    assert start(page, pledge, span="t1-3").errors == []


def test_the_form_leads_to_the_answers_where_there_are_any(page):
    start(page, factories.pledge())
    made = FollowUp.objects.get()
    form = page(f"/admin/followups/followup/{made.pk}/change/")
    assert f'<a class="button" href="/admin/followups/followup/{made.pk}/svar/">Svara på aktiviteterna</a>' in form.html
    assert not [name for name in form.fields if name.startswith(("reports-", "narratives-"))]


def test_a_follow_up_that_is_not_answered_here_is_told_in_words_in_its_form(page):
    factories.municipality()
    form = start(page, municipality="gislaved", year="2017", span="t3")
    assert form.address == f"/admin/followups/followup/{FollowUp.objects.get().pk}/change/"
    assert "Svara på aktiviteterna" not in form.text
    form.fill(narratives__0__text="Det finns en tidningsartikel.").send()
    assert Narrative.objects.get().text == "Det finns en tidningsartikel."


def test_a_follow_up_that_nobody_has_answered_is_not_sent(page, editor):
    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    start(page, pledge)
    shown = page(f"/admin/followups/followup/{FollowUp.objects.get().pk}/skicka/")
    assert "Svara för minst en aktivitet." in shown.text


def test_an_activity_added_to_the_pledge_later_gets_a_row(page):
    pledge = factories.pledge()
    start(page, pledge)
    new = factories.activity(pledge, order=2, text="Den nya.")
    answers = page(f"/admin/followups/followup/{FollowUp.objects.get().pk}/svar/")
    assert "2. Den nya." in answers.text
    answers.fields[f"svar-{new.pk}-status"] = "ongoing"
    answers.send("_save")
    assert [report.status for report in ActivityReport.objects.order_by("pk")] == ["not_reported", "ongoing"]


def test_what_makes_its_address_is_fixed_once_it_is_public(page, editor):
    from followups import publishing as follow_up_publishing

    pledge = factories.pledge()
    publishing.publish(pledge, by=editor)
    made = factories.follow_up(pledge, "2025-t1", answers={pledge.activities.get(): ("done", 1)})
    follow_up_publishing.publish(made, by=editor)
    form = page(f"/admin/followups/followup/{made.pk}/change/")
    assert {"municipality", "pledge", "year", "span", "slug", "is_demo"} & set(form.fields) == set()
    form.fill(year="2026", span="t2", slug="x", is_demo="on", presented_to="Rådet").send()
    assert form.errors == []
    made.refresh_from_db()
    assert (made.year, made.slug, made.is_demo, made.presented_to) == (2025, "2025-t1", False, "Rådet")


def test_the_form_costs_as_many_queries_with_three_answers_as_with_one(office, django_assert_num_queries):
    for code, activities in (("0662", 1), ("0665", 3)):
        pledge = factories.pledge(
            factories.municipality(f"Kommun{code}", code), promises=activities, activities=activities
        )
        answers = dict.fromkeys(pledge.activities.all(), ("done", 1))
        made = factories.follow_up(pledge, answers=answers)
        with django_assert_num_queries(12):
            office.get(f"/admin/followups/followup/{made.pk}/change/")


def test_the_list_costs_as_many_queries_with_three_as_with_one(office, django_assert_num_queries):
    pledge = factories.pledge()
    factories.follow_up(pledge, "2025-t1")
    with django_assert_num_queries(7):
        office.get("/admin/followups/followup/")
    factories.follow_up(pledge, "2025-t2")
    factories.follow_up(factories.pledge(factories.municipality("Vaggeryd", "0665")), "2025-t2")
    with django_assert_num_queries(7):
        office.get("/admin/followups/followup/")
