"""Questions asked of those who follow by e-mail, and of what is to be sent to them."""

import datetime
from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import Q, QuerySet

QUEUE = """
INSERT INTO pledges_dispatch (event_id, follower_id, due_on)
SELECT %s, follower.id, due.day
FROM unnest(%s::bigint[], %s::date[]) AS due(key, day) JOIN pledges_follower AS follower ON follower.id = due.key
FOR KEY SHARE OF follower
ON CONFLICT DO NOTHING
"""


class FollowingQuerySet(QuerySet):
    def with_what(self) -> QuerySet:
        return self.select_related("municipality", "area", "theme")


class FollowRequestQuerySet(FollowingQuerySet):
    def with_key(self, pk: int):
        return self.with_what().filter(pk=pk).first()

    def of_address(self, address: str) -> QuerySet:
        return self.filter(address=address)

    def asked_before(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(asked_at__lt=moment)

    def waiting(self) -> list[int]:
        """The keys of those whose letter has not been sent, the oldest first."""
        return list(self.filter(sent_at__isnull=True).order_by("pk").values_list("pk", flat=True))

    def take(self, pk: int):
        """One of them, held until the transaction ends; None while another process has it, or when it is sent."""
        rows = self.with_what().filter(pk=pk, sent_at__isnull=True)
        return rows.select_for_update(skip_locked=True, of=("self",)).first()


class FollowerQuerySet(QuerySet):
    def with_key(self, pk: int):
        return self.filter(pk=pk).first()

    def hold(self, pk: int) -> None:
        """Wait for whoever writes to the follower, and hold it until the transaction ends."""
        list(self.filter(pk=pk).select_for_update())

    def of_address(self, address: str) -> QuerySet:
        return self.filter(address=address)

    def to_be_told(self, day: datetime.date) -> list[int]:
        """The keys of those to whom something is due on the day."""
        due = self.filter(dispatches__due_on__lte=day, dispatches__sent_at__isnull=True)
        return list(due.order_by("pk").distinct().values_list("pk", flat=True))

    def take(self, pk: int):
        """The follower, held until the transaction ends; None while another process writes to them.

        What is published meanwhile may still be queued for them.
        """
        return self.filter(pk=pk).select_for_update(skip_locked=True, no_key=True).first()


class FollowedQuerySet(FollowingQuerySet):
    def in_order(self) -> QuerySet:
        return self.with_what().order_by("pk")

    def about(self, event, areas: Iterable, themes: Iterable) -> list[tuple[int, str]]:
        """Who follows what the event is about, and how soon they want to know. The demonstration is no real news."""
        wanted = Q(municipality=event.municipality_id)
        if not event.municipality.is_demo:
            everywhere = Q(municipality__isnull=True, area__isnull=True, theme__isnull=True)
            wanted |= Q(area__in=areas) | Q(theme__in=themes) | everywhere
        return list(self.filter(wanted).order_by().values_list("follower", "pace"))


class DispatchQuerySet(QuerySet):
    def queue(self, event, due: Mapping[int, datetime.date]) -> None:
        """Queue the event for each follower from a day on; what is queued or sent already is left as it is.

        Who leaves meanwhile is passed by, and nobody who is queued leaves before the transaction ends. A letter that
        is being sent to one of them is not waited for, as it would be with Django's own locks.
        """
        with connection.cursor() as cursor:
            cursor.execute(QUEUE, [event.pk, list(due), list(due.values())])

    def about(self, municipality, path: str) -> QuerySet:
        """Of any event of the thing at the address."""
        return self.filter(event__municipality=municipality, event__path=path)

    def unsent(self) -> QuerySet:
        return self.filter(sent_at__isnull=True)

    def told(self) -> set[int]:
        """The followers to whom some of it has been sent."""
        return set(self.filter(sent_at__isnull=False).values_list("follower", flat=True))

    def due(self, follower, day: datetime.date) -> QuerySet:
        """What is to be told to the follower on the day, in the order in which it happened, held until it is told."""
        rows = self.unsent().filter(follower=follower, due_on__lte=day).select_related("event__municipality")
        held = rows.select_for_update(skip_locked=True, of=("self",))
        return held.order_by("event__happened_at", "event__pk")

    def were_sent(self, rows: Iterable, at: datetime.datetime) -> None:
        self.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)

    def before(self, day: datetime.date) -> QuerySet:
        return self.filter(due_on__lt=day)
