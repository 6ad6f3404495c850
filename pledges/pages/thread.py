"""One promise through time: what it said in each period, what changed, what was done for it, and if it was dropped."""

from dataclasses import dataclass

from pledges.charts import TargetRow, target_rows
from pledges.differences import parts
from pledges.models import Activity, Municipality, Promise
from pledges.pages.base import Page, site_notices, today
from pledges.pages.body import NO_STANDING, activities, standing
from pledges.pages.municipality import crumbs
from pledges.summaries import summary
from portal.wording import shortened

TITLE_LENGTH = 70


@dataclass(frozen=True)
class Stretch:
    """The promise in one period. `changes` are the parts of its text against the one before, when it was reworded."""

    label: str
    address: str
    text: str
    relation_text: str
    relation_note: str
    changes: list[tuple[str, str]]
    activities: list[dict]


@dataclass(kw_only=True)
class ThreadPage(Page):
    """`stretches` come newest first; `dropped` is the period that did not carry the promise on, and why.

    `shares` and `targets` are the periods' charts, of those that have activities and targets.
    """

    municipality: Municipality
    stretches: list[Stretch]
    shares: list[dict]
    targets: list[tuple[str, list[TargetRow]]]
    dropped: dict | None


def thread_page(municipality: Municipality, thread: str) -> ThreadPage | None:
    """The page of a thread; None when no published pledge of the kommun holds it. Four questions."""
    promises = list(Promise.objects.in_thread(municipality, thread))
    told = [(promise, content) for promise in promises if (content := published(promise)) is not None]
    if not told:
        return None
    standings = {row["pk"]: row for row in Activity.objects.of_pledges({p.pledge_id for p, _ in told}).standings()}
    stretches: list[Stretch] = []
    for promise, content in told:
        stretches.append(stretch(promise, content, stretches[-1].text if stretches else "", standings))
    short = shortened(stretches[-1].text, TITLE_LENGTH)
    return ThreadPage(
        title=f"{short} – {municipality.name}",
        heading="Löftet genom tiden",
        description=f"Hur ett löfte i {municipality.name} har följts från period till period: {short}",
        crumbs=[*crumbs(municipality), (municipality.name, municipality.get_absolute_url())],
        notices=site_notices(today(), municipality),
        is_demo=municipality.is_demo,
        municipality=municipality,
        stretches=stretches[::-1],
        shares=share_rows(stretches[::-1]),
        targets=[(one.label, rows) for one in stretches[::-1] if (rows := target_rows(one.activities))],
        dropped=dropped(told),
    )


def published(promise: Promise) -> dict | None:
    """What the pledge's edition says of the promise; None when it is not in it."""
    rows = promise.pledge.current_edition.content["promises"]
    return next((row for row in rows if row["id"] == promise.pk), None)


def stretch(promise: Promise, content: dict, before: str, standings: dict[int, dict]) -> Stretch:
    pledge = promise.pledge
    whole = pledge.current_edition.content
    own = [
        {**activity, "standing": standing(standings.get(activity["id"], NO_STANDING), activity["target"])}
        for activity in activities(whole)
        if content["number"] in activity["promises"]
    ]
    return Stretch(
        label=whole["label"],
        address=f"{pledge.get_absolute_url()}#lofte-{content['number']}",
        text=content["text"],
        relation_text=content["relation_text"],
        relation_note=content["relation_note"],
        changes=parts(before, content["text"]) if before and before.split() != content["text"].split() else [],
        activities=own,
    )


def share_rows(stretches: list[Stretch]) -> list[dict]:
    """How the activities stand in each period that has any."""
    return [
        {
            "label": one.label,
            "summary": summary(activity["standing"]["status"] for activity in one.activities),
            "is_demo": any(activity["standing"]["is_demo"] for activity in one.activities),
        }
        for one in stretches
        if one.activities
    ]


def dropped(told: list[tuple[Promise, dict]]) -> dict | None:
    """The published pledge that dropped the promise in its latest words."""
    promise, _content = told[-1]
    later = promise.dropped_by
    if later is None or not later.is_published:
        return None
    rows = later.current_edition.content["dropped_promises"]
    said = next((row for row in rows if row.get("id") == promise.pk), None)
    return {"label": later.tidy_label, "address": later.get_absolute_url(), "reason": said["reason"]} if said else None
