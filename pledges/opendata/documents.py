"""Documents as open data: files as they were published, and those that are known but that nobody has."""

from collections.abc import Sequence

from pledges.addresses import public_address
from pledges.models import Document
from pledges.opendata.columns import (
    CODE,
    COMMON_KEYWORDS,
    CONTINUOUS,
    ID,
    JUSTICE,
    NAME,
    OF_COUNTY,
    OF_MUNICIPALITY,
    PLEDGE_ID,
    PUBLISHED_AT,
    URL,
    day,
    moment,
    place,
)
from portal.opendata.datasets import Dataset, OpenFile
from portal.opendata.fields import Field, Kind, Record, Words


def document_records(documents: Sequence[Document]) -> list[list[Record]]:
    return [[document_record(document)] for document in documents]


def document_record(document: Document) -> Record:
    pledge = document.pledge
    return {
        "id": str(document.pk),
        "pledgeId": str(pledge.pk) if pledge and pledge.is_published else None,
        **place(document.municipality),
        "title": document.title,
        "kind": document.kind,
        "kindText": document.get_kind_display(),
        "year": document.year,
        "firstTertial": document.first_tertial,
        "lastTertial": document.last_tertial,
        "isAvailable": document.is_available,
        "pages": document.pages,
        "sizeBytes": document.size,
        "sha256": document.sha256 or None,
        "isTagged": document.is_tagged,
        "sourceUrl": document.source_address or None,
        "fetchedOn": day(document.fetched_on),
        "source": document.source or None,
        "publishedAt": moment(document.state_changed_at),
        "url": public_address(document),
    }


def document_file(document: Document) -> OpenFile | None:
    if not document.is_available:
        return None
    name = f"dokument/{document.municipality_id}-{document.pk}.pdf"
    return OpenFile(name, document.file, document.sha256, document.state_changed_at)


DOCUMENTS = Dataset(
    slug="dokument",
    schema="Dokument",
    title=Words("Dokument", "Documents"),
    description=Words(
        "Handlingar som hör till medborgarlöftena, även sådana som är kända men som ingen har lämnat.",
        "Documents that belong to the citizen pledges, also those that are known but not available.",
    ),
    keywords=COMMON_KEYWORDS,
    theme=JUSTICE,
    frequency=CONTINUOUS,
    parents=lambda: Document.objects.published().real().for_open_data(),
    order=("municipality_id", "pk"),
    records=document_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY),
    file=document_file,
    file_size="size",
    fields=(
        ID,
        PLEDGE_ID,
        CODE,
        NAME,
        Field("title", Kind.TEXT, "Titel", "Titeln som den publicerades.", "The title.", "Uppföljning", required=True),
        Field(
            "kind",
            Kind.TEXT,
            "Slag",
            "follow_up: uppföljning. pledge: medborgarlöfte. situation: lägesbild. agreement: "
            "samverkansöverenskommelse. action_plan: åtgärdsplan. other: annat.",
            "follow_up, pledge, situation (assessment), agreement, action_plan or other.",
            "follow_up",
            required=True,
            choices=tuple(Document.Kind.values),
        ),
        Field("kindText", Kind.TEXT, "Slag i ord", "Slaget på svenska.", "In Swedish.", "Uppföljning", required=True),
        Field("year", Kind.INTEGER, "År", "Året som det gäller.", "The year it is about.", 2020),
        Field("firstTertial", Kind.INTEGER, "Från tertial", "Första tertialet, 1–3.", "First tertial, 1–3.", 1),
        Field("lastTertial", Kind.INTEGER, "Till tertial", "Sista tertialet, 1–3.", "Last tertial, 1–3.", 2),
        Field("isAvailable", Kind.BOOLEAN, "Filen finns", "Om filen finns.", "Whether the file is here.", True, True),
        Field("pages", Kind.INTEGER, "Sidor", "Antal sidor.", "Number of pages.", 4),
        Field("sizeBytes", Kind.INTEGER, "Storlek i byte", "Filens storlek.", "Size of the file.", 184320),
        Field("sha256", Kind.TEXT, "SHA-256", "Filens kontrollsumma.", "Checksum of the file.", "0f" * 32),
        Field("isTagged", Kind.BOOLEAN, "Taggad", "Om filen är taggad (tillgänglig).", "Whether it is tagged."),
        Field("sourceUrl", Kind.ADDRESS, "Hämtad från", "Varifrån filen är hämtad.", "Where it was fetched."),
        Field("fetchedOn", Kind.DAY, "Hämtad den", "När den hämtades.", "When it was fetched."),
        Field("source", Kind.TEXT, "Källa", "Var dokumentet nämns.", "Where the document is mentioned."),
        PUBLISHED_AT,
        URL,
    ),
)
