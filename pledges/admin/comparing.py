"""What somebody typed beside what is saved now: field by field and row by row, also when the rows have moved."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict

YES_NO = {True: "Ja", False: "Nej"}
DELETED_ROW = "(raden är borttagen)"
NEW_ROW = "(raden finns inte i det du skickade; den ligger kvar)"


@dataclass(frozen=True)
class Difference:
    """One field that differs: where it is, what is saved now, and what was typed."""

    place: str
    label: str
    theirs: str
    mine: str


def with_lost_rows_as_new(data: QueryDict, formsets) -> QueryDict:
    """The same data, where rows that somebody else has taken away are sent as new ones, so that no text is lost."""
    found = data.copy()
    for formset in formsets:
        _renumber(found, formset.prefix, formset.model._meta.pk.name, {str(row.pk) for row in formset.get_queryset()})
    return found


def _renumber(data: QueryDict, prefix: str, key: str, existing: set[str]) -> None:
    first, total = _number(data, f"{prefix}-INITIAL_FORMS"), _number(data, f"{prefix}-TOTAL_FORMS")
    lost = [row for row in range(first) if data.get(f"{prefix}-{row}-{key}") not in existing]
    if not lost:
        return
    kept = [row for row in range(first) if row not in lost]
    typed = [row for row in lost if f"{prefix}-{row}-DELETE" not in data]
    for row in typed:
        data[f"{prefix}-{row}-{key}"] = ""
    order = [*kept, *typed, *range(first, total)]
    rows = {new: _take(data, f"{prefix}-{old}-") for new, old in enumerate(order)}
    for row in lost:
        _take(data, f"{prefix}-{row}-")
    for number, fields in rows.items():
        for name, values in fields.items():
            data.setlist(f"{prefix}-{number}-{name}", values)
    data[f"{prefix}-INITIAL_FORMS"], data[f"{prefix}-TOTAL_FORMS"] = str(len(kept)), str(len(order))


def _number(data: QueryDict, name: str) -> int:
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def _take(data: QueryDict, stem: str) -> dict[str, list]:
    return {name.removeprefix(stem): data.pop(name) for name in list(data) if name.startswith(stem)}


def differences(form, formsets) -> list[Difference]:
    """Every field where what was typed is not what is saved now."""
    found = _of_form(form, "")
    for formset in formsets:
        name = str(formset.model._meta.verbose_name).capitalize()
        for number, row in enumerate(formset.forms, 1):
            if row.instance.pk or row.has_changed():
                found += _of_form(row, f"{name} {number}" if row.instance.pk else f"{name}, ny rad")
        found += [Difference(name, "ny rad", str(row), NEW_ROW) for row in _not_sent(formset)]
    return found


def _not_sent(formset) -> list:
    sent = {form.instance.pk for form in formset.forms}
    return [row for row in formset.get_queryset() if row.pk not in sent]


def _of_form(form, place: str) -> list[Difference]:
    return [
        Difference(
            place,
            str(form[name].label).lower(),
            shown(form.fields[name], form[name].initial) if form.instance.pk else "",
            shown(form.fields[name], form[name].data),
        )
        for name in form.changed_data
        if not form[name].is_hidden
    ]


def shown(field: forms.Field, value) -> str:
    """A value as it reads in the form."""
    if isinstance(field, forms.BooleanField):
        return YES_NO[bool(value) and value != "False"]
    if isinstance(field, forms.FileField):
        return "en fil" if getattr(value, "name", "") else ""
    if isinstance(field, forms.ChoiceField) and not hasattr(field, "by_label"):
        labels = {str(key): str(label) for key, label in field.choices}
        values = value if isinstance(value, list | tuple) else [value]
        keys = [str(getattr(one, "pk", one)) for one in values if one not in (None, "")]
        return ", ".join(labels.get(key, key) for key in keys)
    return str(field.prepare_value(value) if value is not None else "")


def typed_texts(model, data: QueryDict) -> list[tuple[str, str]]:
    """(label, text) of what somebody typed for a thing that is gone."""
    labels = _labels(model, "", "")
    for related in model._meta.related_objects:
        row = related.related_model
        labels |= _labels(row, related.get_accessor_name() or "", str(row._meta.verbose_name).capitalize())
    found = []
    for name, text in data.items():
        prefix, _, rest = name.partition("-")
        label = labels.get((prefix, rest.partition("-")[2]) if rest else ("", name))
        if label and text.strip():
            found.append((label, text.strip()))
    return found


def _labels(model, prefix: str, name: str) -> dict[tuple[str, str], str]:
    """What each text that can be typed is called, by the prefix of its row and its own name."""
    return {
        (prefix, field.name): f"{name}, {field.verbose_name}" if name else str(field.verbose_name)
        for field in model._meta.concrete_fields
        if field.editable and not field.is_relation and not field.primary_key
    }
