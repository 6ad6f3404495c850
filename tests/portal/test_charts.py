"""Charts: their geometry, what they say to who does not see them, and that nothing is told by colour alone."""

import re

import pytest

from pledges.summaries import STATUS_ORDER, summary
from portal.charts import Bar, Part, in_a_row, reach, shares
from portal.templatetags import charts
from portal.templatetags.charts import SMALL, WIDE, Stretch

BAR = Bar(width=100, height=10, gap=2, edge=1, mark=10, least=4)
STATES = ("reported", "reported_late", "upcoming", "due", "late", "missing", "outside")


def test_a_bar_is_divided_by_count_with_room_between():
    assert shares([("done", 1), ("late", 1)], BAR) == [
        Part("done", 0.5, 48.0, 19.5),
        Part("late", 51.5, 48.0, 70.5),
    ]


@pytest.mark.parametrize("bar", [SMALL, WIDE])
def test_a_bar_fills_its_width_and_shows_even_one_among_hundreds(bar):
    first, last = shares([("done", 400), ("late", 1)], bar)
    assert first.x == bar.edge / 2
    assert last.x + last.width + bar.edge / 2 == pytest.approx(bar.width)
    assert last.width >= bar.least - bar.edge > 0
    assert (first.mark_x is None, last.mark_x is None) == (False, True)


@pytest.mark.parametrize(
    ("share", "done", "is_cut"), [(0, 0, False), (0.5, 50, False), (1, 100, False), (1.5, 150, False), (9, 150, True)]
)
def test_an_outcome_is_held_against_a_line_in_the_same_place_whatever_it_is(share, done, is_cut):
    found = reach(share, 150)
    assert (found.done, found.target, found.is_cut) == (done, 100, is_cut)


def test_stretches_stand_one_after_another():
    assert in_a_row([2, 1], 10, 2) == [(0, 22), (24, 10)]
    assert in_a_row([], 10, 2) == []


def test_the_bar_is_told_in_words_and_each_part_has_its_mark():
    drawn = charts.shares_chart(summary(["done", "done", "late"]))
    assert "<title>Läget för 3 aktiviteter. Genomförd: 2 och försenad: 1.</title>" in drawn
    assert re.findall(r'class="part (is-[a-z-]+)"', drawn) == ["is-done", "is-late"]
    assert drawn.count("translate(") == 2
    assert charts.shares_chart(summary([])) == ""


def test_each_part_has_a_colour_of_its_own_on_paper_and_its_looks_as_attributes():
    """A PDF's sheet does not reach inside a drawing."""
    drawn = charts.shares_chart(summary(STATUS_ORDER), "wide")
    looks = re.findall(
        r'<rect [^>]*fill="(#\w+)" stroke="(#\w+)" stroke-width="5"( stroke-dasharray="20 10")?/>', drawn
    )
    assert len(set(looks)) == len(STATUS_ORDER)


def test_an_outcome_over_what_there_is_room_for_says_that_it_goes_on():
    said = "Mål: minst 3. Utfall: 9 av minst 3."
    assert 'class="cut"' in charts.target_chart(3.0, said)
    assert 'class="cut"' not in charts.target_chart(1.2, said)
    assert f"<title>{said}</title>" in charts.target_chart(None, said)


def test_tertials_are_told_apart_by_form_and_those_told_of_together_are_one():
    year = charts.year_chart(
        [Stretch("reported", 2, "tertial 1–2 redovisad"), Stretch("late", 1, "tertial 3 sen")], 2025
    )
    assert "<title>2025: tertial 1–2 redovisad och tertial 3 sen</title>" in year
    assert re.findall(r'<rect x="([\d.]+)" y="1" width="([\d.]+)"', year) == [("1", "37"), ("43", "16")]
    lines = {state: re.findall(r'<path d="([^"]+)"', charts.square_key(state)) for state in STATES}
    drawn = [tuple(found) for found in lines.values() if found]
    assert len(set(drawn)) == len(drawn) == 4  # the others are filled, or have a dashed edge
