"""Publishing a follow-up: frozen answers, sums, and where each activity stands."""

import datetime

import pytest

from followups import publishing
from followups.models import FollowUp
from pledges import publishing as pledge_publishing
from pledges.models import Activity
from pledges.publishing import Incomplete
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def pledge():
    made = factories.pledge(activities=0)
    factories.counted_activity(made, 15, order=1, text="Minst femton insatser.")
    factories.counted_activity(made, 2, order=2, target_per="year", text="Två möten om året.", target_unit="möten")
    factories.activity(made, order=3, text="Patrullera.")
    pledge_publishing.publish(made, by=factories.user())
    return made


def report(pledge, span, *answers):
    """A published follow-up with (status, count) for the pledge's activities in order; None leaves one out."""
    activities = list(pledge.activities.all())
    given = {activity: answer for activity, answer in zip(activities, answers, strict=False) if answer}
    made = factories.follow_up(pledge, span, given)
    return made, publishing.publish(made, by=factories.user())


def standings():
    return list(Activity.objects.order_by("order").values_list("status", "status_period", "done_count", "done_period"))


def test_every_activity_has_an_answer_also_where_nothing_was_reported(pledge):
    _, edition = report(pledge, "2025-t1", ("ongoing", 5))
    answers = [(answer["number"], answer["status"], answer["status_text"]) for answer in edition.content["answers"]]
    assert answers == [
        (1, "ongoing", "Pågår"),
        (2, "not_reported", "Ingen redovisning"),
        (3, "not_reported", "Ingen redovisning"),
    ]
    assert edition.content["summary"]["text"] == "Tre aktiviteter: en pågår och två är inte redovisade."


def test_sums_grow_with_each_report_and_say_what_they_cover(pledge):
    report(pledge, "2025-t1-2", ("ongoing", 10), ("ongoing", 1))
    _, edition = report(pledge, "2026-t1", ("done", 7), ("ongoing", 1))
    first, second, _ = edition.content["answers"]
    assert (first["done_count"], first["progress_text"], first["covers"]) == (
        7,
        "17 av minst 15",
        "tertial 1–2 2025 och tertial 1 2026",
    )
    assert (second["progress_text"], second["progress_share"]) == ("1 av minst 2 per år", 0.5)


def test_a_report_of_earlier_time_published_later_does_not_count_what_came_after(pledge):
    report(pledge, "2025-t3", ("ongoing", 4))
    _, edition = report(pledge, "2025-t1", ("ongoing", 3))
    assert edition.content["answers"][0]["progress_text"] == "3 av minst 15"
    assert standings()[0] == ("ongoing", "Tertial 3 2025", 7, "tertial 1 och 3 2025")


def test_the_activity_stands_where_the_latest_report_left_it(pledge):
    report(pledge, "2025-t1", ("ongoing", 5), None, ("done", None))
    assert standings() == [
        ("ongoing", "Tertial 1 2025", 5, "tertial 1 2025"),
        ("not_reported", "", None, ""),
        ("done", "Tertial 1 2025", None, ""),
    ]


def test_withdrawing_a_report_takes_its_answers_back(pledge):
    report(pledge, "2025-t1", ("ongoing", 5))
    made, _ = report(pledge, "2025-t2", ("done", 10))
    pledge_publishing.withdraw(FollowUp.objects.get(pk=made.pk), by=factories.user(), reason="Fel siffror.")
    assert standings()[0] == ("ongoing", "Tertial 1 2025", 5, "tertial 1 2025")


def test_stored_standing_is_the_derived_one_after_any_order_of_steps(pledge):
    made, _ = report(pledge, "2025-t1", ("ongoing", 5))
    report(pledge, "2025-t2", ("late", 1))
    made.reports.update(done_count=6)
    publishing.publish(FollowUp.objects.get(pk=made.pk), by=factories.user(), note="En insats hade glömts.")
    stored = standings()
    publishing.refresh_standings(pledge)
    assert standings() == stored
    assert stored[0] == ("late", "Tertial 2 2025", 7, "tertial 1–2 2025")


def test_a_correction_leaves_the_old_edition_as_it_was(pledge):
    made, first = report(pledge, "2025-t1", ("ongoing", 5))
    made.reports.update(done_count=6)
    second = publishing.publish(FollowUp.objects.get(pk=made.pk), by=factories.user(), note="En till.")
    first.refresh_from_db()
    assert [e.content["answers"][0]["done_count"] for e in (first, second)] == [5, 6]


