"""Questions for the back office's start page: what is on its way, and what others have changed."""

from django.contrib.admin.models import LogEntry
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast


def changed_by_others(rows: QuerySet, user, limit: int) -> QuerySet:
    """The latest entries in the log of changes, by others, about these rows."""
    of = rows.model._meta
    keys = rows.order_by().annotate(key=Cast("pk", CharField())).values("key")
    return (
        LogEntry.objects.filter(content_type__app_label=of.app_label, content_type__model=of.model_name)
        .filter(object_id__in=keys)
        .exclude(user=user)
        .select_related("user")
        .order_by("-action_time", "-pk")[:limit]
    )
