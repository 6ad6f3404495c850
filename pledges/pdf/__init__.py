"""A pledge's edition as a PDF: its content arranged for paper."""

import datetime
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone

from pledges.pdf.photo import photo_item
from pledges.pdf.sections import (
    activity_groups,
    kicker,
    promise_runs,
    record_facts,
    sections_after,
    sections_before,
    title_facts,
)
from portal.pdf import Pdf, render
from portal.wording import day_text, listed


@dataclass(frozen=True)
class EditionFacts:
    """What an edition says of itself. `address` is the whole address of the page that shows it.

    `approvals` are {"party_text", "name", "text"} (the day in words), empty for what was loaded and not approved here.
    """

    number: int
    published_at: datetime.datetime
    change_note: str
    address: str
    approvals: tuple[dict, ...] = ()

    @property
    def day(self) -> str:
        """The day of publication in Sweden, in words."""
        return day_text(timezone.localtime(self.published_at).date())

    @property
    def short_address(self) -> str:
        """The address as people write it on paper."""
        return self.address.removeprefix("https://").removeprefix("http://")


def pledge_pdf(content: dict, facts: EditionFacts) -> Pdf:
    """The PDF of a pledge's content (see pledges.contents). Raises portal.pdf.RenderingFailed."""
    return render(pledge_html(content, facts))


def pledge_html(content: dict, facts: EditionFacts) -> str:
    """The document that becomes the PDF."""
    official_name = content["municipality"]["official_name"]
    extended = content["extension"]["pledges"] if content["extension"] else []
    return render_to_string(
        "pdf/pledge.html",
        {
            "pledge": content,
            "facts": facts,
            "title": f"{content['title']}, {official_name}",
            "running": f"{official_name} · {content['title']}",
            "description": f"Vad polisen och {official_name} har lovat under {content['label']}.",
            "is_demo": content["is_demo"],
            "names_hidden": content.get("names_hidden", []),
            "kicker": kicker(content),
            "title_facts": title_facts(content),
            "extends_text": listed([earlier["label"] for earlier in extended]),
            "promises": promise_runs(content),
            "groups": activity_groups(content),
            "before": sections_before(content),
            "after": sections_after(content),
            "photo": photo_item(content["photo"]),
            "record": record_facts(content),
        },
    )
