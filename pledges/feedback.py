"""Readers' answers: what a page carries so that they can be given, what an answer must hold, and how it is kept."""

import datetime
import re

from django import forms
from django.conf import settings
from django.utils import timezone

from pledges.models import Feedback, Municipality
from portal.retention import Kept, in_days
from portal.signed_pages import NotAPage, path_of

# Ten or twelve figures that begin with a day, or with a samordningsnummer's day + 60.
PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?\d{4}(?!\d)")


class FeedbackForm(forms.Form):
    """An answer as the form on every page sends it. `page` is signed; `webbplats` is left empty by people."""

    sida = forms.CharField(max_length=544)  # 500 characters and a signature
    svar = forms.ChoiceField(
        choices=(("ja", "Ja"), ("nej", "Nej")),
        error_messages={"required": "Välj ja eller nej.", "invalid_choice": "Välj ja eller nej."},
    )
    text = forms.CharField(required=False)
    webbplats = forms.CharField(required=False)
    fragat = forms.BooleanField(required=False)

    def clean_sida(self) -> str:
        """The path of the page. What we did not sign is no page of ours."""
        try:
            return path_of(self.cleaned_data["sida"])
        except NotAPage as error:
            raise forms.ValidationError(
                "Vi ser inte vilken sida svaret gäller. Gå till sidan och svara där."
            ) from error

    def clean_text(self) -> str:
        text = "\n".join(self.cleaned_data["text"].splitlines()).strip()
        if len(text) > Feedback.LONGEST:
            raise forms.ValidationError(f"Skriv högst {Feedback.LONGEST} tecken. Nu är det {len(text)}.")
        return text

    def clean(self) -> None:
        """Ask once about what looks like somebody's number; whoever means it sends the same again."""
        super().clean()
        if PERSONAL_NUMBER.search(self.cleaned_data.get("text", "")) and not self.cleaned_data.get("fragat"):
            self.add_error(
                "text", "Det ser ut som ett personnummer. Ta bort det, eller skicka igen om det är något annat."
            )
            self.is_asked = True

    is_asked = False

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.cleaned_data["webbplats"])


def give(*, page: str, helped: bool, text: str) -> Feedback:
    """Keep an answer about the page at the path: the day, and nothing of who or when."""
    return Feedback.objects.create(
        municipality=municipality_of(page), page=page, helped=helped, text=text, given_on=timezone.localdate()
    )


def municipality_of(page: str) -> Municipality | None:
    """The kommun whose page it is; None for a page of the whole portal."""
    return Municipality.objects.with_slugs([page.split("/")[1]]).first()


def sweep() -> str:
    """The answers' part of the nightly sweep (settings.SWEEPS); tells how many were too old."""
    oldest = timezone.localdate() - datetime.timedelta(days=settings.FEEDBACK_KEPT_DAYS)
    forgotten, _ = Feedback.objects.given_before(oldest).delete()
    return f"Läsarsvar: {forgotten}."


def kept() -> list[Kept]:
    """For the privacy page."""
    return [Kept("Ditt svar på om informationen hjälpte", in_days(settings.FEEDBACK_KEPT_DAYS))]
