"""Many kommuner at once: the overview of the country or a part of it, and the same on the page of a län or an area."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from followups.charts import course_of, states
from followups.choosing import FIRST_YEAR, ORDERS, Asked, Choices
from followups.colouring import COLOURINGS, Colouring
from followups.coverage import STATE_TEXT, Block, CoverageState
from followups.models import MunicipalityOverview
from followups.situations import LATEST, Situation, counted, situations, tertial_to_tell
from pledges.map import Window, window_on
from pledges.models import Municipality
from pledges.pages.base import Page, site_notices, today
from pledges.tertial import Tertial
from portal.templatetags.drawings import Shape
from portal.wording import day_text, figure, listed, number_text


@dataclass(frozen=True)
class Courses:
    """Some kommuner's reporting as one small chart each: `rows` have `municipality` and `course` (followups.charts)."""

    years: list[int]
    rows: list[dict]
    legend: list[dict]


@dataclass(frozen=True)
class AreaPart:
    """The part of a page that tells of some kommuner: sums in words, a map, and a table that says the same.

    `tertial` is the one that the sums tell of. `window` is None when none of them is on the map, whose colours
    `map_title` explains; `courses` where there are too many for a chart each. `left_out` are the kommuner without a
    known pledge that are not in the table.
    """

    year: int
    tertial: Tertial
    rows: list[dict]
    sentence: str
    map_title: str
    legend: list[dict]
    shapes: list[Shape]
    window: Window | None
    courses: Courses | None = None
    left_out: int = 0
    template: str = "followups/area_part.html"

    @property
    def is_demo(self) -> bool:
        return any(row["is_demo"] for row in self.rows)


@dataclass(kw_only=True)
class OverviewPage(Page):
    part: AreaPart
    asked: Asked
    choices: Choices
    years: list[int]
    table_address: str
    everyone_address: str


def overview_page(sent, day: datetime.date | None = None) -> OverviewPage:
    """The country, or a part of it. Five questions, however long the history."""
    day = day or today()
    choices = Choices.read()
    asked = choices.known(Asked.read(sent, day))
    everyone = Municipality.objects.real().with_county().in_order()
    part, where = area_part(choices.narrow(everyone, asked, day), asked, day), choices.name(asked)
    return OverviewPage(
        title=f"Översikt {asked.year} – {where}",
        heading=f"Så går det i {where}",
        description=f"Vilka kommuner i {where} som har ett medborgarlöfte och vad som är redovisat {asked.year}.",
        crumbs=[("Start", reverse("start"))],
        notices=site_notices(day),
        part=part,
        asked=asked,
        choices=choices,
        years=list(range(day.year, FIRST_YEAR - 1, -1)),
        table_address=f"{reverse('overview_table')}?{asked.query()}",
        everyone_address=f"{reverse('overview')}?{asked.query(alla=1)}#tabell",
    )


def area_part(municipalities, asked: Asked, day: datetime.date, *, with_courses: bool = False) -> AreaPart:
    """`municipalities` is a question for them, with their län. Two questions."""
    due_months = settings.REPORT_DUE_MONTHS
    found = situations(
        municipalities,
        MunicipalityOverview.objects.of(municipalities),
        year=asked.year,
        day=day,
        due_months=due_months,
    )
    tertial = tertial_to_tell(asked.year, day)
    colouring: Colouring = COLOURINGS[asked.colours](tertial, day)
    window = window_on(one.municipality.code for one in found)
    known = [one for one in found if one.pledge]
    shown = found if asked.everyone else known
    return AreaPart(
        year=asked.year,
        tertial=tertial,
        rows=[row_of(one) for one in sorted(shown, key=lambda one: ORDERS[asked.order](one, tertial))],
        sentence=sentence(found, tertial, due_months),
        map_title=colouring.title,
        legend=colouring.legend(found),
        shapes=colouring.shapes(found, window),
        window=window,
        courses=courses_of(known, day, due_months) if with_courses else None,
        left_out=len(found) - len(shown),
    )


def courses_of(known: Sequence[Situation], day: datetime.date, due_months: int) -> Courses | None:
    """The last years of which anything is known, of some kommuner side by side; None when nothing is."""
    last = max((year for one in known for year in one.years if year <= day.year), default=None)
    if last is None:
        return None
    shown = range(last - LATEST + 1, last + 1)
    rows = [(one.municipality, one.course(shown, due_months)) for one in known]
    return Courses(
        years=list(shown),
        rows=[{"municipality": municipality, "course": course_of(years)} for municipality, years in rows],
        legend=states([year for _municipality, years in rows for year in years]),
    )


def municipalities_panel(municipalities, day: datetime.date) -> AreaPart:
    """The part for the page of a län or an area, for the present year (settings.AREA_PANELS)."""
    return area_part(municipalities, Asked(day.year, everyone=True), day, with_courses=True)


def row_of(one: Situation) -> dict:
    """A line of the table: the kommun, its pledge, the year's tertials, and how the activities stand."""
    municipality = one.municipality
    return {
        "municipality": municipality,
        "pledge": {
            "title": one.pledge["title"],
            "address": reverse("pledge", args=[municipality.slug, one.pledge["slug"]]),
            "ends_on": one.pledge["ends_on"],
            "until": day_text(datetime.date.fromisoformat(one.pledge["ends_on"])),
            "in_force": one.in_force,
        }
        if one.pledge
        else None,
        "cells": [cell_of(block, municipality) for block in one.blocks],
        "summary": one.summary,
        "is_demo": one.is_demo,
    }


def cell_of(block: Block, municipality: Municipality) -> dict:
    """One cell: how many tertials it spans, its state, and the latest report of them."""
    slug = block.reports[-1].subject if block.reports else ""
    return {
        "colspan": len(block.tertials),
        "name": block.span.label,
        "state": block.state.value,
        "text": STATE_TEXT[block.state],
        "address": reverse("follow_up", args=[municipality.slug, slug]) if slug else "",
        "label": block.reports[-1].span.label if slug else "",
    }


def sentence(found: Sequence[Situation], tertial: Tertial, due_months: int) -> str:
    """In words how many have a pledge, and how many have reported on the tertial."""
    in_force = sum(one.in_force for one in found)
    counts = counted(found, tertial)
    owing = sum(count for state, count in counts.items() if state != CoverageState.OUTSIDE)
    if not found:
        return "Ingen kommun hör till allt det som är valt. Ta bort något av valen."
    first = f"Av {figure(len(found))} kommuner har {number_text(in_force)} ett löfte som gäller nu."
    if len(found) == 1:
        first = "Kommunen har ett löfte som gäller nu." if in_force else "Kommunen har inget löfte som gäller nu."
    if not owing:
        return f"{first} Ingen av dem skulle redovisa {tertial.label.lower()}."
    parts = [f"{number_text(counts[state])} {SAID[state][counts[state] > 1]}" for state in SAID if counts[state]]
    due = day_text(tertial.due(due_months))
    return f"{first} {tertial.label} skulle {number_text(owing)} redovisa senast {due}: {listed(parts)}."


# Of one, and of several.
SAID = {
    CoverageState.REPORTED: ("har redovisat", "har redovisat"),
    CoverageState.REPORTED_LATE: ("har redovisat sent", "har redovisat sent"),
    CoverageState.UPCOMING: ("har tid kvar eftersom tertialet pågår",) * 2,
    CoverageState.DUE: ("har tid kvar", "har tid kvar"),
    CoverageState.LATE: ("är försenad", "är försenade"),
    CoverageState.MISSING: ("saknas", "saknas"),
}
