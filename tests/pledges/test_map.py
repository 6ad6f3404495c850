"""The map has every kommun of Sweden, and a window that shows the chosen ones whole."""

import csv
from pathlib import Path

import pytest

from pledges.map import bounds, outlines, window_on

KOMMUNER = Path(__file__).resolve().parents[2] / "fixtures" / "sverige" / "kommuner.csv"


def test_every_kommun_is_drawn_and_nothing_else():
    with KOMMUNER.open(encoding="utf-8") as file:
        assert {row["code"] for row in csv.DictReader(file)} == set(outlines())


@pytest.mark.parametrize(
    ("path", "expected"),
    [("M10 20l5-5 5 15z", (10, 15, 20, 30)), ("M0 0l4 0 0 4zM100 50l-10 10z", (0, 0, 100, 60))],
)
def test_bounds_follow_relative_lines_and_begin_anew_at_each_move(path, expected):
    assert bounds(path) == expected


def test_the_window_holds_all_of_the_chosen_shapes():
    window = window_on(["0662", "0683"])
    for code in ("0662", "0683"):
        shape = outlines()[code]
        assert window.left < shape.left < shape.right < window.left + window.width
        assert window.top < shape.top < shape.bottom < window.top + window.height


def test_there_is_no_window_on_what_is_not_drawn():
    assert window_on(["9999"]) is None


def test_a_name_is_written_where_there_is_room_for_it_and_never_on_the_map_of_the_country():
    lan, country = window_on(["0662", "0617", "0683"]), window_on(outlines())
    gislaved = outlines()["0662"]
    assert lan.has_room_for("Gislaved", gislaved)
    assert not lan.has_room_for("Gislaved" * 9, gislaved)
    assert not country.has_room_for("Kiruna", outlines()["2584"])
