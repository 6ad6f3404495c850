"""Every question asked of the follow-ups, named as the domain speaks."""

from django.db.models import F, QuerySet

from pledges.querysets import EditionQuerySet, PublishableQuerySet


class FollowUpQuerySet(PublishableQuerySet):
    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def of_pledges(self, pledges) -> QuerySet:
        return self.filter(pledge__in=pledges).order_by("year", "pk")

    def with_answers(self) -> QuerySet:
        """Without those that are known only as a document."""
        return self.filter(availability="full")

    def with_content(self) -> QuerySet:
        return self.select_related("current_edition")

    def rows(self) -> QuerySet:
        """What a list shows of each, latest range first, as plain values: a kommun's page asks for all it has."""
        return self.order_by(
            "-year", F("last_tertial").desc(nulls_last=True), F("half_year").desc(nulls_last=True)
        ).values(
            "slug",
            "year",
            "first_tertial",
            "last_tertial",
            "half_year",
            "availability",
            "reported_on",
            "is_demo",
            "pledge__slug",
            "document__file",
            "current_edition__number",
            "current_edition__published_at",
            "current_edition__pdf_size",
            "current_edition__pdf_pages",
        )

    def for_page(self) -> QuerySet:
        return self.select_related("municipality__county__region", "current_edition", "document", "pledge")

    def for_content(self) -> QuerySet:
        """Everything that `followups.contents` reads, in a bounded number of queries."""
        return self.select_related(
            "municipality__county__region", "pledge__current_edition", "document", "state_changed_by"
        ).prefetch_related(
            "respondents", "narratives__promise", "narratives__focus_area", "reports__activity__promises"
        )


class FollowUpEditionQuerySet(EditionQuerySet):
    def for_history(self) -> QuerySet:
        """Newest first, with who published each and without the heavy content."""
        return self.select_related("published_by").defer("content").order_by("-number")

    def current(self) -> QuerySet:
        """The edition that each published follow-up shows."""
        return self.filter(follow_up__state="published", follow_up__current_edition=F("pk"))

    def of(self, follow_up) -> QuerySet:
        return self.filter(follow_up=follow_up)

    def newest_first(self) -> QuerySet:
        return self.defer("content").order_by("-number")

    def content_before(self, number: int) -> dict | None:
        """What the edition before that number said; None for the first."""
        return self.filter(number__lt=number).order_by("-number").values_list("content", flat=True).first()
