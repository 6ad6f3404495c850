"""What a person is asked before something is published or withdrawn."""

from django import forms


class NoteForm(forms.Form):
    """What has changed, asked from the second edition on. `after` tells a page that was sent twice."""

    note = forms.CharField(
        label="Vad har ändrats sedan förra utgåvan?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Visas för alla vid den nya utgåvan. Den förra finns kvar att läsa.",
        error_messages={"required": "Skriv vad som har ändrats sedan förra utgåvan."},
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, editions: int, **kwargs) -> None:
        super().__init__(*args, initial={"after": editions}, **kwargs)
        self.editions = editions
        if not editions:
            del self.fields["note"]

    def clean(self) -> dict:
        super().clean()
        if self.cleaned_data.get("after") != self.editions:
            raise forms.ValidationError(
                "En utgåva har redan publicerats sedan du öppnade sidan. Läs den först; inget mer har publicerats nu."
            )
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        label="Varför dras det tillbaka?",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="Skälet och dagen visas för alla på adressen.",
        error_messages={"required": "Skriv varför det dras tillbaka."},
    )
