"""Which reminders an account wants: a form on its own page (settings.ACCOUNT_CHOICES)."""

from django import forms
from django.db import transaction

from followups.models import ReminderKind, ReminderOptOut


class ReminderChoices(forms.Form):
    """One box for each kind; what is left empty is not sent."""

    key = "paminnelser"
    heading = "Påminnelser med e-post"
    explanation = "Högst ett brev om dagen från portalen. Du får brev om det som gäller dina kommuner."
    done = "Dina val av påminnelser är sparade."

    def __init__(self, user, data=None) -> None:
        super().__init__(data, prefix=self.key)
        self.user = user
        declined = ReminderOptOut.objects.of(user).kinds()
        for kind in ReminderKind:
            self.fields[kind.value] = forms.BooleanField(
                label=kind.label, required=False, initial=kind.value not in declined
            )

    @transaction.atomic
    def save(self) -> None:
        ReminderOptOut.objects.of(self.user).delete()
        for kind, wanted in self.cleaned_data.items():
            if not wanted:
                ReminderOptOut.objects.get_or_create(user=self.user, kind=kind)
