"""The forms of the spreadsheets: which follow-ups to fetch as one, and the file to read."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from followups.admin.forms import SOME_YEAR, SPANS
from followups.models import FollowUp
from followups.sheets.reading import FILE_MAX
from pledges.admin.widgets import TickBoxes
from pledges.models import LocalPoliceArea
from pledges.pages.base import today
from pledges.tertial import ReportingRange

KINDS = (("xlsx", "Excel (.xlsx)"), ("csv", "CSV"))


class ChooseForm(forms.Form):
    """Narrows down the account's drafts; what is left empty narrows nothing."""

    area = forms.ChoiceField(label="Lokalpolisområde", required=False)
    municipality = forms.MultipleChoiceField(label="Kommuner", required=False, widget=TickBoxes)
    year = forms.ChoiceField(label="År", required=False)
    span = forms.ChoiceField(label="Period", required=False, choices=(("", "Alla"), *SPANS[1:]))
    kind = forms.ChoiceField(label="Filtyp", choices=KINDS, initial="xlsx")

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = FollowUp.objects.editable_by(user).with_activities().being_written()
        found = list(self.drafts.places_and_years())
        names = {code: name for code, name, _year in found}
        years = sorted({year for _code, _name, year in found}, reverse=True)
        self.covered = covered_by_areas(set(names))
        self.fields["municipality"].choices = list(names.items())
        self.fields["year"].choices = [("", "Alla"), *((str(year), str(year)) for year in years)]
        self.fields["area"].choices = [("", "Alla"), *((key, name) for key, (name, _codes) in self.covered.items())]

    def clean(self) -> dict:
        super().clean()
        if not self.errors and not self.chosen().exists():
            raise ValidationError("Inga utkast passar in på valet. Välj en annan kommun eller en annan period.")
        return self.cleaned_data

    def chosen(self) -> QuerySet:
        """The drafts that fit all that was chosen."""
        found, given = self.drafts, self.cleaned_data
        if given["area"]:
            found = found.in_municipalities(self.covered[given["area"]][1])
        if given["municipality"]:
            found = found.in_municipalities(given["municipality"])
        if given["year"]:
            found = found.in_year(int(given["year"]))
        if given["span"]:
            found = found.in_range(ReportingRange.from_slug(f"{SOME_YEAR}-{given['span']}"))
        return found

    @property
    def file_name(self) -> str:
        """What the file is called, in words: "uppföljningar Värnamo 2026 t1"."""
        given = self.cleaned_data
        area = self.covered[given["area"]][0] if given["area"] else ""
        return f"uppföljningar {area} {given['year']} {given['span']}"


def covered_by_areas(codes: set[str]) -> dict[str, tuple[str, set[str]]]:
    """The police areas that cover any of the kommuner today, by key: the name, and which of them."""
    found = {}
    for area in LocalPoliceArea.objects.with_municipalities_on(today()):
        covered = {membership.municipality_id for membership in area.current_memberships} & codes
        if covered:
            found[str(area.pk)] = (area.name, covered)
    return found


class FileForm(forms.Form):
    """The file that has been filled in. What it holds is looked into by followups.sheets, whatever it is called."""

    file = forms.FileField(
        label="Ifyllt kalkylark",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="En .xlsx- eller .csv-fil som du har hämtat här och fyllt i. Högst 2 MB. Inget sparas förrän du har "
        "sett vad som ändras.",
        error_messages={"required": "Välj filen som ska läsas in.", "empty": "Filen är tom."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > FILE_MAX:
            raise ValidationError("Filen är större än 2 MB. Ta bort bilder och andra blad och försök igen.")
        return file
