"""What a person is asked before a step is taken."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from pledges.models import Membership

LONG = forms.Textarea(attrs={"rows": 4})


class SeenForm(forms.Form):
    """Carries where the thing stood when the page was opened, so that a step is taken with what was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, *args, standing, **kwargs) -> None:
        super().__init__(*args, initial={"seen": standing.seen}, **kwargs)
        self.standing = standing

    @property
    def is_stale(self) -> bool:
        return self.cleaned_data["seen"] != self.standing.seen

    def see_anew(self, standing) -> None:
        """Let the form be sent once more, with what was typed, by somebody who has now read what holds."""
        self.data = self.data.copy()
        self.data["seen"] = standing.seen

    @property
    def given(self) -> dict:
        """What was answered, by the names that the verbs use."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class SendForm(SeenForm):
    """What has changed, asked from the second edition on."""

    note = forms.CharField(
        label="Vad har ändrats sedan förra utgåvan?",
        widget=LONG,
        max_length=2000,
        help_text="Läses av dem som godkänner, och visas för alla vid den nya utgåvan. Den förra finns kvar att läsa.",
        error_messages={"required": "Skriv vad som har ändrats sedan förra utgåvan."},
    )

    def __init__(self, *args, standing, **kwargs) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        if not standing.item.current_edition_id:
            del self.fields["note"]
        else:
            self.initial["note"] = standing.item.change_note


class ApproveForm(SeenForm):
    """For which party, asked of the few who may approve for both."""

    party = forms.ChoiceField(label="Godkänn för", choices=Membership.Party)

    def __init__(self, *args, standing, **kwargs) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        left = standing.parties_left
        self.fields["party"].choices = [choice for choice in Membership.Party.choices if choice[0] in left]
        if len(left) == 1:
            del self.fields["party"]


class ReturnForm(SeenForm):
    """What needs to be changed."""

    comment = forms.CharField(
        label="Vad behöver ändras?",
        widget=LONG,
        max_length=2000,
        help_text="Visas för dem som skriver, överst i formuläret.",
        error_messages={"required": "Skriv vad som behöver ändras."},
    )


class PublishForm(SeenForm):
    """Now, or at a set time."""

    at = forms.DateTimeField(
        label="Publicera vid en bestämd tid",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Lämna tomt för att publicera nu. Tiden är svensk tid.",
    )

    def __init__(self, *args, standing, **kwargs) -> None:
        super().__init__(*args, standing=standing, **kwargs)
        self.initial["at"] = standing.item.publish_at

    def clean_at(self) -> datetime.datetime | None:
        at = self.cleaned_data["at"]
        if at and at <= timezone.now():
            raise ValidationError("Tiden har redan varit. Lämna tomt för att publicera nu.")
        return at


class ReasonForm(SeenForm):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label="Varför dras det tillbaka?",
        widget=LONG,
        max_length=2000,
        help_text="Skälet och dagen visas för alla på adressen.",
        error_messages={"required": "Skriv varför det dras tillbaka."},
    )
