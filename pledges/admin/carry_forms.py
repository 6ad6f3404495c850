"""The forms that carry a pledge over: the new period, and one decision each for its promises and activities."""

import datetime
from functools import cached_property

from django import forms
from django.http import QueryDict

from pledges.admin.fields import OfferedChoices
from pledges.admin.forms import WholeForm
from pledges.admin.labels import short
from pledges.admin.pledge_forms import PledgeForm
from pledges.admin.promise_rows import called_places
from pledges.admin.proposals import next_period, period_label
from pledges.admin.rows import as_choices
from pledges.admin.widgets import DayInput
from pledges.carrying import DROPPED, LINKS, Decision, Decisions, Period, Relation, copy_of, lack
from pledges.content_parts import target_content
from pledges.models import Activity, Method, Partner, Place, Pledge, Promise, Theme
from pledges.pages.body import NO_STANDING, standing
from portal.wording import listed, span_text

CHOICES = (
    (Relation.SAME, "Oförändrat"),
    (Relation.REWORDED, "Omformulerat"),
    (Relation.EXTENDED, "Förlängt/utökat"),
    (DROPPED, "Tas bort"),
)
TARGET = (
    "extent",
    "target_at_least",
    "target_count",
    "target_unit",
    "target_per",
    "target_per_place",
    "target_share_percent",
    "target_share_of",
)


class PeriodForm(PledgeForm):
    """The new period, proposed as long as the last one. Refused when another pledge is in force during it."""

    class Meta:
        model = Pledge
        fields = ("starts_on", "ends_on", "period_basis", "label", "slug")
        widgets = {"starts_on": DayInput, "ends_on": DayInput}

    def __init__(self, *args, pledge: Pledge, begun: QueryDict | None = None, **kwargs) -> None:
        first, last = next_period(pledge.starts_on, pledge.ends_on)
        proposed = {"starts_on": first, "ends_on": last, "period_basis": pledge.period_basis}
        instance = Pledge(municipality=pledge.municipality, part=pledge.part)
        super().__init__(*args, instance=instance, initial=begun.dict() if begun else proposed, **kwargs)
        self.earlier = pledge

    def clean_starts_on(self):
        first = self.cleaned_data["starts_on"]
        if first <= self.earlier.ends_on:
            raise forms.ValidationError("Det nya löftet börjar när det förra har tagit slut.")
        return first

    @property
    def as_sent(self) -> dict[str, str]:
        """What a valid form was sent with, the days as ISO dates; what was left to be proposed is still empty."""
        days = {name: self.cleaned_data[name].isoformat() for name in ("starts_on", "ends_on")}
        return {name: self.data.get(name, "") for name in self.fields} | days

    @property
    def sentences(self) -> str:
        """All that is wrong, as running text."""
        return " ".join(message for messages in self.errors.values() for message in messages)

    @property
    def period(self) -> Period:
        return Period(**{name: getattr(self.instance, name) for name in self.Meta.fields})


def period_words(sent: QueryDict) -> str:
    """The period as `PeriodForm.as_sent` keeps it, in words: "2027–2028, 1 januari 2027 – 31 december 2028"."""
    try:
        first, last = (datetime.date.fromisoformat(sent.get(end, "")) for end in ("starts_on", "ends_on"))
    except ValueError:
        return ""
    return f"{sent.get('label') or period_label(first, last)}, {span_text(first, last)}"


class DecisionForm(WholeForm):
    """What becomes of one row. `row` is the earlier one; the form's own instance is an unsaved copy of it."""

    decision = forms.ChoiceField(
        choices=CHOICES,
        widget=forms.RadioSelect,
        initial=Relation.SAME,
        error_messages={"required": "Välj vad som händer med det."},
    )
    reason = forms.CharField(
        label="Varför?", required=False, max_length=300, help_text="Visas för alla i det nya löftet."
    )

    number = 0  # its place in the earlier pledge

    def __init__(self, *args, row, offered: dict, typed: QueryDict, **kwargs) -> None:
        links = {name: [linked.pk for linked in getattr(row, name).all()] for name in LINKS[type(row)]}
        super().__init__(
            *args, instance=copy_of(row), initial=links, prefix=f"{row._meta.model_name}-{row.pk}", **kwargs
        )
        self.row = row
        self.fields["text"].label, self.fields["text"].help_text = "De nya orden", ""
        self.fields["text"].required = False
        for name, (rows, choices) in offered.items():
            if name in self.fields:
                self.fields[name].offer(rows, choices)
        if self.add_prefix("decision") in typed:
            self.initial |= {name: self.as_typed(name, typed) for name in self.fields}

    def as_typed(self, name: str, typed: QueryDict):
        return self.fields[name].widget.value_from_datadict(typed, {}, self.add_prefix(name))

    def clean(self) -> dict:
        super().clean()
        if "decision" in self.cleaned_data:
            name, lacks = lack(self.row, self.answer)
            if lacks:
                self.add_error(name, lacks)
        return self.cleaned_data

    @property
    def called(self) -> str:
        return f"{str(self.row._meta.verbose_name).capitalize()} {self.number}"

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        return bool(self.non_field_errors()) or any(name in self.errors for name in self.folded)

    @property
    def answer(self) -> Decision:
        """The decision as it was typed; links are rows."""
        data = self.cleaned_data
        names = set(self.Meta.fields) & set(data) - {"text"}
        changed = {name: data[name] for name in names}
        return Decision(data["decision"], data.get("text", ""), data.get("reason", ""), changed)


