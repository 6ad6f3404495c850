"""What charts of reporting show: tertials of some years, statuses report by report, targets with outcomes.

Plain values.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from followups.coverage import STATE_TEXT, Block, CoverageState, CoverageYear
from pledges.charts import LENGTH, TargetRow
from pledges.tertial import Tertial, numbers_text
from portal.charts import Stretch
from portal.wording import listed, number_text, shortened

# What is told of or owed by now, in the order in which it is counted. Of one, and of several after their number.
SAID = {
    CoverageState.REPORTED: ("ett är redovisat i tid", "är redovisade i tid"),
    CoverageState.REPORTED_LATE: ("ett är redovisat sent", "är redovisade sent"),
    CoverageState.LATE: ("ett är försenat", "är försenade"),
    CoverageState.MISSING: ("ett saknas", "saknas"),
}


@dataclass(frozen=True)
class Course:
    """The years of some pledges as a chart: `rows` are years, oldest first; `text` sums them up."""

    rows: list[dict]
    legend: list[dict]
    text: str


def course_of(years: Sequence[CoverageYear]) -> Course:
    return Course(year_rows(years), states(years), sums_text(years))


def year_rows(years: Sequence[CoverageYear]) -> list[dict]:
    """[{"year", "stretches"}] as portal.templatetags.charts draws them, the oldest first."""
    return [
        {"year": row.year, "stretches": [stretch(block) for block in row.blocks]}
        for row in sorted(years, key=lambda row: row.year)
    ]


def stretch(block: Block) -> Stretch:
    numbers = numbers_text([tertial.number for tertial in block.tertials])
    return Stretch(block.state.value, len(block.tertials), f"tertial {numbers} {STATE_TEXT[block.state].lower()}")


def states(years: Iterable[CoverageYear]) -> list[dict]:
    """The states that occur, and how many tertials are in each."""
    counts = Counter(block.state for row in years for block in row.blocks for _tertial in block.tertials)
    return [
        {"state": state.value, "text": STATE_TEXT[state], "count": counts[state]}
        for state in CoverageState
        if counts[state]
    ]


def owed_by_now(years: Iterable[CoverageYear]) -> dict[Tertial, CoverageState]:
    """The tertials that are told of, or should have been, with their states."""
    blocks = [block for row in years for block in row.blocks if block.state in SAID]
    return {tertial: block.state for block in blocks for tertial in block.tertials}


def sums_text(years: Iterable[CoverageYear]) -> str:
    """How many tertials are told of, and of which time that is; "" when none is owed yet."""
    found = owed_by_now(years)
    if not found:
        return ""
    counts = Counter(found.values())
    parts = [_counted(counts[state], *SAID[state]) for state in SAID if counts[state]]
    first, last = min(found), max(found)
    if first == last:
        return f"Räknat för {first.label.lower()}: {listed(parts)}."
    return (
        f"Av {number_text(len(found))} tertial, från {first.label.lower()} till {last.label.lower()}: {listed(parts)}."
    )


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else f"{number_text(count)} {several}"


def answer_rows(answers: Iterable[dict]) -> list[TargetRow]:
    """Those of a follow-up's answers (followups.contents) that have a number to reach.

    Editions from before `goal` was written tell only how far towards the target.
    """
    return [
        TargetRow(
            text=shortened(answer["text"], LENGTH),
            target=answer["target_text"],
            outcome=answer["progress_text"],
            share=share_of(answer),
            covers=answer["covers"],
            number=answer["number"],
        )
        for answer in answers
        if answer["target_text"]
    ]


def target_groups(content: dict) -> list[tuple[str, list[TargetRow]]]:
    """A follow-up's targets as one group without a heading; none when nothing has a number."""
    rows = answer_rows(content["answers"])
    return [("", rows)] if rows else []


def share_of(answer: dict) -> float | None:
    goal, done = answer.get("goal"), answer["done_so_far"]
    return done / goal if goal and done is not None else answer["progress_share"]


def share_rows(content: dict) -> list[dict]:
    """How the activities stood in the pledge's earlier reports and in this one, newest first; empty for a first one."""
    earlier = content.get("earlier", [])
    own = {"label": content["range_label"], "summary": content["summary"], "is_demo": content["is_demo"]}
    return [own, *reversed(earlier)] if earlier and content["summary"]["total"] else []
