"""What a reminder says, in plain Swedish."""

import datetime

from pledges.tertial import ReportingRange
from portal.wording import NBSP, day_text


def due_text(due: datetime.date, day: datetime.date) -> str:
    """ "Ska publiceras senast 30 september 2026, om 14 dagar." or "Skulle ha publicerats 30 september 2026." """
    left = (due - day).days
    if left < 0:
        return f"Skulle ha publicerats {day_text(due)}."
    when = {0: "i dag", 1: "i morgon"}.get(left, f"om {left}{NBSP}dagar")
    return f"Ska publiceras senast {day_text(due)}, {when}."


def period_text(place: str, span: ReportingRange) -> str:
    """ "Gislaved: uppföljning av tertial 2 2026"."""
    label = span.label
    return f"{place}: uppföljning av {label[0].lower()}{label[1:]}"


WAITS = {
    "change": "Den skickades tillbaka. Ändra och skicka den igen.",
    "approve": "Den är skickad för granskning. Läs och godkänn, eller skicka tillbaka med en kommentar.",
    "publish": "Båda parter har godkänt, men den är inte publicerad.",
}
