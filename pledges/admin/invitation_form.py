"""The form that invites somebody: who, to which work, where and for how long."""

from functools import cached_property

from django import forms

from pledges.admin.accounts import may_give_work
from pledges.admin.fields import ByNameField
from pledges.admin.widgets import DayInput
from pledges.models import Membership, Municipality, Role
from pledges.work import places_by_name
from portal.models import User

PLACES = 6  # as many kommuner as a lokalpolisområde has; who works in more is given the whole of it
NAMES = "platser"  # the id of the page's list of suggestions
WHERE = "Skriv namnet på en kommun, ett lokalpolisområde, en polisregion, eller Hela landet."
ROLES = "Redaktörer skriver. Granskare och samordnare godkänner också. Administratörer för hela landet sköter konton."
CLOSED = "Kontot är stängt. Öppna det först, i redaktörslägets lista över konton."
NOT_BY_YOU = "Någon annan behöver ändra det kontots uppdrag."


class PlaceField(ByNameField):
    """One place of any kind, chosen by typing its name; the form gives all its fields the same names."""

    widget = forms.TextInput(attrs={"list": NAMES, "autocomplete": "off"})

    def __init__(self, by_label: dict[str, dict], **kwargs) -> None:
        super().__init__(Municipality.objects.none(), **kwargs)
        self.by_label = by_label

    def prepare_value(self, value):
        return value


class InvitationForm(forms.Form):
    email = forms.EmailField(label="E-postadress", max_length=254)
    full_name = forms.CharField(label="Namn", max_length=150, required=False)
    role = forms.ChoiceField(label="Roll", choices=Role, help_text=ROLES)
    party = forms.ChoiceField(label="För", choices=Membership.Party)
    first_day = forms.DateField(label="Från och med", widget=DayInput, required=False)
    last_day = forms.DateField(label="Till och med", widget=DayInput, required=False)

    def __init__(self, *args, giver: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.fields["first_day"].help_text = "Tomt betyder från nu."
        self.fields["last_day"].help_text = "Tomt betyder tills vidare. Uppdraget gäller den dagen ut."
        for number in range(1, PLACES + 1):
            field = PlaceField(self.places, label=f"Plats {number}" if number > 1 else "Var", required=number == 1)
            field.help_text = WHERE if number == 1 else ""
            self.fields[f"place_{number}"] = field

    @cached_property
    def places(self) -> dict[str, dict]:
        return places_by_name()

    @property
    def more_places(self) -> list[forms.BoundField]:
        """The fields for all places but the first."""
        return [self[f"place_{number}"] for number in range(2, PLACES + 1)]

    @property
    def shows_more_places(self) -> bool:
        return any(field.data for field in self.more_places)

    def clean_email(self) -> str:
        found = User.objects.of_address(self.cleaned_data["email"])
        if found and not found.is_active:
            raise forms.ValidationError(CLOSED)
        if found and not may_give_work(self.giver, found):
            raise forms.ValidationError(NOT_BY_YOU)
        return self.cleaned_data["email"]

    def clean(self) -> dict:
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Sista dagen kan inte vara före den första.")
        return self.cleaned_data

    def wanted(self) -> dict:
        """What pledges.inviting.invite is told; the same place twice is one."""
        named = {name: value for name, value in self.cleaned_data.items() if not name.startswith("place_")}
        typed = [self.cleaned_data[f"place_{number}"] for number in range(1, PLACES + 1)]
        return named | {
            "places": [place for number, place in enumerate(typed) if place and place not in typed[:number]]
        }
