"""Kommuner and lokalpolisområden as open data."""

from collections.abc import Sequence

from django.utils import timezone

from pledges.addresses import public_address
from pledges.models import LocalPoliceArea, Municipality
from pledges.opendata.columns import CODE, ID, IRREGULAR, OF_COUNTY, OF_MUNICIPALITY, URL
from portal.opendata.datasets import Dataset
from portal.opendata.fields import Field, Kind, Record, Words

KEYWORDS = (Words("kommun", "municipality"), Words("polisområde", "police area"), Words("indelning", "division"))

REGION = Field(
    "policeRegion", Kind.TEXT, "Polisregion", "Polisregionen.", "The police region.", "Polisregion Öst", required=True
)


def municipality_records(municipalities: Sequence[Municipality]) -> list[list[Record]]:
    return [[municipality_record(one)] for one in municipalities]


def municipality_record(one: Municipality) -> Record:
    areas = [membership.area for membership in one.current_memberships]
    return {
        "id": one.code,
        "municipalityCode": one.code,
        "name": one.name,
        "officialName": one.official_name,
        "countyCode": one.county_id,
        "countyName": one.county.name,
        "policeRegion": str(one.county.region),
        "localPoliceAreas": [area.name for area in areas],
        "localPoliceAreaIds": [str(area.pk) for area in areas],
        "website": one.website or None,
        "url": public_address(one),
    }


MUNICIPALITIES = Dataset(
    slug="kommuner",
    schema="Kommun",
    title=Words("Kommuner", "Municipalities"),
    description=Words(
        "Sveriges kommuner med kommunkod, län, polisregion och de lokalpolisområden som de hör till i dag.",
        "Sweden's municipalities with code, county, police region and the local police areas they belong to today.",
    ),
    keywords=KEYWORDS,
    theme="GOVE",
    frequency=IRREGULAR,
    covers_country=True,
    parents=lambda: Municipality.objects.real().for_open_data(timezone.localdate()),
    order=("code",),
    records=municipality_records,
    parameters=(OF_MUNICIPALITY, OF_COUNTY),
    fields=(
        ID,
        CODE,
        Field("name", Kind.TEXT, "Namn", "Kommunens namn utan ordet kommun.", "The name.", "Gislaved", required=True),
        Field(
            "officialName",
            Kind.TEXT,
            "Fullständigt namn",
            "Namnet som kommunen använder.",
            "The name that the municipality uses.",
            "Gislaveds kommun",
            required=True,
        ),
        Field("countyCode", Kind.TEXT, "Länskod", "SCB:s tvåsiffriga länskod.", "County code.", "06", required=True),
        Field("countyName", Kind.TEXT, "Län", "Länets namn.", "The county's name.", "Jönköpings län", required=True),
        REGION,
        Field(
            "localPoliceAreas",
            Kind.TEXTS,
            "Lokalpolisområden",
            "Namnen på de lokalpolisområden som kommunen hör till i dag, när det är känt.",
            "The local police areas that the municipality belongs to today, where known.",
            ["Värnamo"],
            required=True,
        ),
        Field(
            "localPoliceAreaIds",
            Kind.TEXTS,
            "Lokalpolisområdenas id",
            "Deras id i datamängden lokalpolisomraden, i samma ordning.",
            "Their ids in the dataset lokalpolisomraden, in the same order.",
            ["4"],
            required=True,
        ),
        Field("website", Kind.ADDRESS, "Kommunens webbplats", "Kommunens webbplats.", "The municipality's website."),
        URL,
    ),
)


def area_records(areas: Sequence[LocalPoliceArea]) -> list[list[Record]]:
    return [[area_record(area)] for area in areas]


def area_record(area: LocalPoliceArea) -> Record:
    covered = [membership.municipality for membership in area.current_memberships]
    return {
        "id": str(area.pk),
        "name": area.name,
        "policeRegion": str(area.region),
        "municipalityCodes": [one.code for one in covered],
        "municipalityNames": [one.name for one in covered],
        "url": public_address(area),
    }


AREAS = Dataset(
    slug="lokalpolisomraden",
    schema="Lokalpolisomrade",
    title=Words("Lokalpolisområden", "Local police areas"),
    description=Words(
        "Polisens lokalpolisområden och vilka kommuner som vart och ett omfattar i dag, så långt det är känt.",
        "The police's local police areas and the municipalities that each covers today, as far as is known.",
    ),
    keywords=KEYWORDS,
    theme="JUST",
    frequency=IRREGULAR,
    covers_country=True,
    parents=lambda: LocalPoliceArea.objects.real().with_region().with_municipalities_on(timezone.localdate()),
    order=("pk",),
    records=area_records,
    fields=(
        ID,
        Field(
            "name",
            Kind.TEXT,
            "Namn",
            "Namnet utan ordet lokalpolisområde.",
            "The name.",
            "Värnamo",
            required=True,
        ),
        REGION,
        Field(
            "municipalityCodes",
            Kind.TEXTS,
            "Kommunkoder",
            "Kommunerna som området omfattar i dag.",
            "The municipalities that the area covers today.",
            ["0662", "0683"],
            required=True,
        ),
        Field(
            "municipalityNames",
            Kind.TEXTS,
            "Kommuner",
            "Deras namn, i samma ordning.",
            "Their names, in the same order.",
            ["Gislaved", "Värnamo"],
            required=True,
        ),
        URL,
    ),
)