def test_a_draft_counts_nowhere(pledge):
    factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("done", 15)})
    publishing.refresh_standings(pledge)
    assert standings()[0][0] == "not_reported"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Svara för minst en aktivitet"),
        ({"availability": "document"}, "Välj dokumentet"),
        ({"pledge": None}, "Välj medborgarlöftet"),
    ],
)
def test_what_is_missing_is_said(pledge, fields, sentence):
    made = factories.follow_up(pledge, **fields)
    with pytest.raises(Incomplete, match=sentence):
        publishing.publish(made, by=factories.user())


def test_the_pledge_is_published_first():
    draft = factories.pledge(first=2023, last=2023)
    made = factories.follow_up(draft, "2023-t1", {draft.activities.get(): ("done", None)})
    with pytest.raises(Incomplete, match="Publicera medborgarlöftet först"):
        publishing.publish(made, by=factories.user())


def test_an_answer_for_an_activity_of_another_pledge_is_refused(pledge):
    other = factories.pledge(first=2023, last=2023)
    made = factories.follow_up(pledge, answers={other.activities.get(): ("done", None)})
    with pytest.raises(Incomplete, match="annat medborgarlöfte"):
        publishing.publish(made, by=factories.user())


def test_an_invented_answer_marks_the_activity(pledge):
    made = factories.follow_up(pledge, "2025-t1", {pledge.activities.first(): ("done", 1)}, is_demo=True)
    publishing.publish(made, by=factories.user())
    assert list(Activity.objects.order_by("order").values_list("standing_is_demo", flat=True)) == [True, False, False]


def test_months_that_are_told_of_already_are_not_told_of_again(pledge):
    report(pledge, "2025-t1", ("ongoing", 5))
    with pytest.raises(Incomplete, match="Tertial 1 2025 är redan publicerad och handlar om samma månader"):
        report(pledge, "2025-t1-2", ("ongoing", 9))
    assert FollowUp.objects.published().count() == 1


def test_the_whole_year_may_sum_up_its_parts_in_either_order_and_counts_once(pledge):
    report(pledge, "2025-t1", ("ongoing", 5))
    report(pledge, "2025-t1-3", ("done", 15))
    report(pledge, "2025-t2", ("ongoing", 4))
    assert standings()[0] == ("done", "Tertial 1–3 2025", 15, "tertial 1–3 2025")


def test_what_overlaps_since_before_the_rule_may_still_be_corrected(pledge):
    made, _ = report(pledge, "2025-h1", ("ongoing", 5))
    FollowUp.objects.filter(pk=made.pk).update(half_year=None, first_tertial=1, last_tertial=3, slug="2025-t1-3")
    report(pledge, "2025-t2", ("ongoing", 4))
    FollowUp.objects.filter(pk=made.pk).update(half_year=1, first_tertial=None, last_tertial=None, slug="2025-h1")
    made.reports.update(done_count=6)
    assert publishing.publish(FollowUp.objects.get(pk=made.pk), by=factories.user(), note="En till.").number == 2


APPROVAL = {"party": "police", "party_text": "Polisen", "name": "Anna", "on": "2026-09-12", "text": "12 september 2026"}


def told(pledge, span, **fields):
    """The follow-up after people have approved it and it was published late in the evening of 12 September 2026."""
    made = factories.follow_up(pledge, span, {pledge.activities.first(): ("ongoing", 1)}, **fields)
    at = datetime.datetime(2026, 9, 12, 22, 30, tzinfo=datetime.UTC)  # half past midnight on the 13th in Sweden
    publishing.publish(made, by=factories.user(), at=at, approvals=[APPROVAL])
    return FollowUp.objects.get(pk=made.pk)


def test_what_people_publish_was_reported_that_day(pledge):
    made = told(pledge, "2026-t2")
    assert made.reported_on == datetime.date(2026, 9, 13)
    assert made.current_edition.content["reported"]["on"] == "2026-09-13"


def test_a_stated_day_and_the_unknown_day_of_an_old_report_stay(pledge):
    old = factories.pledge(pledge.municipality, first=2019, last=2019)
    pledge_publishing.publish(old, by=factories.user())
    assert told(pledge, "2026-t1", reported_on=datetime.date(2026, 5, 9)).reported_on == datetime.date(2026, 5, 9)
    assert told(old, "2019-t3").reported_on is None
