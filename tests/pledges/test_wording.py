"""Swedish in figures and words."""

import datetime

import pytest

from pledges.summaries import summary
from pledges.targets import goal_for, progress, target_text
from portal.swedish import plain, slug, sort_key
from portal.wording import NBSP, ages_text, day_text, listed, number_text, paragraphs, shortened, size_text, span_text

day = datetime.date


def test_swedish_order_puts_its_own_letters_last_and_ignores_case():
    names = ["Örebro", "ängelholm", "Åre", "Zinkgruvan", "Överkalix", "Alingsås"]
    assert sorted(names, key=sort_key) == ["Alingsås", "Zinkgruvan", "Åre", "ängelholm", "Örebro", "Överkalix"]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Upplands Väsby", "upplands-vasby"),
        ("Malung-Sälen", "malung-salen"),
        ("Jönköping", "jonkoping"),
        ("Åre", "are"),
    ],
)
def test_addresses_have_plain_letters(name, address):
    assert slug(name) == address


def test_names_are_compared_without_case_accents_and_signs():
    assert plain("  Götene, (kommun) ") == "gotene kommun"


def test_days_hold_together_and_spans_name_the_year_once():
    assert day_text(day(2022, 2, 1)) == f"1{NBSP}februari 2022"
    assert span_text(day(2021, 1, 1), day(2021, 12, 31)) == f"1{NBSP}januari – 31{NBSP}december 2021"
    assert span_text(day(2018, 7, 1), day(2020, 6, 30)) == f"1{NBSP}juli 2018 – 30{NBSP}juni 2020"


def test_numbers_lists_and_sizes_read_as_swedish():
    assert [number_text(n) for n in (0, 1, 12, 13, 12500)] == ["ingen", "en", "tolv", "13", f"12{NBSP}500"]
    assert [listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["a", "a och b", "a, b och c"]
    assert [size_text(1), size_text(83_600), size_text(1_240_000)] == [f"1{NBSP}kB", f"84{NBSP}kB", f"1,2{NBSP}MB"]


def test_ages_are_said_as_people_say_them():
    assert ages_text(15, 20) == f"15–20{NBSP}år"
    assert ages_text(None, 21) == f"21{NBSP}år och yngre"
    assert ages_text(65, None) == f"65{NBSP}år och äldre"
    assert ages_text(None, None) == ""


def test_empty_lines_part_paragraphs_whatever_the_line_ends():
    assert paragraphs("Ett\r\nstycke.\r\n\r\n\r\nEtt  till.") == ["Ett stycke.", "Ett till."]


def test_targets_speak_in_words():
    assert target_text(15, "insatser", at_least=True, per="total", per_place=False) == f"minst 15{NBSP}insatser"
    assert target_text(1, "trafikinsats", at_least=False, per="quarter", per_place=True) == (
        f"1{NBSP}trafikinsats per kvartal på varje plats"
    )


def test_a_quarterly_target_is_held_against_the_year():
    assert [goal_for(1, "quarter"), goal_for(2, "month"), goal_for(15, "total")] == [4, 24, 15]


@pytest.mark.parametrize(
    ("done", "target", "words", "share"),
    [
        (17, {"count": 15, "per": "total", "at_least": True, "per_place": False}, "17 av minst 15", 1.0),
        (1, {"count": 2, "per": "year", "at_least": False, "per_place": False}, "1 av 2 per år", 0.5),
        (3, {"count": 1, "per": "quarter", "at_least": False, "per_place": False}, "3 av 4 per år", 0.75),
        (None, {"count": 15, "per": "total", "at_least": True, "per_place": False}, "", None),
        (4, None, "", None),
        (2, {"count": 1, "per": "year", "at_least": True, "per_place": True}, "2 sammanlagt", None),
    ],
)
def test_outcome_against_target(done, target, words, share):
    assert progress(done, target) == (words, share)


def test_the_summary_names_every_status_that_occurs():
    found = summary(["done"] * 4 + ["ongoing"] * 2 + ["not_reported"])
    assert found["text"] == "Sju aktiviteter: fyra är genomförda, två pågår och en är inte redovisad."
    assert [(row["status"], row["count"]) for row in found["rows"]] == [
        ("done", 4),
        ("ongoing", 2),
        ("not_reported", 1),
    ]
    assert summary(["not_reported", "not_reported"])["text"] == "Två aktiviteter, ingen redovisad."
    assert summary([])["text"] == ""


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("1. Kort", 7, "1. Kort"),
        ("Fler ska vara trygga", 9, "Fler ska …"),
        ("Fler ska vara trygga", 8, "Fler ska …"),
        ("Fler ska vara trygga", 7, "Fler …"),
        ("Ettlångtordutanslut", 8, "Ettlångt …"),
    ],
)
def test_a_text_is_shortened_between_words(text, length, short):
    assert shortened(text, length) == short
