"""Charts of reporting: every tertial is counted once, sums say of which time, and paper shows what the page shows."""

import datetime

import pytest

from followups.charts import answer_rows, course_of, share_rows
from followups.coverage import Report, coverage
from pledges.charts import target_rows
from pledges.tertial import ReportingRange
from tests.followups.pdf_contents import answer, content, earlier, measured

DAY = datetime.date(2021, 6, 10)
PERIOD = (datetime.date(2019, 1, 1), datetime.date(2021, 12, 31))


def course(*reports: Report):
    return course_of(coverage([PERIOD], reports, DAY, due_months=1))


@pytest.fixture
def told():
    """2019 as a whole and in time, the first tertial of 2020 late; the rest is missing, late or to come."""
    whole = Report(ReportingRange(2019, 1, 3), datetime.date(2020, 1, 20))
    return course(whole, Report(ReportingRange(2020, 1, 1), datetime.date(2020, 8, 1)))


def test_the_sums_say_of_which_tertials_they_are(told):
    assert told.text == (
        "Av sju tertial, från tertial 1 2019 till tertial 1 2021: "
        "tre är redovisade i tid, ett är redovisat sent, ett är försenat och två saknas."
    )


def test_years_are_drawn_oldest_first_and_a_report_of_a_year_is_one_stretch(told):
    assert [(row["year"], [(one.state, one.length) for one in row["stretches"]]) for row in told.rows] == [
        (2019, [("reported", 3)]),
        (2020, [("reported_late", 1), ("missing", 1), ("missing", 1)]),
        (2021, [("late", 1), ("upcoming", 1), ("upcoming", 1)]),
    ]
    assert told.rows[0]["stretches"][0].said == "tertial 1–3 redovisad"


def test_the_legend_counts_every_tertial_that_is_drawn(told):
    assert {row["text"]: row["count"] for row in told.legend} == {
        "Redovisad": 3, "Redovisad sent": 1, "Pågår": 2, "Försenad": 1, "Saknas": 2,
    }  # fmt: skip
    assert sum(row["count"] for row in told.legend) == 9


def test_nothing_is_summed_before_anything_is_owed():
    first = (datetime.date(2021, 5, 1), datetime.date(2021, 12, 31))
    assert course_of(coverage([first], [], DAY, due_months=1)).text == ""


def test_one_tertial_is_named():
    only = (datetime.date(2020, 1, 1), datetime.date(2020, 4, 30))
    assert course_of(coverage([only], [], DAY, due_months=1)).text == "Räknat för tertial 1 2020: ett saknas."


def test_only_activities_with_a_number_are_held_against_it_and_what_passes_it_is_seen():
    rows = answer_rows([answer(1), measured(2), measured(3, done_so_far=None, progress_text="", progress_share=None)])
    assert [(row.number, row.share, row.outcome, row.covers) for row in rows] == [
        (2, 1.5, "15 av minst 10", "tertial 1–2 2020"),
        (3, None, "", "tertial 1–2 2020"),
    ]
    assert rows[1].said == "Mål: minst 10 insatser. Utfall: inget antal redovisat."


def test_an_edition_from_before_goals_were_kept_still_has_its_chart():
    old = measured(1)
    del old["goal"]
    assert [row.share for row in answer_rows([old])] == [1.0]


def test_a_sum_over_all_places_is_not_held_against_the_target_for_each():
    target = {"text": "1 insats på varje plats", "count": 1, "per": "total", "per_place": True, "at_least": False}
    standing = {"progress_text": "7 sammanlagt", "done_count": 7, "covers": "", "is_demo": False}
    rows = target_rows([{"text": "Insatser.", "target": target, "standing": standing}, {"target": None}])
    assert [(row.outcome, row.share) for row in rows] == [("7 sammanlagt", None)]


def test_reports_are_compared_newest_first_and_a_first_report_with_nothing():
    with_two = content(earlier=[earlier("Tertial 2 2019"), earlier("Tertial 3 2019")])
    assert [row["label"] for row in share_rows(with_two)] == ["Tertial 1–2 2020", "Tertial 3 2019", "Tertial 2 2019"]
    assert share_rows(content(earlier=[])) == []
    assert share_rows(content()) == []  # an edition from before earlier reports were kept
