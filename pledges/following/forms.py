"""The forms of whoever follows: to ask for it, and to change what is followed."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError

from pledges.following.asking import STOP
from pledges.following.topics import choices, target_of
from pledges.models import Followed, Pace

ADDRESS = "Skriv en e-postadress, till exempel namn@exempel.se."


class FollowForm(forms.Form):
    """What, how often and to which address; `target` is what was chosen."""

    vad = forms.ChoiceField(
        label="Vad vill du följa?",
        error_messages={"required": "Välj vad du vill följa.", "invalid_choice": "Välj något i listan."},
    )
    ofta = forms.ChoiceField(
        label="När vill du ha brev?",
        choices=Pace,
        widget=forms.RadioSelect,
        initial=Pace.AT_ONCE,
        error_messages={"required": "Välj när du vill ha brev.", "invalid_choice": "Välj när du vill ha brev."},
    )
    epost = forms.EmailField(
        label="Din e-postadress",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": ADDRESS, "invalid": ADDRESS},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vad"].choices = choices()

    def clean_epost(self) -> str:
        """Only what a letter can be sent to: a domain with å has a form without it, which must not be too long."""
        address = self.cleaned_data["epost"]
        try:
            address.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise ValidationError(ADDRESS) from error
        return address

    @property
    def target(self) -> dict:
        return target_of(self.cleaned_data["vad"])


class MineForm(forms.Form):
    """One choice for each thing that is followed: how often, or no more."""

    def __init__(self, followed: Sequence[Followed], data=None) -> None:
        super().__init__(data)
        self.keys = {f"val-{one.pk}": one.pk for one in followed}
        for name, one in zip(self.keys, followed, strict=True):
            what = one.what
            self.fields[name] = forms.ChoiceField(
                label=what[0].upper() + what[1:],
                choices=[*Pace.choices, (STOP, "Följ inte längre")],
                initial=one.pace,
                error_messages={"required": "Välj något i listan.", "invalid_choice": "Välj något i listan."},
            )

    @property
    def wanted(self) -> dict[int, str]:
        """What is wanted of each Followed, by its key."""
        return {key: self.cleaned_data[name] for name, key in self.keys.items()}
