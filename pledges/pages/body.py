"""The body of a pledge as a page shows it: its content, with where each activity stands today."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pledges.models import Activity, Municipality, Pledge
from pledges.querysets.kommun_page import ListedPledge
from pledges.summaries import STATUS_TEXT, summary
from pledges.targets import progress
from portal.wiring import load
from portal.wording import day_text, paragraphs

NO_STANDING = {
    "status": "not_reported",
    "status_period": "",
    "status_comment": "",
    "done_count": None,
    "done_period": "",
    "standing_is_demo": False,
}


@dataclass
class PledgeBody:
    """`content` is an edition's JSON in which each activity has its `standing`; `panels` come from apps above."""

    content: dict
    state: str
    state_text: str
    summary: dict
    panels: list

    @property
    def is_demo(self) -> bool:
        return self.content["is_demo"] or self.has_demo_answers

    @property
    def has_demo_answers(self) -> bool:
        """Whether invented answers are shown on a pledge that may itself be real."""
        return any(activity["standing"]["is_demo"] for activity in activities(self.content)) or any(
            panel.is_demo for panel in self.panels
        )

    @property
    def latest(self) -> dict | None:
        """The last follow-up of this very pledge, as a panel lists it."""
        follow_ups = (one for panel in self.panels for one in panel.follow_ups)
        return next((one for one in follow_ups if one["pledge"] == self.content["slug"]), None)

    @property
    def is_reported(self) -> bool:
        return any(row["status"] != "not_reported" for row in self.summary["rows"])


def pledge_body(content: dict, standings: Sequence[dict], panels: list, day: datetime.date) -> PledgeBody:
    """Join a pledge's content with its activities' standings (values of `Activity.objects.standings()`)."""
    by_activity = {row["pk"]: row for row in standings}
    for activity in activities(content):
        activity["standing"] = standing(by_activity.get(activity["id"], NO_STANDING), activity["target"])
    state, state_text = state_of(content, day)
    return PledgeBody(
        content=content,
        state=state,
        state_text=state_text,
        summary=summary(activity["standing"]["status"] for activity in activities(content)),
        panels=panels,
    )


def activities(content: dict) -> list[dict]:
    return [activity for group in content["groups"] for activity in group["activities"]]


def standing(row: dict, target: dict | None) -> dict:
    words, share = progress(row["done_count"], target)
    return {
        "status": row["status"],
        "status_text": STATUS_TEXT[row["status"]],
        "period": row["status_period"],
        "comment_paragraphs": paragraphs(row["status_comment"]),
        "done_count": row["done_count"],
        "progress_text": words,
        "progress_share": share,
        "covers": row["done_period"],
        "is_demo": row["standing_is_demo"],
    }


def state_of(content: dict, day: datetime.date) -> tuple[str, str]:
    """Where the period lies from the day: ("in_force" | "ended" | "coming", words for it)."""
    period = content["period"]
    first, last = (datetime.date.fromisoformat(period[end]) for end in ("starts_on", "ends_on"))
    return period_state(first, last, exact=period["basis"] == Pledge.PeriodBasis.STATED, day=day)


def period_state(first: datetime.date, last: datetime.date, *, exact: bool, day: datetime.date) -> tuple[str, str]:
    """As `state_of`; days are named only when the text states them, else the year is."""
    if day < first:
        return "coming", f"Börjar gälla {day_text(first) if exact else first.year}"
    if day > last:
        return "ended", f"Gällde till och med {day_text(last) if exact else last.year}"
    return "in_force", "Gäller nu"


def standings_of(pledge: Pledge | int) -> list[dict]:
    return list(Activity.objects.of(pledge).standings())


def panels(
    municipality: Municipality,
    pledges: Sequence[ListedPledge],
    day: datetime.date,
    pledge: Pledge | None = None,
    *,
    everything: bool = True,
) -> list:
    """What apps above `pledges` add to the page, as MUNICIPALITY_PANELS lists them; of all years, or the latest."""
    return [
        build(municipality, pledges, day, pledge=pledge, everything=everything) for build in load("MUNICIPALITY_PANELS")
    ]
