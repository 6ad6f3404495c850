"""The pictures that other services show beside links to a kommun or a pledge."""

from django.conf import settings
from django.urls import reverse

from pledges.models import Municipality
from pledges.pages.body import PledgeBody
from portal.previews.picture import Picture
from portal.wording import shortened

TEXT_LENGTH = 240  # letters: four lines, and no more than one wants read aloud
INVENTED, INVENTED_ANSWERS = "Påhittat för demonstration", "Svaren är påhittade för demonstration"


def municipality_picture(municipality: Municipality, body: PledgeBody) -> Picture:
    verb = "lovade" if body.state == "ended" else "lovar"
    return picture(
        reverse("municipality_picture", args=[municipality.slug]),
        kicker=f"{body.content['title']}. {body.state_text}",
        heading=f"Det här {verb} polisen och {municipality.official_name}",
        text=body.summary["text"] or _promised(body),
        summary=body.summary,
        mark=mark_of(body),
    )


def pledge_picture(municipality: Municipality, body: PledgeBody) -> Picture:
    return picture(
        reverse("pledge_picture", args=[municipality.slug, body.content["slug"]]),
        kicker=f"{municipality.official_name}. {body.state_text}",
        heading=body.content["title"],
        text=_promised(body) or body.summary["text"],
        summary=body.summary,
        mark=mark_of(body),
    )


def mark_of(body: PledgeBody) -> str:
    if body.content["is_demo"]:
        return INVENTED
    return INVENTED_ANSWERS if body.has_demo_answers else ""


def picture(path: str, *, kicker: str, heading: str, text: str, summary: dict, mark: str) -> Picture:
    """With the portal's name, and the bar of a summary (pledges.summaries)."""
    bar = tuple((row["status"], row["count"]) for row in summary["rows"])
    return Picture(path, settings.PORTAL_NAME, kicker, heading, shortened(text, TEXT_LENGTH), bar, mark)


def _promised(body: PledgeBody) -> str:
    return " ".join(promise["text"] for promise in body.content["promises"])
