"""Up to four kommuner side by side: what each has promised, what is reported, and how it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from followups.area_pages import row_of
from followups.models import MunicipalityOverview
from followups.situations import Situation, situations
from pledges.map import neighbours
from pledges.models import Municipality, PledgeEdition
from pledges.pages.base import Page, site_notices, today
from portal.swedish import slug

MOST = 4
FEWEST = 2


@dataclass(frozen=True)
class Column:
    """One kommun: its line of the overview, and the promises of the pledge that is shown."""

    row: dict
    promises: list[dict]


@dataclass(kw_only=True)
class ComparisonPage(Page):
    """`typed` fills the form's fields; `unknown` are names that no kommun has; `nearby` compares with neighbours."""

    columns: list[Column]
    year: int
    typed: list[str]
    unknown: list[str]
    names: Sequence[str]
    nearby: str


def comparison_page(asked: Sequence[str]) -> ComparisonPage:
    """`asked` are kommuner by address or name; those beyond four do not count. Five questions."""
    wanted = list(dict.fromkeys(slug(name[:60]) for name in asked if name.strip()))[:MOST]
    everyone = list(Municipality.objects.with_county().in_order())
    by_name = {slug(one.name): one for one in everyone} | {one.slug: one for one in everyone}
    chosen = [by_name[name] for name in wanted if name in by_name]
    found = situations_of(chosen)
    names = [one.municipality.name for one in found]
    return ComparisonPage(
        title=f"Jämför {', '.join(names)}" if names else "Jämför kommuner",
        heading="Jämför kommuner",
        description="Jämför medborgarlöften i upp till fyra kommuner sida vid sida.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(today()),
        is_demo=any(one.is_demo for one in found),
        columns=columns(found),
        year=today().year,
        typed=[*names, *[""] * (MOST - len(names))],
        unknown=[name for name in wanted if name not in by_name],
        names=[one.name for one in everyone if not one.is_demo],
        nearby=with_neighbours(chosen[0], everyone) if len(chosen) == 1 else "",
    )


def situations_of(chosen: Sequence[Municipality]) -> list[Situation]:
    """How they stand this year, in the same order. One question."""
    rows = MunicipalityOverview.objects.of(Municipality.objects.with_codes([one.code for one in chosen]))
    return situations(chosen, rows, year=today().year, day=today(), due_months=settings.REPORT_DUE_MONTHS)


def columns(found: Sequence[Situation]) -> list[Column]:
    addresses = {(one.municipality.code, one.pledge["slug"]) for one in found if one.pledge}
    contents = PledgeEdition.objects.contents_at(addresses)
    return [
        Column(
            row_of(one),
            contents[one.municipality.code, one.pledge["slug"]]["promises"] if one.pledge else [],
        )
        for one in found
    ]


def with_neighbours(municipality: Municipality, everyone: Sequence[Municipality]) -> str:
    """The address that compares a kommun with its neighbours, the first that there is room for."""
    codes = neighbours(municipality.code)
    beside = [one.slug for one in everyone if one.code in codes][: MOST - 1]
    names = [("kommun", name) for name in (municipality.slug, *beside)]
    return f"{reverse('comparison')}?{urlencode(names)}" if beside else ""
