"""Tertials: which day falls where, when reports are due, how ranges are written and read."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.tertial import ReportingRange, Tertial, covered_text, tertials_between

day = datetime.date


@pytest.mark.parametrize(
    ("when", "tertial"),
    [
        (day(2026, 1, 1), Tertial(2026, 1)),
        (day(2026, 4, 30), Tertial(2026, 1)),
        (day(2026, 5, 1), Tertial(2026, 2)),
        (day(2026, 8, 31), Tertial(2026, 2)),
        (day(2026, 9, 1), Tertial(2026, 3)),
        (day(2026, 12, 31), Tertial(2026, 3)),
        (day(2024, 2, 29), Tertial(2024, 1)),
    ],
)
def test_each_day_falls_in_one_tertial(when, tertial):
    assert Tertial.of(when) == tertial


@given(st.dates(min_value=day(1900, 1, 1), max_value=day(2200, 1, 1)))
def test_a_tertial_holds_the_days_from_its_first_to_its_last(when):
    tertial = Tertial.of(when)
    assert tertial.first_day <= when <= tertial.last_day
    assert tertial.next.first_day == tertial.last_day + datetime.timedelta(days=1)


def test_there_is_no_fourth_tertial():
    with pytest.raises(ValueError, match="Tertial 4 finns inte"):
        Tertial(2026, 4)


@pytest.mark.parametrize(
    ("number", "months", "due"),
    [
        (1, 1, day(2026, 5, 31)),
        (2, 1, day(2026, 9, 30)),
        (3, 1, day(2027, 1, 31)),
        (3, 2, day(2027, 2, 28)),
        (3, 12, day(2027, 12, 31)),
    ],
)
def test_a_report_is_due_on_the_last_day_of_the_month_after(number, months, due):
    assert Tertial(2026, number).due(months) == due


@pytest.mark.parametrize(
    ("slug", "label", "words"),
    [
        ("2020-t3", "Tertial 3 2020", "september–december 2020"),
        ("2020-t1-2", "Tertial 1–2 2020", "januari–augusti 2020"),
        ("2019-t1-3", "Tertial 1–3 2019", "januari–december 2019"),
        ("2020-h1", "Första halvåret 2020", "januari–juni 2020"),
        ("2020-h2", "Andra halvåret 2020", "juli–december 2020"),
    ],
)
def test_a_range_is_written_the_same_in_addresses_and_words(slug, label, words):
    span = ReportingRange.from_slug(slug)
    assert (span.slug, span.label, span.in_words) == (slug, label, words)


@pytest.mark.parametrize(
    "slug", ["2020", "2020-t4", "2020-t2-1", "2020-t2-2", "2020-h3", "20-t1", "2020-t1-", "²020-t1", ""]
)
def test_what_is_no_range_is_not_read_as_one(slug):
    assert ReportingRange.from_slug(slug) is None


def test_a_half_year_covers_one_tertial_and_half_of_the_next():
    assert ReportingRange(2020, half=1).tertials == [Tertial(2020, 1), Tertial(2020, 2)]
    assert ReportingRange(2020, half=2).tertials == [Tertial(2020, 2), Tertial(2020, 3)]


def test_a_period_from_mid_year_to_mid_year_has_seven_tertials():
    found = tertials_between(day(2018, 7, 1), day(2020, 6, 30))
    assert [(t.year, t.number) for t in found] == [
        (2018, 2),
        (2018, 3),
        (2019, 1),
        (2019, 2),
        (2019, 3),
        (2020, 1),
        (2020, 2),
    ]


@pytest.mark.parametrize(
    ("spans", "text"),
    [
        (["2024-t1"], "tertial 1 2024"),
        (["2024-t1", "2024-t2", "2024-t3"], "tertial 1–3 2024"),
        (["2024-t1", "2024-t3"], "tertial 1 och 3 2024"),
        (["2023-t1-3", "2024-t1"], "tertial 1–3 2023 och tertial 1 2024"),
        (["2024-h1"], "första halvåret 2024"),
        ([], ""),
    ],
)
def test_what_a_sum_covers_is_said_in_words(spans, text):
    assert covered_text([ReportingRange.from_slug(span) for span in spans]) == text
