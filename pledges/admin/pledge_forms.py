"""The two forms of a pledge: the few facts that start one, and the whole."""

from pledges.admin.forms import PhotoForm
from pledges.admin.proposals import period_label, pledge_address
from pledges.models import Pledge

PROPOSED = "Lämna tomt för att få ett förslag."


class PledgeForm(PhotoForm):
    """Proposes label and address when they are left empty."""

    class Meta:
        model = Pledge
        exclude = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in {"label", "slug"} & set(self.fields):
            self.fields[name].required = False
            self.fields[name].help_text = f"{self.fields[name].help_text} {PROPOSED}"
        if "extends" in self.fields:
            self.fields["extends"].queryset = self.fields["extends"].queryset.beside(self.instance)

    def clean(self) -> dict:
        super().clean()
        data = self.cleaned_data
        if data.get("signed_on") and not data.get("signed_precision"):
            data["signed_precision"] = Pledge.Precision.DAY
        if data.get("starts_on") and data.get("ends_on"):
            self.propose(data)
        return data

    def propose(self, data: dict) -> None:
        """Fill in what was left empty, from the days and the kommun."""
        if "label" in self.fields and not data.get("label"):
            data["label"] = period_label(data["starts_on"], data["ends_on"])
        municipality = data.get("municipality") or self.instance.municipality_id
        if "slug" in self.fields and "slug" not in self.errors and not data.get("slug") and municipality:
            others = Pledge.objects.of(municipality).apart_from(self.instance)
            data["slug"] = pledge_address(data["starts_on"], data["ends_on"], data.get("part", ""), others.addresses())
