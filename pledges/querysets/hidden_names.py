"""Questions asked of names that are no longer shown."""

from django.db.models import QuerySet

from pledges.querysets.scope import EditableQuerySet


class HiddenNameQuerySet(EditableQuerySet):
    def of(self, municipality) -> QuerySet:
        return self.filter(municipality=municipality).order_by("hidden_on", "pk")

    def for_list(self) -> QuerySet:
        return self.select_related("municipality", "hidden_by")
