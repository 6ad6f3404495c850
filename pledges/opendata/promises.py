"""Löften and aktiviteter as open data: what stands in the pledges' editions, and where each activity stands."""

from collections.abc import Sequence

from pledges.addresses import public_address
from pledges.models import Activity, Pledge
from pledges.models.activity import ActivityStatus
from pledges.opendata.activity_columns import ACTIVITY_FIELDS
from pledges.opendata.columns import (
    CODE,
    COMMON_KEYWORDS,
    CONTINUOUS,
    ID,
    IN_YEAR,
    JUSTICE,
    NAME,
    OF_COUNTY,
    OF_MUNICIPALITY,
    PLEDGE_ID,
    PUBLISHED_AT,
    TERTIALLY,
    URL,
    day,
    day_of,
    flat,
    moment,
    place,
)
from portal.opendata.datasets import Dataset
from portal.opendata.fields import Field, Kind, Record, Words

STARTS_ON = Field("startsOn", Kind.DAY, "Gäller från", "Medborgarlöftets första dag.", "The pledge's first day.")
ENDS_ON = Field("endsOn", Kind.DAY, "Gäller till", "Medborgarlöftets sista dag.", "The pledge's last day.")
NOTHING_TOLD = {"status": ActivityStatus.NOT_REPORTED, "status_period": "", "done_count": None, "done_period": ""}


def known(pledge: Pledge) -> Record:
    """What its promises and activities say of the pledge that they are in; `url` is where it is."""
    edition = pledge.current_edition
    return {
        "pledgeId": str(pledge.pk),
        **place(pledge.municipality),
        "startsOn": day(edition.starts_on),
        "endsOn": day(edition.ends_on),
        "publishedAt": moment(edition.published_at),
        "url": public_address(pledge),
    }


def promise_records(pledges: Sequence[Pledge]) -> list[list[Record]]:
    return [
        [promise_record(same, promise) for promise in pledge.current_edition.content["promises"]]
        for pledge in pledges
        for same in [known(pledge)]
    ]


def promise_record(same: Record, promise: dict) -> Record:
    return {
        **same,
        "id": f"{same['pledgeId']}-{promise['id']}",
        "number": promise["number"],
        "leadIn": promise["lead_in"] or None,
        "text": promise["text"],
        "promisedBy": promise["promised_by"],
        "themes": [theme["name"] for theme in promise["themes"]],
        "targetGroup": promise["target_group"] or None,
        "ages": flat(promise["ages"]),
        "relation": promise["relation"] or None,
        "thread": promise.get("thread") or None,
        "url": f"{same['url']}#lofte-{promise['number']}",
    }


PROMISES = Dataset(
    slug="loften",
    schema="Lofte",
    title=Words("Löften", "Promises"),
    description=Words(
        "Varje numrerat löfte i de medborgarlöften som är publicerade, med teman och målgrupp.",
        "Every numbered promise in the published citizen pledges, with themes and target group.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=CONTINUOUS,
    parents=lambda: Pledge.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    size="current_edition__promise_count",
    records=promise_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY, IN_YEAR),
    fields=(
        ID,
        PLEDGE_ID,
        CODE,
        NAME,
        STARTS_ON,
        ENDS_ON,
        Field("number", Kind.INTEGER, "Nummer", "Löftets nummer.", "Number of the promise.", 1, required=True),
        Field("leadIn", Kind.TEXT, "Inledande ord", "Orden före löftet.", "The words before the promise."),
        Field("text", Kind.TEXT, "Löfte", "Löftet, ordagrant.", "The promise, verbatim.", "Fler vuxna ute.", True),
        Field(
            "promisedBy",
            Kind.TEXT,
            "Vem som lovar",
            "joint: polisen och kommunen. police: polisen. municipality: kommunen.",
            "joint: police and municipality. police: the police. municipality: the municipality.",
            "joint",
            required=True,
            choices=("joint", "police", "municipality"),
        ),
        Field("themes", Kind.TEXTS, "Teman", "Vad löftet handlar om.", "What it is about.", ["Trafik"], required=True),
        Field("targetGroup", Kind.TEXT, "Målgrupp", "Vilka löftet gäller.", "Whom it concerns."),
        Field("ages", Kind.TEXT, "Åldrar", "Målgruppens åldrar i ord.", "Ages of the target group in words."),
        Field(
            "relation",
            Kind.TEXT,
            "Mot förra perioden",
            "new: nytt. same: samma. reworded: omformulerat. extended: förlängt. Tomt när det inte är angivet.",
            "new, same, reworded or extended compared with the last period; empty when not stated.",
            "same",
            choices=("new", "same", "reworded", "extended"),
        ),
        Field(
            "thread",
            Kind.TEXT,
            "Tråd",
            "Samma i alla perioder för ett löfte som har följt med.",
            "The same in all periods for a promise that lives on.",
        ),
        PUBLISHED_AT,
        URL,
    ),
)


