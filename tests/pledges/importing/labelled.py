"""Pages whose facts are labelled by hand, and how a reading is held against them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from pledges.importing.reading.drafts import Kommun, Outcome, PageDraft
from pledges.importing.reading.facts import facts_of
from pledges.importing.reading.files import lines_of
from pledges.importing.reading.page import read_page

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = ROOT / "fixtures" / "samples" / "sidor"
SEED_KOMMUNER = {
    "gislaved": Kommun("0662", "Gislaved", "Gislaveds kommun"),
    "jonkoping": Kommun("0680", "Jönköping", "Jönköpings kommun"),
    "savsjo": Kommun("0684", "Sävsjö", "Sävsjö kommun"),
    "vaggeryd": Kommun("0665", "Vaggeryd", "Vaggeryds kommun"),
    "varnamo": Kommun("0683", "Värnamo", "Värnamo kommun"),
}
Labelled = set[tuple[int, str, str]]  # line, kind, value


@dataclass(frozen=True)
class Score:
    """What was right, what was missed, and what the reading says that no label does."""

    right: Labelled
    missed: Labelled
    extra: Labelled

    @property
    def share(self) -> float:
        return len(self.right) / (len(self.right) + len(self.missed))


def table(path: Path) -> list[dict]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def labels(path: Path) -> dict[str, Labelled]:
    found: dict[str, Labelled] = {}
    for row in table(path):
        found.setdefault(row["file"], set()).add((int(row["line"]), row["kind"], row["value"]))
    return found


def sample_kommuner() -> dict[str, Kommun]:
    return {row["file"]: Kommun("9999", row["name"], row["official_name"]) for row in table(SAMPLES / "kommuner.csv")}


def read(path: Path, kommun: Kommun) -> PageDraft:
    return read_page(lines_of(path.read_bytes()), kommun)


def facts(page: PageDraft) -> Labelled:
    """The reading's facts, with what was set aside and the meaning of headings."""
    found = {(fact.line, fact.kind, fact.value) for fact in facts_of(page)}
    with_period = {line for line, kind, _ in found if kind == "pledge"}
    for placement in page.placements:
        if placement.outcome == Outcome.ASIDE:
            found.add((placement.line, "aside", placement.code))
        kind = placement.code.removeprefix("heading:")
        if kind not in (placement.code, "promise") and not (kind == "pledge" and placement.line in with_period):
            found.add((placement.line, "heading", kind))
    return found


def score(found: Labelled, wanted: Labelled) -> Score:
    return Score(found & wanted, wanted - found, found - wanted)
