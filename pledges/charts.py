"""What charts of a pledge show: each numeric target with its outcome. Plain values."""

from collections.abc import Iterable
from dataclasses import dataclass

from pledges.targets import reached
from portal.wording import shortened

LENGTH = 110  # characters; the whole text stands where the activity does


@dataclass(frozen=True)
class TargetRow:
    """A target and its outcome in words, and as a share of the target (None when they cannot be compared).

    `outcome` is "" when nothing is counted; `covers` is the time that it is summed over.
    """

    text: str
    target: str
    outcome: str
    share: float | None
    covers: str
    is_demo: bool = False
    number: int | None = None

    @property
    def said(self) -> str:
        """The row in words, for who does not see the bar."""
        return f"Mål: {self.target}. Utfall: {self.outcome or 'inget antal redovisat'}."


def target_rows(activities: Iterable[dict]) -> list[TargetRow]:
    """Those of a pledge's activities (pledges.pages.body) that have a number to reach."""
    return [
        TargetRow(
            text=shortened(activity["text"], LENGTH),
            target=activity["target"]["text"],
            outcome=activity["standing"]["progress_text"],
            share=reached(activity["standing"]["done_count"], activity["target"]),
            covers=activity["standing"]["covers"],
            is_demo=activity["standing"]["is_demo"],
        )
        for activity in activities
        if activity["target"]
    ]
