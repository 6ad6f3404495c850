"""How much of what pages say is read right: held against tables of facts made by hand."""

import sys

import pytest

from .labelled import SAMPLES, SEED_KOMMUNER, SEEDS, facts, labels, read, sample_kommuner, score, table

SEED_FACTS = labels(SAMPLES.parents[2] / "tests" / "pledges" / "importing" / "seed_facts.csv")
SAMPLE_FACTS = labels(SAMPLES / "facts.csv")
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="sidorna ligger i ../shared/seeds, som saknas här")


def tell(capsys, score: str) -> None:
    """The score on the terminal, whether or not the test passes."""
    with capsys.disabled():
        sys.stdout.write(f" [{score}] ")


@pytest.fixture(scope="module")
def sample_scores():
    kommuner = sample_kommuner()
    found = {name: facts(read(SAMPLES / name, kommun)) for name, kommun in kommuner.items()}
    without = {name: {fact for fact in each if fact[1] != "kommun"} for name, each in found.items()}
    return {name: score(each, SAMPLE_FACTS[name]) for name, each in without.items()}


@needs_seeds
@pytest.mark.parametrize("name", SEED_KOMMUNER)
def test_a_real_page_is_read_whole_and_nothing_is_made_up(name, capsys):
    page = read(SEEDS / f"{name}.txt", SEED_KOMMUNER[name])
    result = score(facts(page), SEED_FACTS[name])
    tell(capsys, f"{name}: {len(result.right)} av {len(SEED_FACTS[name])}")
    assert (sorted(result.missed), sorted(result.extra)) == ([], [])
    assert [placement.line for placement in page.placements if placement.outcome == "left"] == []


def test_the_table_of_real_pages_is_large_enough_to_mean_something():
    assert {name: len(wanted) for name, wanted in SEED_FACTS.items()} == {
        "gislaved": 92, "jonkoping": 139, "savsjo": 69, "vaggeryd": 59, "varnamo": 62,
    }  # fmt: skip


def test_pages_of_our_own_are_read_nearly_whole(sample_scores, capsys):
    right = sum(len(result.right) for result in sample_scores.values())
    wanted = sum(len(each) for each in SAMPLE_FACTS.values())
    tell(capsys, f"egna sidor: {right} av {wanted}")
    assert right / wanted >= 0.98


def test_no_page_of_our_own_is_read_badly_or_embroidered(sample_scores):
    poor = {name: sorted(result.missed) for name, result in sample_scores.items() if result.share < 0.93}
    embroidered = {name: sorted(result.extra) for name, result in sample_scores.items() if len(result.extra) > 4}
    assert (poor, embroidered) == ({}, {})


def test_every_sample_is_labelled_and_every_label_has_its_sample():
    files = {path.name for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html", ".docx")}
    assert files == set(SAMPLE_FACTS) == {row["file"] for row in table(SAMPLES / "kommuner.csv")}
