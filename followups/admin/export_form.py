"""What a coordinator is asked for an export: place, year, tertials and format."""

import datetime

from django import forms

from followups.exports.making import MAKERS
from followups.exports.places import Place, named
from pledges.tertial import Tertial

FIRST_YEAR = 2015
TERTIALS = [(number, f"Tertial {number} ({Tertial(2000, number).span})") for number in (1, 2, 3)]
FORMATS = [(form.value, form.label) for form in MAKERS]
CHOOSE = {"required": "Välj minst en tertial."}


class ExportForm(forms.Form):
    """`places` are those that the account may choose; the last whole tertial is proposed."""

    place = forms.ChoiceField(label="Område")
    year = forms.TypedChoiceField(label="År", coerce=int)
    tertials = forms.TypedMultipleChoiceField(
        label="Tertial", choices=TERTIALS, coerce=int, widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    form = forms.ChoiceField(label="Format", choices=FORMATS, widget=forms.RadioSelect)

    def __init__(self, *args, places: list[Place], day: datetime.date, **kwargs) -> None:
        last = latest_ended(day)
        initial = {"year": last.year, "tertials": [last.number], "form": FORMATS[0][0]}
        super().__init__(*args, initial=initial, **kwargs)
        self.places = places
        self.fields["place"].choices = grouped(places)
        self.fields["year"].choices = [(year, str(year)) for year in range(day.year, FIRST_YEAR - 1, -1)]

    def clean_place(self) -> Place:
        return named(self.cleaned_data["place"], self.places)


def grouped(places: list[Place]) -> list:
    """The choices by kind; a kind on its own needs no heading."""
    kinds: dict[str, list[tuple[str, str]]] = {}
    for place in places:
        kinds.setdefault(place.kind.label, []).append((place.word, place.name))
    return [*kinds.items()] if len(kinds) > 1 else [choice for choices in kinds.values() for choice in choices]


def latest_ended(day: datetime.date) -> Tertial:
    """The last tertial that has ended before the day."""
    now = Tertial.of(day)
    return Tertial(now.year, now.number - 1) if now.number > 1 else Tertial(now.year - 1, 3)
