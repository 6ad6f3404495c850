"""Uppföljningar as open data, from the editions that are shown."""

from collections.abc import Sequence

from followups.models import FollowUp
from followups.opendata.columns import OF_YEAR, PERIOD, YEAR, known
from pledges.addresses import public_address
from pledges.opendata.activity_columns import IS_DEMO
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
    day_of,
    moment,
)
from pledges.summaries import STATUS_ORDER, STATUS_TEXT
from portal.opendata.datasets import Dataset, OpenFile
from portal.opendata.fields import Field, Kind, Record, Words


def follow_up_records(follow_ups: Sequence[FollowUp]) -> list[list[Record]]:
    return [[follow_up_record(follow_up)] for follow_up in follow_ups]


def follow_up_record(follow_up: FollowUp) -> Record:
    edition, content = follow_up.current_edition, follow_up.current_edition.content
    address, counts = public_address(follow_up), content["summary"]["counts"]
    presented = content["presented"] or {"to": "", "on": ""}
    return {
        "id": str(follow_up.pk),
        **known(follow_up),
        "firstTertial": content["first_tertial"],
        "lastTertial": content["last_tertial"],
        "halfYear": content["half_year"],
        "title": content["title"] or None,
        "availability": content["availability"],
        "reportedOn": day_of(content["reported"]),
        "presentedTo": presented["to"] or None,
        "presentedOn": presented["on"] or None,
        "activityCount": content["summary"]["total"],
        **{count_name(status): counts.get(status, 0) for status in STATUS_ORDER},
        "edition": edition.number,
        "publishedAt": moment(edition.published_at),
        "changeNote": edition.change_note or None,
        "url": address,
        "pdfUrl": f"{address[:-1]}.pdf",
        "jsonUrl": f"{address[:-1]}.json",
    }


def count_name(status: str) -> str:
    """The column that counts the activities of a status.

    >>> count_name("partly_done")
    'partlyDoneCount'
    """
    first, *rest = status.split("_")
    return "".join([first, *(word.capitalize() for word in rest), "Count"])


def follow_up_file(follow_up: FollowUp) -> OpenFile:
    edition = follow_up.current_edition
    name = f"uppfoljningar/{follow_up.municipality_id}-{follow_up.slug}-{follow_up.pk}.pdf"
    return OpenFile(name, edition.pdf, edition.pdf_sha256, edition.published_at)


COUNTS = tuple(
    Field(
        count_name(status),
        Kind.INTEGER,
        STATUS_TEXT[status],
        f"Antal aktiviteter med statusen {STATUS_TEXT[status].lower()}.",
        f"Number of activities with the status {status}.",
        2,
        required=True,
    )
    for status in STATUS_ORDER
)

FOLLOW_UPS = Dataset(
    slug="uppfoljningar",
    schema="Uppfoljning",
    title=Words("Uppföljningar", "Follow-ups"),
    description=Words(
        "Varje uppföljning som är publicerad: av vilket löfte, vilken tid den gäller och hur många aktiviteter som "
        "står var.",
        "Every published follow-up: of which pledge, what time it covers and how many activities stand where.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=TERTIALLY,
    parents=lambda: FollowUp.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    records=follow_up_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY, OF_YEAR),
    file=follow_up_file,
    file_size="current_edition__pdf_size",
    fields=(
        ID,
        PLEDGE_ID,
        CODE,
        NAME,
        YEAR,
        PERIOD,
        Field("firstTertial", Kind.INTEGER, "Från tertial", "Första tertialet, 1–3.", "First tertial, 1–3.", 1),
        Field("lastTertial", Kind.INTEGER, "Till tertial", "Sista tertialet, 1–3.", "Last tertial, 1–3.", 2),
        Field("halfYear", Kind.INTEGER, "Halvår", "Halvåret, 1–2, om det är ett.", "Half-year, 1–2, if one."),
        Field("title", Kind.TEXT, "Titel", "Titeln som den publicerades.", "The title as it was published."),
        Field(
            "availability",
            Kind.TEXT,
            "Vad som finns",
            "full: svaren finns på portalen. document: bara ett dokument. mentioned: nämnd, men handlingen saknas.",
            "full: the answers are here. document: only a document. mentioned: known, but the document is missing.",
            "full",
            required=True,
            choices=tuple(FollowUp.Availability.values),
        ),
        Field("reportedOn", Kind.DAY, "Redovisad", "Dagen då den först kom.", "When it was first told.", "2026-05-28"),
        Field("presentedTo", Kind.TEXT, "Presenterad för", "Var den presenterades.", "Where it was presented."),
        Field("presentedOn", Kind.DAY, "Presenterad den", "När den presenterades.", "When it was presented."),
        Field("activityCount", Kind.INTEGER, "Aktiviteter", "Antal aktiviteter.", "Activities.", 12, required=True),
        *COUNTS,
        IS_DEMO,
        Field("edition", Kind.INTEGER, "Utgåva", "Utgåvans nummer.", "Number of the edition.", 1, required=True),
        PUBLISHED_AT,
        Field("changeNote", Kind.TEXT, "Vad som ändrats", "Vad som ändrats sedan förra utgåvan.", "What changed."),
        URL,
        Field("pdfUrl", Kind.ADDRESS, "PDF", "Uppföljningen som PDF.", "The follow-up as PDF.", required=True),
        Field("jsonUrl", Kind.ADDRESS, "JSON", "Hela utgåvan som JSON.", "The whole edition as JSON.", required=True),
    ),
)
