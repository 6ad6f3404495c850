"""What several datasets have in common: columns, parameters, how often they change, how values are written."""

import datetime

from pledges.models import Municipality
from portal.opendata.datasets import Frequency, Parameter
from portal.opendata.fields import Field, Kind, Record, Words

CONTINUOUS = Frequency("CONT", "när något publiceras")
TERTIALLY = Frequency("ANNUAL_3", "tre gånger om året, och när något rättas")
IRREGULAR = Frequency("IRREG", "när indelningen ändras")
JUSTICE = "JUST"  # of the EU's themes: justice, legal system and public safety

COMMON_KEYWORDS = (
    Words("medborgarlöfte", "citizen pledge"),
    Words("trygghet", "public safety"),
    Words("brottsförebyggande", "crime prevention"),
    Words("polisen", "police"),
    Words("kommun", "municipality"),
)

ID = Field(
    "id",
    Kind.TEXT,
    "Id",
    "Objektets id. Det ändras aldrig och används aldrig för något annat.",
    "The object's id. It never changes and is never used for anything else.",
    "12",
    required=True,
)
CODE = Field(
    "municipalityCode",
    Kind.TEXT,
    "Kommunkod",
    "SCB:s fyrsiffriga kommunkod; de två första siffrorna är länet.",
    "Statistics Sweden's four-digit municipality code; the first two digits are the county.",
    "0662",
    required=True,
)
NAME = Field(
    "municipalityName", Kind.TEXT, "Kommun", "Kommunens namn.", "The municipality's name.", "Gislaved", required=True
)
PLEDGE_ID = Field(
    "pledgeId",
    Kind.TEXT,
    "Medborgarlöftets id",
    "Id för medborgarlöftet i datamängden medborgarloften.",
    "Id of the pledge in the dataset medborgarloften.",
    "7",
)
PUBLISHED_AT = Field(
    "publishedAt",
    Kind.MOMENT,
    "Publicerad",
    "När den utgåva som visas nu publicerades.",
    "When the edition now shown was published.",
    "2026-02-01T08:30:00Z",
    required=True,
)
URL = Field(
    "url",
    Kind.ADDRESS,
    "Webbadress",
    "Sidan på portalen.",
    "The page on the portal.",
    "https://portalen.example/gislaved/2021/",
    required=True,
)

OF_MUNICIPALITY = Parameter(
    "municipalityCode",
    "Kommunkod",
    r"[0-9]{4}",
    "Bara det som rör kommunen med den koden.",
    "Only what concerns the municipality with this code.",
    "0662",
    "in_municipality_code",
)
OF_COUNTY = Parameter(
    "countyCode",
    "Länskod",
    r"[0-9]{2}",
    "Bara det som rör kommuner i länet med den koden.",
    "Only what concerns municipalities in the county with this code.",
    "06",
    "in_county_code",
)
IN_YEAR = Parameter(
    "year",
    "År",
    r"20[0-9]{2}",
    "Bara det som gäller någon del av året.",
    "Only what is in force during some part of the year.",
    "2026",
    "touching_year",
    is_number=True,
)


def place(municipality: Municipality) -> Record:
    return {"municipalityCode": municipality.code, "municipalityName": municipality.name}


def moment(at: datetime.datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None


def day_of(told: dict | None) -> str | None:
    """The day in a part of a content, as {"on": …}."""
    return (told["on"] or None) if told else None


def flat(text: str) -> str | None:
    """The text with plain spaces; nothing where there is none."""
    return text.replace("\u00a0", " ") or None
