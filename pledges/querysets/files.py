"""Which files in storage something names: the rows of every app, and the JSON documents that outlive rows."""

from django.apps import apps
from django.db.models import FileField, JSONField, TextField
from django.db.models.functions import Cast

HISTORY = "pledges.revision"  # is read as text, and shows no file


def named_by_rows() -> set[str]:
    """The names in every file field of every model."""
    return {
        name
        for model, field in fields_of(FileField)
        for name in model._base_manager.values_list(field, flat=True)
        if name
    }


def is_named_in_documents(name: str) -> bool:
    """Whether an edition shows the file, or something in the trash would need it to be restored."""
    return any(
        model._base_manager.annotate(as_text=Cast(field, TextField())).filter(as_text__contains=name).exists()
        for model, field in fields_of(JSONField)
        if model._meta.label_lower != HISTORY
    )


def fields_of(kind: type) -> list[tuple]:
    return [
        (model, field.attname)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, kind)
    ]
