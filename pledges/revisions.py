"""Writing history: the only place that raises a thing's version, once for each save, step or deletion."""

from collections.abc import Callable

from django.db import models
from django.utils import timezone

from pledges.models import Membership, Municipality, Revision, Versioned
from portal.accounts import audit
from portal.models import User

Verb = Revision.Verb
# What the audit log tells of too, under the same names. What is loaded has nobody to answer for it.
AUDITED = frozenset(
    {
        Verb.SENT,
        Verb.APPROVED,
        Verb.RETURNED,
        Verb.SCHEDULED,
        Verb.PUBLISHED,
        Verb.WITHDRAWN,
        Verb.DELETED,
        Verb.RESTORED,
    }
)
UNTOLD = {"password", "last_login"}  # no part of what somebody edits


def record(
    item: models.Model,
    verb: str,
    *,
    by: User | None,
    note: str = "",
    content: dict | None = None,
    parts: list[dict] | None = None,
    raises: bool = True,
) -> Revision:
    """Write what was done with the thing and raise its version. Call once, in the transaction that did it.

    `content` is what the thing says now; it is kept where it differs from what history has already. Where only some
    rows were saved `parts` are those, and the note tells what changed in them. What is not Versioned is counted by
    its history instead.
    """
    history = Revision.objects.of_thing(item)
    if raises and isinstance(item, Versioned):
        item.version = type(item)._default_manager.raise_version(item.pk)
    if content is not None and history.says_already(content):
        content = None
    if verb in AUDITED and not (by and by.is_robot):
        audit.record(str(verb), thing=item, by=by)
    return Revision.objects.create(
        kind=item._meta.label_lower,
        key=str(item.pk),
        municipality_id=municipality_of(item),
        subject=str(item)[:300],
        version=item.version if isinstance(item, Versioned) else history.count() + 1,
        verb=verb,
        note=note,
        content=content,
        parts=parts,
        by=by,
        at=timezone.now(),
    )


def remember(item: models.Model, content: Callable[[], dict]) -> None:
    """Write down what the thing says before it is changed for the first time, so that the change can be read."""
    if Revision.objects.of_thing(item).last_content() is None:
        record(item, Verb.FOUND, by=None, content=content(), raises=False)


def forget(item: models.Model) -> None:
    """Delete all that history says of the thing; for what was taken back before anybody used it."""
    Revision.objects.of_thing(item).delete()


def municipality_of(item: models.Model) -> str | None:
    """The kommun whose people may know of it; None for what concerns the whole country, and for somebody's work."""
    if isinstance(item, Membership):
        return None
    return item.pk if isinstance(item, Municipality) else getattr(item, "municipality_id", None)


def described(item: models.Model, rows: dict[str, models.QuerySet] | None = None) -> dict:
    """What a thing without a content of its own says: its fields by name, and its rows."""
    return {
        "fields": field_texts(item),
        "rows": {name: [field_texts(row) for row in found] for name, found in (rows or {}).items()},
    }


def field_texts(item: models.Model) -> dict[str, str]:
    """Each editable field by its Swedish name, as text; what is empty is left out."""
    texts = {
        str(field.verbose_name): field_text(item, field)
        for field in item._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in UNTOLD
    }
    return {name: text for name, text in texts.items() if text}


def field_text(item: models.Model, field: models.Field) -> str:
    value = getattr(item, field.name)
    if isinstance(value, bool):
        return "ja" if value else ""
    if field.choices:
        return str(getattr(item, f"get_{field.name}_display")() or "")
    return "" if value is None else str(value)
