"""Questions asked of exports: whose they are, and which run of the queue holds one."""

import datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Least


class ExportQuerySet(QuerySet):
    def of(self, owner) -> QuerySet:
        return self.filter(owner=owner)

    def newest_first(self, limit: int) -> QuerySet:
        return self.order_by("-created_at", "-pk")[:limit]

    def under_way(self) -> QuerySet:
        return self.filter(state__in=("waiting", "running"))

    def like(self, **asked) -> QuerySet:
        """Those that ask for the same."""
        return self.filter(**asked)

    def expired(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(expires_at__lt=moment)

    def take(self, pk: int, *, run: str, now: datetime.datetime, lost_before: datetime.datetime) -> bool:
        """Let the run have the export: one that waits, or whose last run has given no sign of life."""
        free = Q(state="waiting") | Q(state="running", heartbeat__lt=lost_before)
        taken = {"state": "running", "run": run, "heartbeat": now, "attempts": F("attempts") + 1}
        return bool(self.filter(free, pk=pk).update(**taken))

    def held_by(self, pk: int, run: str) -> QuerySet:
        return self.filter(pk=pk, run=run, state="running")

    def begin(self, pk: int, *, run: str, total: int) -> bool:
        return bool(self.held_by(pk, run).update(total=total, done=Least(F("done"), total)))

    def beat(self, pk: int, *, run: str, done: int, now: datetime.datetime) -> bool:
        """Write how far the run has come, never backwards; False when the export is no longer the run's."""
        came = Least(Greatest(F("done"), done), F("total"))
        return bool(self.held_by(pk, run).update(done=came, heartbeat=now))

    def let_go(self, pk: int, *, run: str) -> bool:
        """Let the next run have it at once."""
        return bool(self.held_by(pk, run).update(state="waiting", run=""))

    def end(self, pk: int, *, run: str, **values) -> bool:
        return bool(self.held_by(pk, run).update(**values))

    def cancel(self, pk: int, **values) -> bool:
        """Whether there was anything to cancel."""
        return bool(self.under_way().filter(pk=pk).update(**values))
