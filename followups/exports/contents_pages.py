"""The pages of contents before bound reports: each with its page and a link, and what is missing with its state.

Made in parts, since one table of a whole country takes longer than a document may.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string

from followups.exports.selection import Gap, Selection
from followups.models import FollowUp
from pledges.pages.base import today
from portal.pdf import Pdf, render
from portal.wording import day_text

LINK = "https://rapport.invalid/"  # and a number: replaced with a place in the file when it is bound
LINES = 57  # of each part: two pages
LINES_A_PAGE = 33  # what is guessed wrong of room costs time alone
TITLE_LINES, HEADING_LINES = 9, 3  # their room, in lines
MOST_TRIES = 3


@dataclass(frozen=True)
class Part:
    """Some lines of the contents; `first` is the number of its first report."""

    first: int
    follow_ups: Sequence[FollowUp] = ()
    gaps: Sequence[Gap] = ()
    opens: bool = False
    gaps_begin: bool = False

    @property
    def likely_pages(self) -> int:
        headings = HEADING_LINES * (bool(self.follow_ups) and not self.opens) + HEADING_LINES * bool(self.gaps)
        lines = len(self.follow_ups) + len(self.gaps) + headings + TITLE_LINES * self.opens
        return -(-lines // LINES_A_PAGE)


def parts(selection: Selection) -> list[Part]:
    """The lines in parts: what there is before what is missing."""
    reports, gaps = selection.follow_ups, selection.gaps
    found = []
    for start in range(0, len(reports) + len(gaps), LINES):
        before = max(0, start - len(reports))
        after = max(0, start + LINES - len(reports))
        some = gaps[before:after]
        begin = bool(some) and before == 0
        found.append(Part(start, reports[start : start + LINES], some, opens=not start, gaps_begin=begin))
    return found


def contents(selection: Selection, pages: Sequence[int]) -> Generator[None, None, list[bytes]]:
    """A step for each part; returns the parts as PDF. `pages` are how many each report has.

    Raises portal.pdf.RenderingFailed.
    """
    own = sum(part.likely_pages for part in parts(selection))
    made: list[Pdf] = []
    for _ in range(MOST_TRIES):  # their own number decides the numbers in them, which hardly ever decide their number
        made = []
        for part in parts(selection):
            made.append(render(part_html(selection, part, pages, own)))
            yield
        if sum(pdf.pages for pdf in made) == own:
            break
        own = sum(pdf.pages for pdf in made)
    return [pdf.data for pdf in made]


def part_html(selection: Selection, part: Part, pages: Sequence[int], own: int) -> str:
    """The document that becomes the PDF, when all parts have so many pages together."""
    rows, page = [], own + 1 + sum(pages[: part.first])
    for number, follow_up in enumerate(part.follow_ups, part.first):
        rows.append({"follow_up": follow_up, "page": page, "link": f"{LINK}{number}"})
        page += pages[number]
    return render_to_string(
        "pdf/contents.html",
        {
            "selection": selection,
            "part": part,
            "title": f"Uppföljningar, {selection.place.name}, {selection.period}",
            "rows": rows,
            "last_published": max(one.current_edition.published_at for one in selection.follow_ups),
            "day": day_text(today()),
            "address": settings.PUBLIC_URL.partition("://")[2],
        },
    )
