"""The stored files: which there are, and which the rows name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, FileField, Model

from portal.backup.tables import quoted


@dataclass(frozen=True)
class Named:
    """A file that a row names, with the SHA-256 that the row gives; "" when it gives none."""

    row: str
    name: str
    sha256: str


def stored(folder: str = "") -> Iterator[str]:
    """The names of all files in storage, a folder's one after another, but for those of BACKUP_LEAVES_OUT_FOLDERS."""
    if folder in settings.BACKUP_LEAVES_OUT_FOLDERS or not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    for name in sorted({*folders, *files}):
        inside = str(PurePosixPath(folder, name))
        yield from stored(inside) if name in folders else [inside]


def named(cursor: CursorWrapper) -> Iterator[Named]:
    """All files that the rows name, a row at a time. The cursor can be asked nothing else meanwhile."""
    for model, field in file_fields():
        table = model._meta.db_table
        if table in settings.BACKUP_LEAVES_OUT:
            continue
        key, name = quoted(model._meta.pk.column), quoted(field.column)
        digest = digest_field(model, field)
        wanted = f"{key}, {name}, {quoted(digest) if digest else repr('')}"
        question = f"SELECT {wanted} FROM {quoted(table)} WHERE {name} <> '' ORDER BY {key}"  # noqa: S608 - our models'
        for row, file, sha256 in cursor.stream(question):
            yield Named(f"{model._meta.verbose_name} {row} ({table})", file, sha256)


def file_fields() -> list[tuple[type[Model], Field]]:
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]


def digest_field(model: type[Model], field: Field) -> str:
    """The field with the file's SHA-256: `pdf_sha256` of `pdf`, or else `sha256`; "" when there is none."""
    there = {one.name for one in model._meta.concrete_fields}
    return next((name for name in (f"{field.name}_sha256", "sha256") if name in there), "")
