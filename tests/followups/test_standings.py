"""Where an activity stands: the latest answer, and a sum that counts each month once."""

import pytest

from followups.standings import Answer, Standing, standing_of
from pledges.tertial import ReportingRange


def said(span, status="ongoing", count=None):
    return Answer(1, ReportingRange.from_slug(span), status, count)


def test_without_answers_nothing_is_reported():
    assert standing_of([]) == Standing(status="not_reported")


def test_the_latest_answer_is_the_status_whatever_order_they_come_in():
    standing = standing_of([said("2024-t3", "done"), said("2023-t1", "not_started"), said("2024-t1", "ongoing")])
    assert (standing.status, standing.period) == ("done", "Tertial 3 2024")


def test_silence_does_not_hide_an_earlier_answer_and_its_age_shows():
    standing = standing_of([said("2024-t1", "done"), said("2024-t2", "not_reported")])
    assert (standing.status, standing.period) == ("done", "Tertial 1 2024")


@pytest.mark.parametrize(
    ("per", "total", "covers"),
    [
        ("total", 12, "tertial 1–3 2023 och tertial 1 2024"),
        ("year", 5, "tertial 1 2024"),
        ("quarter", 5, "tertial 1 2024"),
    ],
)
def test_a_target_in_total_sums_all_and_a_periodic_one_its_year(per, total, covers):
    standing = standing_of([said("2023-t1-2", count=3), said("2023-t3", count=4), said("2024-t1", count=5)], per)
    assert (standing.count, standing.covers) == (total, covers)


def test_a_report_of_the_whole_year_is_not_added_to_those_of_its_tertials():
    standing = standing_of([said("2024-t1", count=2), said("2024-t2", count=2), said("2024-t1-3", count=7)])
    assert (standing.count, standing.covers) == (7, "tertial 1–3 2024")


def test_answers_without_a_number_are_not_zero():
    assert standing_of([said("2024-t1"), said("2024-t2")]).count is None
    assert standing_of([said("2024-t1", count=0)]).count == 0
