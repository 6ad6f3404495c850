"""Questions asked of what keeps edits safe: history, trash and form numbers."""

import datetime

from django.db.models import QuerySet, Sum

from pledges.querysets.scope import EditableQuerySet


class RevisionQuerySet(EditableQuerySet):
    def of_thing(self, item) -> QuerySet:
        return self.of_key(item._meta.label_lower, item.pk)

    def of_key(self, kind: str, key) -> QuerySet:
        return self.filter(kind=kind, key=str(key))

    def by_people(self) -> QuerySet:
        """What persons did, without what the portal itself has loaded (`User.objects.robot`)."""
        return self.filter(by__isnull=False).exclude(by__email__endswith="@portalen.invalid")

    def with_actor(self) -> QuerySet:
        return self.select_related("by")

    def newest_first(self) -> QuerySet:
        return self.select_related("by").order_by("-pk")

    def last_content(self) -> dict | None:
        """What the thing said when it was last written down; None when it never was."""
        found = self.filter(content__isnull=False).order_by("-pk").values_list("content", flat=True)
        return found.first()

    def says_already(self, content: dict) -> bool:
        """Whether the latest that was written down of what the thing says is just this, and whole."""
        told = self.exclude(content__isnull=True, parts__isnull=True).order_by("-pk")
        return told.values_list("content", flat=True).first() == content


class DeletedThingQuerySet(EditableQuerySet):
    def of_key(self, kind: str, key) -> QuerySet:
        return self.filter(kind=kind, key=str(key))

    def with_people(self) -> QuerySet:
        return self.select_related("deleted_by")

    def for_list(self) -> QuerySet:
        return self.select_related("municipality", "deleted_by").defer("rows", "links")

    def older_than(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(deleted_at__lt=moment)


class FormNumberQuerySet(QuerySet):
    def of(self, user, number: str) -> QuerySet:
        return self.filter(user=user, number=number)

    def older_than(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(at__lt=moment)


class UnsavedWorkQuerySet(QuerySet):
    def of(self, user, kind: str, key) -> QuerySet:
        return self.filter(user=user, kind=kind, key=str(key))

    def older_than(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(saved_at__lt=moment)


class UploadQuerySet(QuerySet):
    def bytes_of(self, user, since: datetime.datetime) -> int:
        return self.filter(by=user, at__gte=since).aggregate(total=Sum("size"))["total"] or 0

    def older_than(self, moment: datetime.datetime) -> QuerySet:
        return self.filter(at__lt=moment)
