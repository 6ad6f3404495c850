"""How a follow-up is shown and told of elsewhere: its picture, what it is to machines, and how it is referred to."""

from django.urls import reverse

from followups.models import FollowUp
from pledges.pages.base import today
from pledges.pages.citing import citation
from pledges.pages.pictures import INVENTED, INVENTED_ANSWERS, picture
from pledges.pages.structured import document, organisations, place
from portal.previews.picture import Picture


def follow_up_picture(follow_up: FollowUp, content: dict, number: int | None) -> Picture:
    """The picture of the latest edition, or of the older one with that number."""
    keys = [follow_up.municipality.slug, follow_up.slug]
    label = content["range_label"]
    return picture(
        reverse("follow_up_edition_picture", args=[*keys, number])
        if number
        else reverse("follow_up_picture", args=keys),
        kicker=content["municipality"]["official_name"] + (f". Utgåva {number}" if number else ""),
        heading=f"Uppföljning {label[0].lower()}{label[1:]}",
        text=content["summary"]["text"] or (content["pledge"] or {}).get("title", ""),
        summary=content["summary"],
        mark=_mark(follow_up, content),
    )


def _mark(follow_up: FollowUp, content: dict) -> str:
    if not content["is_demo"]:
        return ""
    return INVENTED if follow_up.municipality.is_demo else INVENTED_ANSWERS


def report(follow_up: FollowUp, content: dict, file: dict) -> dict | None:
    """The follow-up in the words of schema.org."""
    if content["is_demo"]:
        return None
    municipality = follow_up.municipality
    return {
        **document("Report", _name(content), file),
        "author": organisations(municipality, None),
        "spatialCoverage": place(municipality),
        "temporalCoverage": f"{follow_up.range.first_day.isoformat()}/{follow_up.range.last_day.isoformat()}",
    }


def reference(follow_up: FollowUp, content: dict, file: dict) -> str:
    """How an edition is referred to, by the address that is its own for good."""
    keys = [follow_up.municipality.slug, follow_up.slug, file["edition"]]
    return citation(
        ["Polisen", content["municipality"]["official_name"]],
        f"Uppföljning av medborgarlöfte, {content['in_words']}",
        edition=file["edition"],
        published=file["published_text"],
        path=reverse("follow_up_edition", args=keys),
        day=today(),
        is_demo=content["is_demo"],
    )


def _name(content: dict) -> str:
    return f"Uppföljning av medborgarlöfte, {content['municipality']['official_name']}, {content['in_words']}"
