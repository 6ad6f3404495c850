"""The rows that a pledge is about: its promises, its activities and the groups that these stand in."""

from django import forms

from pledges.admin.labels import numbered, short
from pledges.admin.rows import OrderedForm, OrderedFormSet, OrderedInline
from pledges.models import Activity, ActivityGroup, Method, Partner, Place, Pledge, Promise, Theme
from pledges.models.promise import Continuity

CONTINUITY = ("relation", "relation_note"), "predecessor", ("dropped_by", "dropped_reason")


def of_other_periods(rows) -> list[tuple]:
    return [(row, f"{row.pledge.tidy_label}: {short(row.text, 70)}") for row in rows]


def later_and_earlier(pledge, user) -> list[tuple]:
    return [(other, other.title) for other in Pledge.objects.editable_by(user).beside(pledge)]


class ThreadedFormSet(OrderedFormSet):
    """Rows that have a thread to the last period. Where some have one, a new row is proposed as new."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if not form.instance.pk and any(row.predecessor_id for row in self.get_queryset()):
            form.initial["relation"] = Continuity.Relation.NEW


class PromiseInline(OrderedInline):
    model = Promise
    formset = ThreadedFormSet
    fk_name = "pledge"
    guidance = "Skriv löftespunkterna ordagrant, i den ordning de står. Spara innan du knyter aktiviteter till dem."
    fieldsets = (
        (None, {"fields": ("lead_in", "text", ("promised_by", "target_group", "age_from", "age_to"), "themes")}),
        ("Mot förra perioden", {"fields": CONTINUITY, "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_form()

    def offers(self, pledge, user) -> dict:
        return {
            "themes": Theme.objects.choosable_by(user),
            "predecessor": of_other_periods(Promise.objects.editable_by(user).beside(pledge)),
            "dropped_by": later_and_earlier(pledge, user),
        }


class ActivityGroupInline(OrderedInline):
    model = ActivityGroup
    classes = ("collapse",)
    guidance = (
        "Bara om texten delar in aktiviteterna under egna inledande ord. Spara, och välj sedan grupp på aktiviteten."
    )
    fields = ("lead_in", ("promise", "is_open_list"))

    def offers(self, pledge, user) -> dict:
        return {"promise": numbered(pledge.promises.all())}


class ActivityForm(OrderedForm):
    """An activity, where places that the kommun's list lacks may be typed."""

    new_places = forms.CharField(
        label="andra platser",
        required=False,
        max_length=400,
        help_text="Finns platsen inte i listan? Skriv namnet; flera skiljs åt med semikolon. De läggs till i listan.",
    )

    def _save_m2m(self) -> None:
        super()._save_m2m()
        self.instance.places.add(*called_places(self.instance.pledge.municipality, self.cleaned_data["new_places"]))


def called_places(municipality, text: str) -> list[Place]:
    """The places whose names were typed, with semicolons between."""
    return [place_called(municipality, name.strip()[:150]) for name in text.split(";") if name.strip()]


def place_called(municipality, name: str) -> Place:
    """The kommun's place of that name, added to its list when it is not there."""
    return Place.objects.of(municipality).called(name).first() or Place.objects.create(
        municipality=municipality, name=name
    )


class ActivityInline(OrderedInline):
    model = Activity
    fk_name = "pledge"
    form = ActivityForm
    formset = ThreadedFormSet
    folds_rows = True
    guidance = "En aktivitet per rad, ordagrant. Det som texten inte säger lämnas tomt."
    fieldsets = (
        (None, {"fields": ("text", "promises", "group")}),
        ("Vem gör det", {"fields": (("responsible", "lead"), ("responsible_body", "sub_role"), "partners")}),
        (
            "Hur mycket",
            {
                "fields": (
                    ("extent", "target_at_least", "target_count", "target_unit"),
                    ("target_per", "target_per_place", "target_share_percent", "target_share_of"),
                ),
                "description": "Till exempel: Ett antal · minst · 15 · trafikinsatser · per år.",
            },
        ),
        ("Var och hur", {"fields": ("places", "new_places", "methods", ("happens_on", "happens_until"))}),
        ("Mot förra perioden", {"fields": ("development", *CONTINUITY), "classes": ("collapse",)}),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_form()

    def offers(self, pledge, user) -> dict:
        return {
            "group": pledge.activity_groups.all(),
            "promises": numbered(pledge.promises.all()),
            "partners": Partner.objects.choosable_by(user),
            "places": Place.objects.editable_by(user).of(pledge.municipality),
            "methods": Method.objects.choosable_by(user),
            "predecessor": of_other_periods(Activity.objects.editable_by(user).beside(pledge)),
            "dropped_by": later_and_earlier(pledge, user),
        }
