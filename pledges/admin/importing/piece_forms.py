"""A form for each kind of piece: the fields of the row that it will be, and what ties it to other pieces."""

import datetime
from collections.abc import Mapping

from django import forms
from django.db import models

from pledges.admin.labels import short
from pledges.admin.widgets import DayInput, TickBoxes
from pledges.importing.pieces import Piece, of_kind
from pledges.importing.rows import MODELS
from pledges.models import Pledge

FIELDS: dict[str, tuple[str, ...]] = {
    "period": (
        "label", "starts_on", "ends_on", "period_basis", "part", "area_as_written", "signed_on", "signed_precision",
        "decided_by", "decided_on",
    ),
    "page": ("page_owner", "first_published", "last_updated", "photo_alt", "photo_caption"),
    "party": ("kind", "name"),
    "signatory": ("name", "role", "role_other", "capacity", "party"),
    "promise": ("text", "lead_in", "promised_by", "target_group", "age_from", "age_to"),
    "group": ("lead_in", "is_open_list"),
    "activity": (
        "text", "responsible", "lead", "responsible_body", "sub_role", "extent", "target_at_least", "target_count",
        "target_unit", "target_per", "target_per_place", "target_share_percent", "target_share_of", "development",
        "happens_on", "happens_until",
    ),
    "section": ("kind", "title", "body"),
    "statement": ("text", "source", "figures"),
    "effect": ("text",),
    "focus": ("name", "description"),
    "quote": ("text", "person", "title", "organisation", "agrees", "is_paraphrase"),
    "link": ("label", "url"),
    "document": ("title", "kind", "year", "first_tertial", "last_tertial", "source_address"),
}  # fmt: skip
TEXTS = {"validity": "text", "extension": "text", "answer": "comment"}
EMPTY = (None, "", [], False)


class Ties:
    """What pieces can be tied to: words of the vocabulary as (address, name), and other pieces of the page."""

    def __init__(self, words: Mapping[str, list[tuple[str, str]]], pieces: list[Piece]) -> None:
        self.words, self.pieces = words, pieces

    def of(self, piece: Piece) -> dict[str, list[tuple[str, str]]]:
        """The choices of each of the piece's ties."""
        if piece.kind == "promise":
            return {"themes": self.words["themes"]}
        if piece.kind == "statement":
            return {"motivates": self.named("promise", piece)}
        if piece.kind == "activity":
            words = {name: self.words[name] for name in ("partners", "methods")}
            return {"promises": self.named("promise", piece), "group": self.named("group", piece), **words}
        return {}

    def named(self, kind: str, piece: Piece) -> list[tuple[str, str]]:
        found = of_kind(self.pieces, kind, piece.pledge)
        return [(one.id, f"{number}. {short(one.words)}") for number, one in enumerate(found, 1)]


class Typed(forms.BaseForm):
    """Shared by all: what was typed as the values of a piece."""

    piece: Piece

    def tie(self, ties: Ties) -> None:
        """Add a field for each thing that the piece can be tied to."""
        names = {"themes": "Teman", "promises": "Hör till löfte", "partners": "Medverkande", "methods": "Metoder"}
        for name, choices in ties.of(self.piece).items():
            if name in names:
                field = forms.MultipleChoiceField(choices=choices, widget=TickBoxes, label=names[name], required=False)
            else:
                label = "Grupp" if name == "group" else "Ligger bakom löftet"
                field = forms.ChoiceField(choices=[("", "Inget"), *choices], label=label, required=False)
            self.fields[name] = field
        if self.piece.kind == "activity":
            self.fields["places"] = PlacesField()
        if self.piece.kind == "period":
            self.fields["extends"] = forms.CharField(
                label="Förlänger löften som slutar",
                required=False,
                max_length=60,
                help_text="Årtal, med komma emellan.",
            )

    @property
    def values(self) -> dict:
        """What was typed, as a piece keeps it. What is empty, or was the default all along, is left out."""
        found = {}
        for name, value in self.cleaned_data.items():
            kept = value.isoformat() if isinstance(value, datetime.date) else value
            if kept not in EMPTY and (name in self.piece.values or kept != self.default(name)):
                found[name] = kept
        return found

    def default(self, name: str):
        return None


class PlacesField(forms.CharField):
    """Places, one a line; a larger place that one lies in stands after " / "."""

    def __init__(self) -> None:
        super().__init__(
            label="Platser",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="En per rad. Ligger platsen i en ort, skriv orten efter snedstreck: Storgatan / Gislaved.",
        )

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value) -> list[str]:
        return [" ".join(line.split()) for line in super().to_python(value).splitlines() if line.strip()]

    def validate(self, value) -> None:
        pass

    def run_validators(self, value) -> None:
        super().run_validators("\n".join(value))


class RowForm(Typed, forms.ModelForm):
    """Of a kind that becomes a row."""

    def default(self, name: str):
        names = {field.name: field for field in self._meta.model._meta.fields}
        return names[name].get_default() if name in names else None


class TextForm(Typed, forms.Form):
    """Of a kind that is only words."""


def field_of(column: models.Field, **kwargs) -> forms.Field | None:
    """Days by the browser's own field, texts low enough to see several."""
    if isinstance(column, models.DateField):
        kwargs["widget"] = DayInput
    if isinstance(column, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 4})
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


FORMS: dict[str, type[RowForm]] = {
    kind: forms.modelform_factory(MODELS.get(kind, Pledge), RowForm, fields=names, formfield_callback=field_of)
    for kind, names in FIELDS.items()
}


def form_of(piece: Piece, ties: Ties, data=None) -> Typed | None:
    """The form of the piece, with what it says; None for a line that is nothing yet."""
    if piece.kind in TEXTS:
        form = TextForm(data, initial=dict(piece.values), prefix=piece.id)
        form.fields[TEXTS[piece.kind]] = forms.CharField(label="Text", widget=forms.Textarea(attrs={"rows": 4}))
    elif piece.kind in FORMS:
        form = FORMS[piece.kind](data, initial=dict(piece.values), prefix=piece.id)
    else:
        return None
    form.piece = piece
    form.tie(ties)
    return form
