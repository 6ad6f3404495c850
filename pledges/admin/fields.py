"""Choices for forms: by typed name, or from rows that were fetched once for all the rows of a form."""

from difflib import get_close_matches
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from pledges.admin.widgets import NameInput, PlainSelect, TickBoxes
from portal.swedish import plain


class ByNameField(forms.ModelChoiceField):
    """A row that is chosen by typing its name, with suggestions; tolerant of case, accents and a near miss."""

    widget = NameInput

    def __init__(self, queryset, **kwargs) -> None:
        kwargs.pop("empty_label", None)
        super().__init__(queryset, **kwargs)

    @cached_property
    def by_label(self) -> dict[str, object]:
        return {self.label_from_instance(row): row for row in self.queryset}

    def get_bound_field(self, form, field_name):
        self.widget.suggestions = tuple(self.by_label)
        return super().get_bound_field(form, field_name)

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.__dict__.pop("by_label", None)
        return copy

    def prepare_value(self, value):
        """The name of a row that is already chosen; what was typed stays as it was typed."""
        key = getattr(value, "pk", value)
        for label, row in self.by_label.items():
            if row.pk == key:
                return label
        return value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        text = str(value).strip()
        found = self.by_label.get(text) or self.nearly(text)
        if found is None:
            raise ValidationError(self.unknown(text), code="invalid_choice")
        return found

    def nearly(self, text: str):
        """The only row whose name is the same but for case and accents, or begins so."""
        wanted = plain(text)
        same = [row for label, row in self.by_label.items() if plain(label) == wanted]
        begins = [row for label, row in self.by_label.items() if wanted and plain(label).startswith(wanted)]
        for rows in (same, begins):
            if len(rows) == 1:
                return rows[0]
        return None

    def unknown(self, text: str) -> str:
        names = {plain(label): label for label in self.by_label}
        close = [names[match] for match in get_close_matches(plain(text), names, n=3, cutoff=0.6)]
        hint = f" Menade du {' eller '.join(close)}?" if close else " Välj ett av förslagen."
        return f"Hittar inte ”{text[:60]}”.{hint}"

    def has_changed(self, initial, data) -> bool:
        return str(self.prepare_value(initial) or "") != str(self.prepare_value(data) or "")


class Offered:
    """Rows handed over by the form, so that ten forms on a page ask the database once."""

    rows: dict[str, object]

    def offer(self, rows: dict[str, object], choices: list[tuple]) -> None:
        self.rows, self.choices = rows, choices

    def row(self, key):
        try:
            return self.rows[str(key)]
        except KeyError:
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": key}) from None


class OfferedChoice(Offered, forms.ModelChoiceField):
    widget = PlainSelect

    def offer(self, rows, choices) -> None:
        super().offer(rows, [("", self.empty_label or "---------"), *choices])

    def to_python(self, value):
        return None if value in self.empty_values else self.row(value)


class OfferedChoices(Offered, forms.ModelMultipleChoiceField):
    widget = TickBoxes

    def _check_values(self, value) -> list:
        error = self.error_messages["invalid_choice"]
        try:
            return [self.rows[str(key)] for key in value]
        except KeyError as unknown:
            raise ValidationError(error, "invalid_choice", {"value": unknown.args[0]}) from None
