"""The verb of a follow-up: publish it as an edition; and where each activity stands after that.

It is withdrawn as everything else is (pledges.publishing.withdraw).
"""

import datetime
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from followups.completeness import follow_up_problems
from followups.contents import follow_up_content
from followups.models import FollowUp, FollowUpEdition
from followups.pdf import follow_up_pdf
from followups.standings import Answer, Standing, standing_of
from pledges.addresses import public_address
from pledges.editions import freeze
from pledges.hidden_names import hidden_in, without
from pledges.models import Activity, Pledge, Publishable
from pledges.pdf import EditionFacts
from pledges.publishing import lock, move, next_number, require_complete
from portal.models import User

OLD = datetime.timedelta(days=365)  # after its time, a follow-up is one of the past


@transaction.atomic
def publish(
    follow_up: FollowUp,
    *,
    by: User,
    at: datetime.datetime | None = None,
    note: str = "",
    approvals: Sequence[dict] = (),
) -> FollowUpEdition:
    """Freeze the follow-up as its next edition, show it, and bring the activities' standing up to date.

    Raises pledges.publishing.Incomplete when something is missing.
    """
    lock(follow_up)
    if follow_up.pledge_id:
        Pledge.objects.hold(follow_up.pledge_id)  # so that two reports of the same months are not published at once
    follow_up = FollowUp.objects.for_content().get(pk=follow_up.pk)
    require_complete(follow_up_problems(follow_up))
    at = at or timezone.now()
    if approvals and is_told_now(follow_up, at):
        follow_up.reported_on = timezone.localdate(at)
    content, named = without(draft_content(follow_up), approvals, hidden_in(follow_up.municipality))
    facts = EditionFacts(next_number(follow_up, note), at, note, public_address(follow_up), named)
    edition = freeze(FollowUpEdition(follow_up=follow_up, content=content), facts, follow_up_pdf(content, facts), by=by)
    follow_up.current_edition = edition
    move(follow_up, "publish", by=by, at=at, note=note)
    return edition


def is_told_now(follow_up: FollowUp, at: datetime.datetime) -> bool:
    """Whether the day it is first published here is the day it was reported.

    Not of one that states its day, nor of one that is entered so late that it was surely told elsewhere before.
    """
    stated = follow_up.reported_on or follow_up.current_edition_id
    return not stated and timezone.localdate(at) - follow_up.range.last_day < OLD


def after_publication(item: Publishable) -> None:
    """When a follow-up is published or withdrawn, its activities stand where the public ones now leave them."""
    if isinstance(item, FollowUp):
        refresh_standings(item.pledge)


def draft_content(follow_up: FollowUp) -> dict:
    """What an edition would hold if the follow-up, fetched with `for_content()`, were published now."""
    return follow_up_content(follow_up, earlier_answers(follow_up))


def earlier_answers(follow_up: FollowUp) -> list[Answer]:
    """What the pledge's other published follow-ups said, of time that ended before this one's did."""
    if follow_up.pledge_id is None:
        return []
    others = FollowUp.objects.published().of_pledge(follow_up.pledge).apart_from(follow_up)
    last_day = follow_up.range.last_day
    return [answer for answer in published_answers(others) if answer.span.last_day < last_day]


def published_answers(follow_ups) -> list[Answer]:
    """The answers in the current editions of some published follow-ups."""
    return [
        Answer(
            activity=answer["activity"],
            span=follow_up.range,
            status=answer["status"],
            count=answer["done_count"],
            comment="\n\n".join(answer["comment_paragraphs"]),
            is_demo=follow_up.current_edition.content["is_demo"],
        )
        for follow_up in follow_ups.with_content()
        for answer in follow_up.current_edition.content["answers"]
    ]


def refresh_standings(pledge: Pledge | None) -> None:
    """Write on each activity of the pledge where it stands. The only writer of these fields."""
    if pledge is None:
        return
    activities = []
    for activity, standing in standings(pledge):
        write_standing(activity, standing)
        activities.append(activity)
    Activity.objects.bulk_update(activities, STANDING_FIELDS)


def standings(pledge: Pledge) -> Iterator[tuple[Activity, Standing]]:
    """Where the pledge's public follow-ups leave each of its activities."""
    answers = published_answers(FollowUp.objects.published().of_pledge(pledge))
    for activity in Activity.objects.of(pledge):
        own = [answer for answer in answers if answer.activity == activity.pk]
        yield activity, standing_of(own, activity.target_per)


STANDING_FIELDS = ("status", "status_period", "status_comment", "done_count", "done_period", "standing_is_demo")


def write_standing(activity: Activity, standing: Standing) -> None:
    activity.status = standing.status
    activity.status_period = standing.period
    activity.status_comment = standing.comment
    activity.done_count = standing.count
    activity.done_period = standing.covers
    activity.standing_is_demo = standing.is_demo
