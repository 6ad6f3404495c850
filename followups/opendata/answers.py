"""Svar per aktivitet as open data, from the editions that are shown."""

from collections.abc import Sequence

from followups.models import FollowUp
from followups.opendata.columns import OF_YEAR, PERIOD, YEAR, known
from pledges.addresses import public_address
from pledges.opendata.activity_columns import IS_DEMO, RESPONSIBLE_TEXT, STATUS, STATUS_TEXT, TARGET_TEXT
from pledges.opendata.columns import (
    CODE,
    COMMON_KEYWORDS,
    ID,
    JUSTICE,
    NAME,
    OF_COUNTY,
    OF_MUNICIPALITY,
    PLEDGE_ID,
    PUBLISHED_AT,
    TERTIALLY,
    URL,
    flat,
    moment,
)
from portal.opendata.datasets import Dataset
from portal.opendata.fields import Field, Kind, Record, Words


def answer_records(follow_ups: Sequence[FollowUp]) -> list[list[Record]]:
    return [
        [answer_record(same, answer) for answer in follow_up.current_edition.content["answers"]]
        for follow_up in follow_ups
        for same in [common(follow_up)]
    ]


def common(follow_up: FollowUp) -> Record:
    """What the answers of a follow-up say alike; `url` is where it is."""
    return {
        **known(follow_up),
        "followUpId": str(follow_up.pk),
        "publishedAt": moment(follow_up.current_edition.published_at),
        "url": public_address(follow_up),
    }


def answer_record(same: Record, answer: dict) -> Record:
    pledge = same["pledgeId"]
    return {
        **same,
        "id": f"{same['followUpId']}-{answer['activity']}",
        "activityId": f"{pledge}-{answer['activity']}" if pledge else None,
        "number": answer["number"],
        "text": answer["text"],
        "responsibleText": flat(answer["responsible_text"]),
        "targetText": flat(answer["target_text"]),
        "status": answer["status"],
        "statusText": answer["status_text"],
        "doneCount": answer["done_count"],
        "comment": "\n\n".join(answer["comment_paragraphs"]) or None,
        "doneSoFar": answer["done_so_far"],
        "progressText": flat(answer["progress_text"]),
        "covers": flat(answer["covers"]),
        "url": f"{same['url']}#aktivitet-{answer['number']}",
    }


ANSWERS = Dataset(
    slug="svar-per-aktivitet",
    schema="SvarPerAktivitet",
    title=Words("Svar per aktivitet", "Answers per activity"),
    description=Words(
        "Vad varje uppföljning säger om varje aktivitet: status, antal och kommentar. Det som ingen har redovisat är "
        "med, med statusen not_reported.",
        "What each follow-up says of each activity: status, count and comment. What nobody has reported is there "
        "too, with the status not_reported.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=TERTIALLY,
    parents=lambda: FollowUp.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    size="current_edition__answer_count",
    records=answer_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY, OF_YEAR),
    fields=(
        ID,
        Field(
            "followUpId",
            Kind.TEXT,
            "Uppföljningens id",
            "Id i datamängden uppfoljningar.",
            "Id in the dataset uppfoljningar.",
            "31",
            required=True,
        ),
        Field("activityId", Kind.TEXT, "Aktivitetens id", "Id i aktiviteter.", "Id in aktiviteter.", "7-204"),
        PLEDGE_ID,
        CODE,
        NAME,
        YEAR,
        PERIOD,
        Field("number", Kind.INTEGER, "Nummer", "Nummer i medborgarlöftet.", "Number in the pledge.", 3, required=True),
        Field("text", Kind.TEXT, "Aktivitet", "Aktiviteten, ordagrant.", "Verbatim.", "Fotpatrull i centrum.", True),
        RESPONSIBLE_TEXT,
        TARGET_TEXT,
        STATUS,
        STATUS_TEXT,
        Field("doneCount", Kind.INTEGER, "Antal", "Antal under perioden.", "How many in the period.", 6),
        Field("comment", Kind.TEXT, "Kommentar", "Vad polisen och kommunen säger.", "What they say about it."),
        Field("doneSoFar", Kind.INTEGER, "Hittills", "Antal till och med perioden.", "How many so far.", 11),
        Field("progressText", Kind.TEXT, "Mot målet", "Antalet mot målet i ord.", "In words.", "11 av minst 15"),
        Field("covers", Kind.TEXT, "Summan avser", "Tiden som summan gäller.", "What time the sum covers."),
        IS_DEMO,
        PUBLISHED_AT,
        URL,
    ),
)
