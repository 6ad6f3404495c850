"""Medborgarlöften as open data, from the editions that are shown."""

from collections.abc import Sequence

from pledges.addresses import public_address
from pledges.models import Pledge
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
    PUBLISHED_AT,
    URL,
    day,
    day_of,
    moment,
    place,
)
from portal.opendata.datasets import Dataset, OpenFile
from portal.opendata.fields import Field, Kind, Record, Words


def pledge_records(pledges: Sequence[Pledge]) -> list[list[Record]]:
    return [[pledge_record(pledge)] for pledge in pledges]


def pledge_record(pledge: Pledge) -> Record:
    edition, content = pledge.current_edition, pledge.current_edition.content
    address = public_address(pledge)
    return {
        "id": str(pledge.pk),
        **place(pledge.municipality),
        "part": content["part"] or None,
        "title": edition.title,
        "label": content["label"],
        "availability": edition.availability,
        "startsOn": day(edition.starts_on),
        "endsOn": day(edition.ends_on),
        "periodBasis": content["period"]["basis"],
        "signedOn": day_of(content["signed"]),
        "signedPrecision": content["signed"]["precision"] if content["signed"] else None,
        "localPoliceArea": content["area"]["name"] if content["area"] else content["area_as_written"] or None,
        "parties": [party["name"] for party in content["parties"]],
        "promiseCount": edition.promise_count,
        "activityCount": edition.activity_count,
        "edition": edition.number,
        "publishedAt": moment(edition.published_at),
        "changeNote": edition.change_note or None,
        "source": content["record"]["source"] or None,
        "url": address,
        "pdfUrl": f"{address}medborgarlofte.pdf",
    }


def pledge_file(pledge: Pledge) -> OpenFile:
    edition = pledge.current_edition
    name = f"medborgarloften/{pledge.municipality_id}-{pledge.slug}.pdf"
    return OpenFile(name, edition.pdf, edition.pdf_sha256, edition.published_at)


PLEDGES = Dataset(
    slug="medborgarloften",
    schema="Medborgarlofte",
    title=Words("Medborgarlöften", "Citizen pledges"),
    description=Words(
        "Varje medborgarlöfte som är publicerat: kommun, period, parter och vad som är känt av det.",
        "Every published citizen pledge: municipality, period, parties and what is known of it.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=CONTINUOUS,
    parents=lambda: Pledge.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    records=pledge_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY, IN_YEAR),
    file=pledge_file,
    file_size="current_edition__pdf_size",
    fields=(
        ID,
        CODE,
        NAME,
        Field("part", Kind.TEXT, "Del av kommunen", "Stadsdelen, om löftet gäller en.", "The district, if only one."),
        Field("title", Kind.TEXT, "Rubrik", "Rubriken.", "The title.", "Medborgarlöfte 2021", required=True),
        Field("label", Kind.TEXT, "Period", "Perioden som den är skriven.", "As written.", "2021", required=True),
        Field(
            "availability",
            Kind.TEXT,
            "Vad som finns",
            "full: texten finns på portalen. document: bara ett dokument. mentioned: känt, men texten saknas.",
            "full: the text is here. document: only a document. mentioned: known, but the text is missing.",
            "full",
            required=True,
            choices=("full", "document", "mentioned"),
        ),
        Field("startsOn", Kind.DAY, "Gäller från", "Första dagen.", "The first day.", "2021-01-01", required=True),
        Field("endsOn", Kind.DAY, "Gäller till", "Sista dagen.", "The last day.", "2021-12-31", required=True),
        Field(
            "periodBasis",
            Kind.TEXT,
            "Hur perioden är angiven",
            "stated: dagarna står i texten. years: bara årtal. signing: från undertecknandet.",
            "stated: the text states the days. years: only years. signing: from the day of signing.",
            "years",
            required=True,
            choices=("stated", "years", "signing"),
        ),
        Field("signedOn", Kind.DAY, "Undertecknat", "När det undertecknades.", "When it was signed.", "2021-02-01"),
        Field(
            "signedPrecision",
            Kind.TEXT,
            "Hur säker dagen är",
            "Hur säker dagen är: day, month, year, eller latest (senast den dagen).",
            "How certain the day is: day, month, year, or latest (that day at the latest).",
            "day",
            choices=("day", "month", "year", "latest"),
        ),
        Field(
            "localPoliceArea",
            Kind.TEXT,
            "Lokalpolisområde då",
            "Lokalpolisområdet när löftet gavs.",
            "The local police area when the pledge was made.",
            "Värnamo",
        ),
        Field(
            "parties",
            Kind.TEXTS,
            "Parter",
            "De som står bakom, som de skrivs i texten.",
            "Who stands behind it, as the text names them.",
            ["Polisen", "Gislaveds kommun"],
            required=True,
        ),
        Field("promiseCount", Kind.INTEGER, "Löften", "Antal löften.", "Number of promises.", 4, required=True),
        Field("activityCount", Kind.INTEGER, "Aktiviteter", "Antal aktiviteter.", "Activities.", 18, required=True),
        Field("edition", Kind.INTEGER, "Utgåva", "Utgåvans nummer.", "Number of the edition.", 1, required=True),
        PUBLISHED_AT,
        Field("changeNote", Kind.TEXT, "Vad som ändrats", "Vad som ändrats sedan förra utgåvan.", "What changed."),
        Field("source", Kind.TEXT, "Källa", "Var uppgifterna är hämtade.", "Where the facts come from."),
        URL,
        Field("pdfUrl", Kind.ADDRESS, "PDF", "Löftet som PDF.", "The pledge as PDF.", required=True),
    ),
)
