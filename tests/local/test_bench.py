"""The benchmark: its table of ratios, what it refuses, and that README quotes what it wrote."""

import pytest

from portal.local import bench
from portal.local.bench import FILE, README, compared, medians, report, table, table_of, wanted
from portal.local.terminal import Refusal
from portal.measured import FLOOR

ROUND = {FLOOR: (0.001, 0.002), "sidan": (0.017, 0.05)}


def test_each_size_has_its_ratios_to_the_constant_answer_of_its_own_process():
    larger = {FLOOR: (0.002, 0.002), "sidan": (0.1, 0.25)}
    assert table([1, 100], [ROUND, larger]).splitlines() == [
        "|  | CPU, 1 × | tid, 1 × | CPU, 100 × | tid, 100 × |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| sidan | 17,0 | 25,0 | 50,0 | 125 |",
    ]


def test_medians_are_of_all_rounds_and_none_are_told_when_a_process_gave_up():
    rounds = [{"sidan": (cpu, 2 * cpu)} for cpu in (1.0, 9.0, 2.0)]
    assert medians(rounds) == {"sidan": (2.0, 4.0)}
    with pytest.raises(Refusal, match="slutade"):
        medians([*rounds, {}])


@pytest.mark.parametrize("arguments", [["stort"], ["0"], ["1", "-5"]])
def test_a_size_that_is_no_number_is_refused(arguments):
    with pytest.raises(Refusal, match="inte tal"):
        wanted(arguments)


def test_one_size_is_measured_unless_others_are_asked_for():
    assert (wanted([]), wanted(["1", "100"])) == ([1], [1, 100])


def test_what_is_compared_is_told_with_what_it_should_be():
    found = compared([["sidan mot golvet", "sidan", FLOOR, "högst 30"]], ROUND)
    assert found == [("sidan mot golvet", 25.0, "högst 30")]
    assert table_of(found).splitlines()[2:] == ["| sidan mot golvet | 25,00 | högst 30 |"]


def test_what_is_written_is_quoted_where_the_last_was(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench, "FILE", tmp_path / "matning.md")
    monkeypatch.setattr(bench, "README", tmp_path / "README.md")
    report([1], [ROUND], [("två processer", 1.9, "minst 1,85")])
    bench.README.write_text(f"Före\n\n{quoted(bench.FILE)}\nEfter", encoding="utf-8")
    later = {FLOOR: (0.001, 0.002), "sidan": (0.02, 0.05)}
    report([1], [later], [])
    assert bench.README.read_text(encoding="utf-8") == f"Före\n\n{quoted(bench.FILE)}\nEfter"
    assert table([1], [later]) in quoted(bench.FILE)
    assert "| sidan | 20,0 | 25,0 |" in capsys.readouterr().out


def quoted(file) -> str:
    text = file.read_text(encoding="utf-8")
    return text[text.index("|") :]


def test_readme_quotes_the_table_of_the_file():
    assert quoted(FILE) in README.read_text(encoding="utf-8")
