"""Coverage: what is reported, due, late and missing."""

import datetime

import pytest

from followups.coverage import CoverageState, Report, clashes, coverage, summarised
from pledges.tertial import ReportingRange

day = datetime.date
WHOLE_2020 = (day(2020, 1, 1), day(2020, 12, 31))


def states(periods, spans, today, reported_on=None):
    """{year: [(tertial numbers, state)]} of the coverage."""
    reports = [Report(ReportingRange.from_slug(span), reported_on) for span in spans]
    return {
        row.year: [("".join(str(t.number) for t in block.tertials), block.state.value) for block in row.blocks]
        for row in coverage(periods, reports, today, 1)
    }


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (day(2020, 4, 30), "upcoming"),
        (day(2020, 5, 1), "due"),
        (day(2020, 5, 31), "due"),
        (day(2020, 6, 1), "late"),
        (day(2020, 9, 30), "late"),
        (day(2020, 10, 1), "missing"),
    ],
)
def test_an_unreported_tertial_goes_from_upcoming_to_missing(today, state):
    assert states([WHOLE_2020], [], today)[2020][0] == ("1", state)


def test_a_range_counts_for_the_tertials_that_it_covers():
    assert states([WHOLE_2020], ["2020-t1-2", "2020-t3"], day(2026, 1, 1)) == {
        2020: [("12", "reported"), ("3", "reported")]
    }


def test_a_whole_year_is_one_block():
    assert states([WHOLE_2020], ["2020-t1-3"], day(2026, 1, 1)) == {2020: [("123", "reported")]}


def test_half_years_cover_all_three_tertials_together():
    assert states([WHOLE_2020], ["2020-h1", "2020-h2"], day(2026, 1, 1)) == {2020: [("123", "reported")]}


def test_a_half_year_alone_does_not_count_for_the_half_tertial_that_it_lacks():
    """The rest is told of with the other half-year, and follows its clock."""
    assert states([WHOLE_2020], ["2020-h1"], day(2020, 10, 1)) == {2020: [("1", "reported"), ("23", "upcoming")]}
    assert states([WHOLE_2020], ["2020-h1"], day(2021, 2, 1)) == {2020: [("1", "reported"), ("23", "late")]}
    assert states([WHOLE_2020], ["2020-h2"], day(2021, 2, 1)) == {2020: [("12", "missing"), ("3", "reported")]}
    assert states([WHOLE_2020], ["2020-h1", "2020-t3"], day(2021, 2, 1)) == {
        2020: [("1", "reported"), ("2", "missing"), ("3", "reported")]
    }


def test_a_half_tertial_that_is_told_of_shows_what_tells_of_it():
    rows = coverage([WHOLE_2020], [Report(ReportingRange(2020, half=1))], day(2021, 2, 1), 1)
    assert [[report.span.slug for report in block.reports] for block in rows[0].blocks] == [["2020-h1"], ["2020-h1"]]
    assert [block.span.label for block in rows[0].blocks] == ["Tertial 1 2020", "Andra halvåret 2020"]


def test_a_tertial_between_two_reports_stays_a_gap():
    assert states([WHOLE_2020], ["2020-t1", "2020-t3"], day(2026, 1, 1))[2020] == [
        ("1", "reported"), ("2", "missing"), ("3", "reported")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("span", "published", "clash", "sums_up"),
    [
        ("2020-t1-2", ["2020-t1", "2020-t3"], ["2020-t1"], []),
        ("2020-t2", ["2020-t1-2"], ["2020-t1-2"], []),
        ("2020-t1-2", ["2020-t2-3"], ["2020-t2-3"], []),
        ("2020-t1-3", ["2020-t2", "2020-t1"], [], ["2020-t1", "2020-t2"]),
        ("2020-t2", ["2020-t1-3"], [], []),
        ("2020-h1", ["2020-t1", "2020-t2"], ["2020-t2"], ["2020-t1"]),
        ("2020-h1", ["2020-h2", "2020-t1-3"], [], []),
        ("2020-t1-3", ["2020-h1", "2019-t1"], [], ["2020-h1"]),
        ("2020-t1", ["2020-t1"], [], []),
    ],
)
def test_only_the_whole_year_or_a_half_year_may_tell_again_of_what_is_told(span, published, clash, sums_up):
    own, others = ReportingRange.from_slug(span), [ReportingRange.from_slug(slug) for slug in published]
    assert [found.slug for found in clashes(own, others)] == clash
    assert [found.slug for found in summarised(own, others)] == sums_up


def test_a_single_tertial_beside_a_range_that_holds_it_is_kept():
    rows = coverage(
        [WHOLE_2020], [Report(ReportingRange(2020, 1, 1)), Report(ReportingRange(2020, 1, 2))], day(2026, 1, 1), 1
    )
    assert [report.span.slug for report in rows[0].blocks[0].reports] == ["2020-t1", "2020-t1-2"]


def test_a_two_year_pledge_has_two_years_of_follow_up():
    two_years = (day(2019, 1, 1), day(2020, 12, 31))
    assert states([two_years], ["2019-t1-3"], day(2021, 5, 31)) == {
        2020: [("1", "missing"), ("2", "missing"), ("3", "late")],
        2019: [("123", "reported")],
    }


def test_time_without_a_known_pledge_is_outside_and_years_between_are_shown():
    found = states([(day(2021, 1, 1), day(2021, 12, 31))], ["2019-t3"], day(2026, 1, 1))
    assert found[2019] == [("1", "outside"), ("2", "outside"), ("3", "reported")]
    assert found[2020] == [("1", "outside"), ("2", "outside"), ("3", "outside")]
    assert list(found) == [2021, 2020, 2019]


def test_a_pledge_of_one_autumn_owes_one_report():
    assert states([(day(2015, 9, 1), day(2015, 12, 31))], [], day(2026, 1, 1)) == {
        2015: [("1", "outside"), ("2", "outside"), ("3", "missing")]
    }


@pytest.mark.parametrize(
    ("reported_on", "state"), [(day(2020, 5, 31), "reported"), (day(2020, 6, 1), "reported_late"), (None, "reported")]
)
def test_a_report_after_its_day_is_late_and_one_of_unknown_day_is_not_blamed(reported_on, state):
    assert states([WHOLE_2020], ["2020-t1"], day(2026, 1, 1), reported_on)[2020][0] == ("1", state)


def test_without_pledges_and_reports_there_is_no_coverage():
    assert coverage([], [], day(2026, 1, 1), 1) == []


def test_the_states_are_those_that_the_page_explains():
    assert {state.value for state in CoverageState} == {
        "reported", "reported_late", "upcoming", "due", "late", "missing", "outside"
    }  # fmt: skip
