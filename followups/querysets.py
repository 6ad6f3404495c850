"""Every question asked of the follow-ups, named as the domain speaks."""

from django.db.models import Count, F, Max, OuterRef, QuerySet, Subquery

from pledges.querysets import EditableQuerySet, EditionQuerySet, PublishableQuerySet


class FollowUpQuerySet(PublishableQuerySet):
    def of_pledge(self, pledge) -> QuerySet:
        return self.filter(pledge=pledge)

    def to_answer(self, pk: int) -> QuerySet:
        """The follow-up with its pledge, held until the transaction ends."""
        return self.filter(pk=pk).select_for_update(of=("self",)).select_related("municipality", "pledge")

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

    def latest_year(self) -> int:
        """The year of the latest report, 0 without any."""
        return self.aggregate(latest=Max("year"))["latest"] or 0

    def since(self, year: int) -> QuerySet:
        """Reports on that year or a later one, oldest first."""
        return self.filter(year__gte=year).order_by("year", "first_tertial", "half_year", "pk")


class ActivityReportQuerySet(EditableQuerySet):
    municipality_path = "follow_up__municipality"

    def to_answer(self, follow_up_id: int) -> QuerySet:
        """All rows of the follow-up with their activities, the follow-up held until the transaction ends.

        Each says how many activities there are (`of_activities`): one that is newer than the follow-up has no row.
        """
        activities = self.model._meta.get_field("activity").related_model.objects
        number = activities.filter(pledge=OuterRef("follow_up__pledge")).order_by().values("pledge")
        held = self.filter(follow_up=follow_up_id).select_for_update(of=("follow_up",))
        return held.select_related("follow_up__municipality", "follow_up__pledge", "activity", "answered_by").annotate(
            of_activities=Subquery(number.values(number=Count("pk")))
        )


class NarrativeQuerySet(EditableQuerySet):
    municipality_path = "follow_up__municipality"


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


class OverviewQuerySet(QuerySet):
    def put(self, row) -> None:
        """Write the row, over the kommun's earlier one. One statement, so that two at once end as one."""
        columns = [field.name for field in self.model._meta.concrete_fields if not field.primary_key]
        self.bulk_create([row], update_conflicts=True, unique_fields=["municipality"], update_fields=columns)

    def by_name(self) -> QuerySet:
        """All of them with kommun and län, in Swedish order."""
        return self.select_related("municipality__county").order_by("municipality__sort_key")

    def real(self) -> QuerySet:
        """Without the fictional kommun of the demonstration."""
        return self.filter(municipality__is_demo=False)

    def with_codes(self, codes) -> QuerySet:
        return self.filter(municipality__in=list(codes))
