"""What `make bench` measures (settings.MEASURED): pages, searches, the overview, an export and a PDF."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from followups.exports.making import make
from followups.exports.places import named, places
from followups.exports.selection import select
from followups.models import FollowUp
from followups.pdf import follow_up_pdf
from pledges.models import Municipality
from pledges.pages.base import today
from pledges.pages.municipality import municipality_page
from pledges.pdf import EditionFacts

Measured = dict[str, tuple[str | Callable[[], object], int]]


def tasks() -> Measured:
    """The address or the work by name, and how many times a round does it. Of the first kommun with follow-ups."""
    report = FollowUp.objects.published().with_answers().for_page().first()
    kommun, search = report.municipality, reverse("search")
    return {
        "kommunens sida, inget sparat": (kommun.get_absolute_url(), 5),
        "det som kommunens sida läser": (lambda: municipality_page(kommun.slug), 5),
        "uppföljningens sida": (report.get_absolute_url(), 5),
        "sökning bland de senaste åren": (f"{search}?q=trygghetsvandringar", 3),
        "sökning bland de senaste åren, vanligt ord": (f"{search}?q=polisen", 3),
        "sökning bland alla år, vanligt ord": (f"{search}?q=polisen&aldre=1", 3),
        "översikten av landet": (reverse("overview"), 1),
        "länets uppföljningar som CSV": (lambda: export(kommun, report.year), 1),
        "en uppföljning som PDF": (lambda: pdf(report), 1),
    }


def export(kommun: Municipality, year: int) -> None:
    """A year's answers in the kommun's län, as the coordinators fetch them."""
    day = today()
    chosen = select(named(f"lan:{kommun.county_id}", places(day)), year, [1, 2, 3], day)
    with tempfile.TemporaryDirectory() as folder:
        for _ in make("csv", chosen, Path(folder) / "export.csv", Path(folder)):
            pass


def pdf(report: FollowUp) -> None:
    follow_up_pdf(report.current_edition.content, EditionFacts(1, timezone.now(), "", report.get_absolute_url()))