class PromiseDecisionForm(DecisionForm):
    themes = OfferedChoices(queryset=Theme.objects.none(), label="Teman", required=False)
    folded = ("themes", "target_group", "age_from", "age_to")
    folded_title = "Teman och målgrupp"

    class Meta:
        model = Promise
        fields = ("text", "themes", "target_group", "age_from", "age_to")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class ActivityDecisionForm(DecisionForm):
    places = OfferedChoices(queryset=Place.objects.none(), label="Platser", required=False)
    methods = OfferedChoices(queryset=Method.objects.none(), label="Metoder", required=False)
    partners = OfferedChoices(queryset=Partner.objects.none(), label="Medverkande", required=False)
    new_places = forms.CharField(
        label="Andra platser",
        required=False,
        max_length=400,
        help_text="Finns platsen inte i listan? Skriv namnet; flera skiljs åt med semikolon.",
    )
    folded = (*TARGET, "places", "new_places", "methods", "partners")
    folded_title = "Mål, platser, metoder och medverkande"

    class Meta:
        model = Activity
        fields = ("text", *TARGET, "places", "methods", "partners")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict:
        data = super().clean()
        if data.get("decision") == Relation.SAME and set(TARGET) & set(self.changed_data):
            self.add_error("decision", "Målet är ändrat. Välj Omformulerat eller Förlängt/utökat.")
        return data

    @property
    def elsewhere(self) -> str:
        """The first words of the other promises that the activity belongs to."""
        others = [promise for promise in self.row.promises.all() if promise.pk != first_promise(self.row)]
        return listed([f"”{short(promise.text, 40)}”" for promise in others])

    @cached_property
    def went(self) -> dict:
        """How the earlier activity went, as its pledge's page shows it."""
        return standing({name: getattr(self.row, name) for name in NO_STANDING}, target_content(self.row))

    def with_new_places(self) -> Decision:
        """The decision, once places that were typed have been added to the kommun's list."""
        answer = self.answer
        if answer.relation != DROPPED:
            new = called_places(self.row.pledge.municipality, self.cleaned_data["new_places"])
            answer.changed["places"] = [*answer.changed["places"], *new]
        return answer


class DecisionForms:
    """All the decisions on a page. `blocks` are (promise form or None, its activities' forms), in order.

    An activity stands under the first of its promises, or its group's; those of none come last.
    """

    def __init__(self, pledge: Pledge, user, data=None, typed: QueryDict | None = None) -> None:
        self.pledge, self.given = pledge, (data, typed or QueryDict())
        self.offered = {
            name: as_choices(rows)
            for name, rows in {
                "themes": Theme.objects.choosable_by(user),
                "places": Place.objects.editable_by(user).of(pledge.municipality),
                "methods": Method.objects.choosable_by(user),
                "partners": Partner.objects.choosable_by(user),
            }.items()
        }
        self.promises = self.forms(PromiseDecisionForm, pledge.promises.all())
        self.activities = self.forms(ActivityDecisionForm, pledge.activities.all())

    def forms(self, kind: type[DecisionForm], rows) -> list[DecisionForm]:
        data, typed = self.given
        found = [kind(data, row=row, offered=self.offered, typed=typed) for row in rows]
        for number, form in enumerate(found, 1):
            form.number = number
        return found

    @cached_property
    def blocks(self) -> list[tuple]:
        under: dict[int | None, list] = {form.row.pk: [] for form in self.promises} | {None: []}
        for form in self.activities:
            under[first_promise(form.row)].append(form)
        found = [(form, under[form.row.pk]) for form in self.promises]
        return [*found, (None, under[None])] if under[None] else found

    @property
    def is_bound(self) -> bool:
        return self.given[0] is not None

    @property
    def wrong(self) -> list[DecisionForm]:
        """The forms that lack something, in the order of the page."""
        if not self.is_bound:
            return []
        every = [form for promise, activities in self.blocks for form in (promise, *activities) if form]
        return [form for form in every if not form.is_valid()]

    def decisions(self) -> Decisions:
        """What was decided, when nothing is wrong."""
        return Decisions(
            promises={form.row.pk: form.answer for form in self.promises},
            activities={form.row.pk: form.with_new_places() for form in self.activities},
        )


def first_promise(activity: Activity) -> int | None:
    keys = sorted((promise.order, promise.pk) for promise in activity.promises.all())
    return keys[0][1] if keys else (activity.group.promise_id if activity.group else None)