def activity_records(pledges: Sequence[Pledge]) -> list[list[Record]]:
    """One question, for where the activities stand."""
    standings = {row["pk"]: row for row in Activity.objects.of_pledges(pledges).standings()}
    return [
        [
            activity_record(same, activity, standings.get(activity["id"], NOTHING_TOLD))
            for group in pledge.current_edition.content["groups"]
            for activity in group["activities"]
        ]
        for pledge in pledges
        for same in [known(pledge)]
    ]


def activity_record(same: Record, activity: dict, standing: dict) -> Record:
    return {
        **same,
        "id": f"{same['pledgeId']}-{activity['id']}",
        "number": activity["number"],
        "text": activity["text"],
        "promiseNumbers": [str(number) for number in activity["promises"]],
        "responsible": activity["responsible"] or None,
        "responsibleText": flat(activity["responsible_text"]),
        "partners": [partner["name"] for partner in activity["partners"]],
        "places": activity["places"],
        "methods": [method["name"] for method in activity["methods"]],
        "extent": activity["extent"] or None,
        **target_record(activity["target"]),
        "happensOn": day_of(activity["happens"]),
        "happensUntil": activity["happens"]["until"] if activity["happens"] else None,
        "status": standing["status"],
        "statusText": ActivityStatus(standing["status"]).label,
        "statusPeriod": flat(standing["status_period"]),
        "doneCount": standing["done_count"],
        "donePeriod": flat(standing["done_period"]),
        "isDemo": standing.get("standing_is_demo", False),
        "url": f"{same['url']}#aktivitet-{activity['number']}",
    }


def target_record(target: dict | None) -> Record:
    """What is to be reached; nothing at all for work without a number."""
    told = target or {}
    return {
        "targetCount": told.get("count"),
        "targetUnit": told.get("unit"),
        "targetAtLeast": told.get("at_least"),
        "targetPer": told.get("per"),
        "targetPerPlace": told.get("per_place"),
        "targetSharePercent": told.get("share_percent"),
        "targetShareOf": told.get("share_of") or None,
        "targetText": flat(told.get("text", "")),
    }


ACTIVITIES = Dataset(
    slug="aktiviteter",
    schema="Aktivitet",
    title=Words("Aktiviteter", "Activities"),
    description=Words(
        "Varje aktivitet i de medborgarlöften som är publicerade: vad som ska göras, av vem, hur mycket och hur det "
        "går enligt den senaste uppföljningen.",
        "Every activity in the published citizen pledges: what will be done, by whom, how much and how it goes "
        "according to the latest follow-up.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=TERTIALLY,
    parents=lambda: Pledge.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    size="current_edition__activity_count",
    records=activity_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY, IN_YEAR),
    fields=(ID, PLEDGE_ID, CODE, NAME, STARTS_ON, ENDS_ON, *ACTIVITY_FIELDS, PUBLISHED_AT, URL),
)
