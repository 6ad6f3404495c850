"""What `make bench` measures (settings.MEASURED): pages, searches, the overview, an export and a PDF."""

import tempfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from followups.exports.making import make
from followups.exports.places import named, places
from followups.exports.selection import select
from followups.models import FollowUp
from followups.pdf import follow_up_html
from pledges.models import Municipality
from pledges.pages.base import today
from pledges.pages.municipality import municipality_page
from pledges.pdf import EditionFacts
from portal.measured import FLOOR, ONE, Comparison, Page, Task
from portal.pdf import render

DIFFERENT = 25  # follow-ups that PDFs are made of

PAGE, STORED, KNOWN = (
    "kommunens sida, inget sparat",
    "kommunens sida ur sidförrådet",
    "kommunens sida, redan hämtad (304)",
)
REPORT, TABLE = "en uppföljning som PDF", "samma uppföljning som en tabell i PDF"


def tasks() -> dict[str, Task]:
    """What is measured by name. Of the first kommun with follow-ups."""
    report = FollowUp.objects.published().with_answers().for_page().first()
    kommun, search = report.municipality, reverse("search")
    page, ours, tables = kommun.get_absolute_url(), documents(), documents("pdf/measured_table.html")
    return {
        PAGE: Task(Page(page), 5),
        STORED: Task(Page(page, stored=True), 5),
        KNOWN: Task(Page(page, stored=True, had=True), 5),
        "det som kommunens sida läser": Task(lambda: municipality_page(kommun.slug), 5),
        "uppföljningens sida": Task(Page(report.get_absolute_url()), 5),
        "sökning bland de senaste åren": Task(Page(f"{search}?q=trygghetsvandringar"), 3),
        "sökning bland de senaste åren, vanligt ord": Task(Page(f"{search}?q=polisen"), 3),
        "sökning bland alla år, vanligt ord": Task(Page(f"{search}?q=polisen&aldre=1"), 3),
        "översikten av landet": Task(Page(reverse("overview"))),
        "länets uppföljningar som CSV": Task(lambda: export(kommun, report.year)),
        REPORT: Task(lambda: render(next(ours))),
        TABLE: Task(lambda: render(next(tables))),
    }


def comparisons() -> list[Comparison]:
    """What is to be told beside the table of all costs."""
    return [
        Comparison("kommunens sida ur sidförrådet mot ett konstant svar", STORED, FLOOR, "högst 2,5"),
        Comparison("svaret 304 mot ett svar med en fråga till databasen", KNOWN, ONE, "högst 1,3"),
        Comparison("en uppföljning som PDF mot samma innehåll som en tabell", REPORT, TABLE, "högst 0,33"),
    ]


def export(kommun: Municipality, year: int) -> None:
    """A year's answers in the kommun's län, as the coordinators fetch them."""
    day = today()
    chosen = select(named(f"lan:{kommun.county_id}", places(day)), year, [1, 2, 3], day)
    with tempfile.TemporaryDirectory() as folder:
        for _ in make("csv", chosen, Path(folder) / "export.csv", Path(folder)):
            pass


def documents(template: str = "pdf/follow_up.html") -> Iterator[str]:
    """The HTML of one follow-up's PDF after another, without end."""
    reports = FollowUp.objects.published().with_answers().for_page()[:DIFFERENT]
    facts = [EditionFacts(1, timezone.now(), "", report.get_absolute_url()) for report in reports]
    contents = [report.current_edition.content for report in reports]
    return cycle([follow_up_html(content, fact, template) for content, fact in zip(contents, facts, strict=True)])
