"""What an account may see and touch: everything in the back office starts from `.editable_by(user)`."""

from typing import ClassVar

from django import forms
from django.contrib.admin import ShowFacets
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.http import HttpRequest, HttpResponse

from pledges.admin.conflicts import Careful
from pledges.admin.fields import ByNameField
from pledges.admin.forms import WholeForm
from pledges.admin.widgets import DayInput, FileInput
from pledges.permissions import may_work
from pledges.querysets import SharedQuerySet, covers_country
from portal.accounts.refusals import TellsOfMissing


class Scoped(TellsOfMissing):
    """Shared by forms and inlines: choices are those that the user may edit, and plain fields without pop-ups."""

    formfield_overrides: ClassVar[dict] = {
        models.DateField: {"widget": DayInput},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 4})},
        models.URLField: {"assume_scheme": "https", "widget": forms.URLInput},
        models.FileField: {"widget": FileInput},
        models.ImageField: {"widget": FileInput},
    }

    def has_view_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.is_open_to(request.user)

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.is_open_to(request.user)

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.is_open_to(request.user)

    def has_delete_permission(self, request: HttpRequest, obj=None) -> bool:
        return self.is_open_to(request.user) and (obj is None or self.may_be_deleted(obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.is_open_to(request.user)

    def is_open_to(self, user) -> bool:
        """Whether the account may come in at all."""
        return may_work(user)

    def may_be_deleted(self, obj) -> bool:
        return True

    def choices_for(self, request: HttpRequest, model: type[models.Model]):
        """The rows of another model that the user may point at."""
        return model._default_manager.get_queryset().choosable_by(request.user).for_choices()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if "queryset" not in kwargs:
            kwargs["queryset"] = self.choices_for(request, db_field.remote_field.model)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if "queryset" not in kwargs:
            kwargs["queryset"] = self.choices_for(request, db_field.remote_field.model)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class ScopedAdmin(Careful, Scoped):
    """A model's lists and forms. Mix in before `admin.ModelAdmin`."""

    form = WholeForm
    show_facets = ShowFacets.NEVER
    by_name: tuple[str, ...] = ()  # foreign keys that are chosen by typing a name
    why_kept = ""  # said where something cannot be deleted

    def is_open_to(self, user) -> bool:
        """What belongs to the whole country everybody may choose; its own list and form are for some."""
        shared = isinstance(self.model._default_manager.get_queryset(), SharedQuerySet)
        return super().is_open_to(user) and (covers_country(user) or not shared)

    def render_change_form(self, request: HttpRequest, context: dict, **kwargs) -> HttpResponse:
        return super().render_change_form(request, context | {"why_kept": self.why_kept}, **kwargs)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).editable_by(request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.by_name:
            kwargs["form_class"] = ByNameField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
