"""Rows that are saved often and remember what they hung in when they were read."""

from django.db import models

from portal.models import User


class Anchored(models.Model):
    """So that the guard (pledges.admin.guard) can tell that a row is still the one that was read without reading it."""

    read_as: tuple | None = None

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.read_as = row.hangs_in
        return row

    @property
    def hangs_in(self) -> tuple:
        """The row's own key and those of all that it points at but people; None for what was not read."""
        fields = (field for field in self._meta.concrete_fields if field.primary_key or field.is_relation)
        return tuple(self.__dict__.get(field.attname) for field in fields if field.related_model is not User)
