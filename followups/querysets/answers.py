"""Questions asked of the answers per activity and of the texts."""

from django.db.models import Count, OuterRef, QuerySet, Subquery

from pledges.querysets import EditableQuerySet


class ActivityReportQuerySet(EditableQuerySet):
    municipality_path = "follow_up__municipality"

    def of(self, follow_up) -> QuerySet:
        return self.filter(follow_up=follow_up)

    def with_people(self) -> QuerySet:
        return self.select_related("answered_by")

    def to_answer(self, follow_up_id: int) -> QuerySet:
        """All rows of the follow-up with their activities, they and the follow-up held until the transaction ends.

        What is held is read as it is once others have let go of it. Each says how many activities there are
        (`of_activities`): one that is newer than the follow-up has no row.
        """
        activities = self.model._meta.get_field("activity").related_model.objects
        number = activities.filter(pledge=OuterRef("follow_up__pledge")).order_by().values("pledge")
        held = self.filter(follow_up=follow_up_id).select_for_update(of=("follow_up", "self"))
        return held.select_related("follow_up__municipality", "follow_up__pledge", "activity", "answered_by").annotate(
            of_activities=Subquery(number.values(number=Count("pk")))
        )


class NarrativeQuerySet(EditableQuerySet):
    municipality_path = "follow_up__municipality"


class AnswerProposalQuerySet(EditableQuerySet):
    municipality_path = "follow_up__municipality"

    def of(self, follow_up) -> QuerySet:
        return self.filter(follow_up=follow_up)

    def to_confirm(self, follow_up) -> QuerySet:
        """Those of the follow-up, with the documents that they are from."""
        return self.of(follow_up).select_related("document__municipality").defer("document__text")
