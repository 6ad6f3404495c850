"""Lists of kommuner and police areas: all, of a län, of an area, and those that match what somebody typed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from pledges.models import County, LocalPoliceArea, Municipality
from pledges.pages.base import Page, site_notices, today
from pledges.pages.finder import Finding, finding
from portal.wiring import load


@dataclass(kw_only=True)
class MunicipalityListPage(Page):
    """`groups` are (län, its kommuner) in Swedish order; `finding` is the finder's."""

    groups: list[tuple[County, list[Municipality]]]
    finding: Finding
    demo: Sequence[Municipality]


@dataclass(kw_only=True)
class CountyPage(Page):
    """`panels` are what apps above add (settings.AREA_PANELS)."""

    county: County
    municipalities: Sequence[Municipality]
    panels: list


@dataclass(kw_only=True)
class AreaListPage(Page):
    """`regions` are (polisregion, its areas); each area has `municipality_names`."""

    regions: list[tuple[object, list[LocalPoliceArea]]]


@dataclass(kw_only=True)
class AreaPage(Page):
    area: LocalPoliceArea
    municipalities: Sequence[Municipality]
    sources: list[str]
    panels: list


def municipality_list_page(finding: Finding) -> MunicipalityListPage:
    counties = list(County.objects.with_region())
    by_county: dict[str, list[Municipality]] = {county.code: [] for county in counties}
    everyone = list(Municipality.objects.with_pledge_years().in_order())
    for municipality in everyone:
        by_county[municipality.county_id].append(municipality)
    title = f"Sökresultat för {finding.query}" if finding.query else "Kommuner"
    return MunicipalityListPage(
        title=title,
        heading="Hitta din kommun",
        description="Sveriges kommuner län för län, och vilka som har ett medborgarlöfte i portalen.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        groups=[
            (county, [m for m in by_county[county.code] if not m.is_demo])
            for county in counties
            if _is_real(by_county[county.code])
        ],
        finding=finding,
        demo=[municipality for municipality in everyone if municipality.is_demo],
    )


def _is_real(municipalities: list[Municipality]) -> bool:
    return any(not municipality.is_demo for municipality in municipalities)


def county_page(county: County) -> CountyPage:
    inside = Municipality.objects.in_county(county)
    municipalities = list(inside.with_pledge_years().in_order())
    return CountyPage(
        title=f"{county.name} – kommuner och medborgarlöften",
        heading=county.name,
        description=f"Kommunerna i {county.name} och deras medborgarlöften.",
        crumbs=[("Start", reverse("start")), ("Kommuner", reverse("municipality_list"))],
        notices=site_notices(today()),
        is_demo=not _is_real(municipalities),
        county=county,
        municipalities=municipalities,
        panels=panels_of(inside, today()),
    )


def panels_of(municipalities, day: datetime.date) -> list:
    """What apps above tell of some kommuner, given as a question for them."""
    return [panel(municipalities.with_county().in_order(), day) for panel in load("AREA_PANELS")]


def area_list_page(day: datetime.date | None = None) -> AreaListPage:
    day = day or today()
    regions: dict[object, list[LocalPoliceArea]] = {}
    for area in LocalPoliceArea.objects.with_region().with_municipalities_on(day):
        area.municipality_names = [membership.municipality.name for membership in area.current_memberships]
        area.is_demo = bool(area.current_memberships) and all(m.municipality.is_demo for m in area.current_memberships)
        regions.setdefault(area.region, []).append(area)
    return AreaListPage(
        title="Lokalpolisområden",
        heading="Lokalpolisområden",
        description="Lokalpolisområden och de kommuner som hör till dem.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(day),
        regions=list(regions.items()),
    )


def area_page(area: LocalPoliceArea, day: datetime.date | None = None) -> AreaPage:
    day = day or today()
    memberships = list(area.memberships.on(day).with_municipality())
    codes = [membership.municipality_id for membership in memberships]
    inside = Municipality.objects.with_codes(codes)
    municipalities = list(inside.with_pledge_years().in_order())
    return AreaPage(
        title=f"{area} – kommuner och medborgarlöften",
        heading=str(area),
        description=f"Kommunerna i {area} och deras medborgarlöften.",
        crumbs=[("Start", reverse("start")), ("Lokalpolisområden", reverse("area_list"))],
        notices=site_notices(day),
        is_demo=bool(municipalities) and not _is_real(municipalities),
        area=area,
        municipalities=municipalities,
        sources=sorted({membership.source for membership in memberships}),
        panels=panels_of(inside, day),
    )


def suggestions_for_path(path: str) -> list[tuple[str, str]]:
    """What the first part of an unknown address may have meant, as (name, address)."""
    words = path.strip("/").split("/")[0].replace("-", " ")
    return [(str(offer), offer.address) for offer in finding(words).offers[:3]]
