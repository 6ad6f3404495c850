"""Queues letters about what is made public, in the transaction that does it (settings.AFTER_PUBLICATION)."""

import datetime

from django.utils import timezone

from pledges.following.tasks import send_soon
from pledges.models import AreaMembership, Dispatch, Followed, Pace, PublicEvent, Publishable

NEWS_FOR = datetime.timedelta(days=7)  # what happened longer ago, and is entered now, is history


def after_publication(item: Publishable) -> None:
    """Queue what just happened with the item for everybody who follows it."""
    event = PublicEvent.objects.latest_of(item.municipality, item.get_absolute_url())
    if event.happened_at < timezone.now() - NEWS_FOR:
        return
    due = due_to_whom(event)
    if due:
        Dispatch.objects.queue(event, due)
        send_soon.enqueue()


def due_to_whom(event: PublicEvent) -> dict[int, datetime.date]:
    """Each follower who is to be told of it, and from which day.

    What is withdrawn is sent to nobody more; only those who were told of it are told that.
    """
    day = timezone.localdate()
    if event.kind == PublicEvent.Kind.WITHDRAWN:
        told = Dispatch.objects.about(event.municipality, event.path)
        told.unsent().delete()
        return dict.fromkeys(told.told(), day)
    areas = [membership.area_id for membership in AreaMembership.objects.of(event.municipality).on(day)]
    due: dict[int, datetime.date] = {}
    for follower, pace in Followed.objects.about(event, areas, event.themes.all()):
        due[follower] = min(due.get(follower, datetime.date.max), first_day(pace, day))
    return due


def first_day(pace: str, day: datetime.date) -> datetime.date:
    """The first day on which something of the day is told: the same, or the first of the next month."""
    return day if pace == Pace.AT_ONCE else (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
