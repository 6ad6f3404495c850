"""The forms of a follow-up: what it covers, in one choice."""

from dataclasses import replace

from django import forms

from followups.completeness import told_already
from followups.models import FollowUp
from pledges.admin.forms import WholeForm
from pledges.admin.proposals import free_address
from pledges.tertial import ReportingRange

SPANS = (
    ("", "Välj …"),
    ("t1", "Tertial 1 (januari–april)"),
    ("t2", "Tertial 2 (maj–augusti)"),
    ("t3", "Tertial 3 (september–december)"),
    ("t1-2", "Tertial 1–2 (januari–augusti)"),
    ("t2-3", "Tertial 2–3 (maj–december)"),
    ("t1-3", "Hela året, tertial 1–3"),
    ("h1", "Första halvåret (januari–juni)"),
    ("h2", "Andra halvåret (juli–december)"),
)


YEARS = range(2010, 2101)  # as the database has it
SOME_YEAR = 2020


class FollowUpForm(WholeForm):
    """Chooses the range as one thing, takes the kommun from the pledge, and proposes address and title."""

    span = forms.ChoiceField(label="Period", choices=SPANS)

    class Meta:
        model = FollowUp
        exclude = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "year" not in self.fields:
            del self.fields["span"]
        elif self.instance.pk:
            self.fields["span"].initial = self.instance.range.slug.partition("-")[2]
        for name in {"municipality", "slug"} & set(self.fields):
            self.fields[name].required = False
        if self.instance.pk:
            self.keep_within("pledge", "document")

    def clean(self) -> dict:
        super().clean()
        self.place()
        if "span" in self.cleaned_data and "year" in self.cleaned_data:
            self.cover()
        return self.cleaned_data

    def place(self) -> None:
        """The kommun is the pledge's; only a follow-up whose pledge is lost names it itself."""
        pledge, municipality = self.cleaned_data.get("pledge"), self.cleaned_data.get("municipality")
        if "municipality" not in self.fields:
            municipality = self.instance.municipality
        if pledge and municipality and pledge.municipality_id != municipality.pk:
            self.add_error("pledge", f"Medborgarlöftet hör till {pledge.municipality}, inte {municipality}.")
        elif pledge and "municipality" in self.fields:
            self.cleaned_data["municipality"] = pledge.municipality
        elif not municipality and not {"pledge", "municipality"} & set(self.errors):
            self.add_error("pledge", "Välj medborgarlöftet. Är dess text förlorad, välj kommunen i stället.")

    def cover(self) -> None:
        """Write the chosen range to the row; propose what follows from it."""
        data, item = self.cleaned_data, self.instance
        span = ReportingRange.from_slug(f"{SOME_YEAR}-{data['span']}")
        item.first_tertial, item.last_tertial, item.half_year = span.first, span.last, span.half
        if data["year"] not in YEARS:
            self.add_error("year", "Skriv året med fyra siffror.")
            return
        span = replace(span, year=data["year"])
        pledge = data.get("pledge") or item.pledge
        if not item.pk and pledge and not (span.first_day <= pledge.ends_on and span.last_day >= pledge.starts_on):
            self.add_error("year", f"{span.label} ligger utanför löftets period ({pledge.tidy_label}).")
        if not item.pk and pledge:
            for problem in told_already(pledge, span, apart_from=item):
                self.add_error("span", problem)
        self.propose(span, pledge)

    def propose(self, span: ReportingRange, pledge) -> None:
        """An address when there is none, and a title for a new row."""
        if "slug" in self.errors or self.cleaned_data.get("slug") or not self.cleaned_data.get("municipality", True):
            return
        municipality = self.cleaned_data.get("municipality") or self.instance.municipality
        others = FollowUp.objects.of(municipality).apart_from(self.instance).addresses()
        self.cleaned_data["slug"] = free_address(span.slug, pledge.part if pledge else "", others)


class StartForm(FollowUpForm):
    """The first form: enough to make the rows for the answers. The rest is filled in after."""

    def propose(self, span: ReportingRange, pledge) -> None:
        super().propose(span, pledge)
        self.instance.slug = self.cleaned_data.get("slug", "")
        self.instance.title = f"Uppföljning {span.label[0].lower()}{span.label[1:]}"
