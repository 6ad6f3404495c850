"""Rows inside a form: ordered by number, with choices that are fetched once and limited to what is at hand."""

from functools import cached_property

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.forms.models import BaseInlineFormSet

from pledges.admin.fields import OfferedChoice, OfferedChoices
from pledges.admin.forms import WholeForm
from pledges.admin.labels import short
from pledges.admin.scoping import Scoped

LAST = 9999  # where a row without a number goes


class RowFormSet(BaseInlineFormSet):
    """Rows of one parent. `user` is set by the inline; `offers` of the inline say what the choices are."""

    user = None
    offers = None

    @cached_property
    def offered(self) -> dict[str, tuple[dict, list]]:
        found = self.offers(self.instance, self.user) if self.offers else {}
        return {name: as_choices(rows) for name, rows in found.items()}

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        for name, (rows, choices) in self.offered.items():
            if name in form.fields:
                form.fields[name].offer(rows, choices)


def as_choices(rows) -> tuple[dict, list]:
    """The rows by key, and the pairs that a widget shows. Rows may be given with their labels."""
    pairs = [row if isinstance(row, tuple) else (row, short(str(row))) for row in rows]
    return {str(row.pk): row for row, _ in pairs}, [(row.pk, label) for row, label in pairs]


class OrderedForm(WholeForm):
    """A row with a number. Left empty, the row goes last."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["order"]
        field.required, field.initial = False, None
        field.widget.attrs.update({"class": "order", "min": 0, "inputmode": "numeric"})

    def has_changed(self) -> bool:
        """A number alone does not make an empty row a new one."""
        changed = set(self.changed_data) - (set() if self.instance.pk else {"order"})
        return bool(changed)

    def clean_order(self) -> int:
        order = self.cleaned_data.get("order")
        return LAST if order is None else order


class OrderedFormSet(RowFormSet):
    """Numbers the rows 1, 2, 3 … after saving. A row given another's number moves to that row's place."""

    def save(self, commit: bool = True):
        saved = super().save(commit)
        if commit and self.is_reordered():
            self.renumber()
        return saved

    def is_reordered(self) -> bool:
        return any("order" in form.changed_data or form.initial.get("order") is None for form in self.kept_forms())

    def kept_forms(self) -> list:
        return [form for form in self.forms if form.instance.pk and form not in self.deleted_forms]

    def renumber(self) -> None:
        for number, form in enumerate(sorted(self.kept_forms(), key=place_of), 1):
            if form.instance.order != number:
                form.instance.order = number
                form.instance.save(update_fields=["order"])


def place_of(form) -> tuple[int, int]:
    """Sorts by number; a row moved up goes before the one that has the number, a row moved down after it."""
    new, old = form.instance.order, form.initial.get("order")
    if old is None or new == old:
        return new, 0
    return new, 1 if new > old else -1


class RowInline(Scoped, admin.StackedInline):
    """Rows inside a form, one block each, with one empty block so that nothing depends on script."""

    form = WholeForm
    formset = RowFormSet
    template = "admin/rows.html"
    extra = 1
    guidance = ""
    folds_rows = False  # long rows show their text, and unfold to be changed

    def offers(self, parent, user) -> dict:
        """The choices by field, for this parent: rows, or pairs of row and label."""
        return {}

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.user, formset.offers = request.user, staticmethod(self.offers)
        return formset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["queryset"] = db_field.remote_field.model._default_manager.none()
        return super().formfield_for_foreignkey(db_field, request, form_class=OfferedChoice, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return db_field.formfield(form_class=OfferedChoices, help_text=db_field.help_text, **kwargs)


class OrderedInline(RowInline):
    """Rows with a number, which the template shows in the row's head."""

    form = OrderedForm
    formset = OrderedFormSet

    def get_formset(self, request, obj=None, **kwargs):
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        return super().get_formset(request, obj, fields=["order", *fields], **kwargs)
