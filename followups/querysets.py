"""Every question asked of the follow-ups, named as the domain speaks."""

from django.db.models import F, QuerySet

from pledges.querysets import PublishableQuerySet


class FollowUpQuerySet(PublishableQuerySet):
    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def for_list(self) -> QuerySet:
        """Latest range first, with the facts of the current edition's file but not its content."""
        return (
            self.select_related("current_edition", "document", "pledge__current_edition")
            .defer("current_edition__content", "pledge__current_edition__content")
            .order_by("-year", F("last_tertial").desc(nulls_last=True), F("half_year").desc(nulls_last=True))
        )

    def in_time_order(self) -> QuerySet:
        return self.order_by("year", F("last_tertial").asc(nulls_last=True), "half_year", "pk")

    def for_content(self) -> QuerySet:
        """Everything that `followups.contents` reads, in a bounded number of queries."""
        return self.select_related(
            "municipality__county__region", "pledge__current_edition", "document", "state_changed_by"
        ).prefetch_related("respondents", "narratives__promise", "narratives__focus_area", "reports__activity__promises")


class FollowUpEditionQuerySet(QuerySet):
    def current(self) -> QuerySet:
        """The edition that each published follow-up shows."""
        return self.filter(follow_up__state="published", follow_up__current_edition=F("pk"))

    def newest(self, limit: int) -> QuerySet:
        return self.select_related("follow_up__municipality").defer("content").order_by("-published_at", "-pk")[:limit]
