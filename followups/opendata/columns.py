"""What the datasets of follow-ups have in common."""

from followups.models import FollowUp
from pledges.opendata.columns import flat, place
from portal.opendata.datasets import Parameter
from portal.opendata.fields import Field, Kind, Record

OF_YEAR = Parameter(
    "year",
    "År",
    r"20[0-9]{2}",
    "Bara uppföljningar av det året.",
    "Only follow-ups of that year.",
    "2026",
    "in_year",
    is_number=True,
)

YEAR = Field("year", Kind.INTEGER, "År", "Året som redovisas.", "The year that is reported on.", 2026, required=True)
PERIOD = Field("period", Kind.TEXT, "Tid", "Tiden i ord.", "The period in words.", "Tertial 1 2026", required=True)


def pledge_id(follow_up: FollowUp) -> str | None:
    """The id of its pledge, when that is public."""
    pledge = follow_up.pledge
    return str(pledge.pk) if pledge and pledge.is_published else None


def known(follow_up: FollowUp) -> Record:
    """What a follow-up and each of its answers say alike."""
    content = follow_up.current_edition.content
    return {
        "pledgeId": pledge_id(follow_up),
        **place(follow_up.municipality),
        "year": content["year"],
        "period": flat(content["range_label"]),
        "isDemo": content["is_demo"],
    }
