"""Questions asked of readers' answers."""

import datetime

from django.db.models import Count, Q, QuerySet

from pledges.querysets.scope import EditableQuerySet


class FeedbackQuerySet(EditableQuerySet):
    def unread(self) -> QuerySet:
        return self.filter(is_read=False)

    def about(self, page: str) -> QuerySet:
        return self.filter(page=page)

    def counts_per_page(self) -> QuerySet:
        """{"page", "yes", "no", "all"} of each page, those with the most answers first."""
        yes, no = Count("pk", Q(helped=True)), Count("pk", Q(helped=False))
        return self.order_by().values("page").annotate(yes=yes, no=no, all=Count("pk")).order_by("-all", "page")

    def with_places(self) -> QuerySet:
        return self.select_related("municipality")

    def given_before(self, day: datetime.date) -> QuerySet:
        return self.filter(given_on__lt=day)

    def mark(self, *, is_read: bool) -> int:
        """Say of all of them whether they are read; returns how many."""
        return self.update(is_read=is_read)
