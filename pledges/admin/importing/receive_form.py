"""The form that takes in an old page: for one kommun, pasted or as a file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from pledges.admin.fields import ByNameField
from pledges.admin.widgets import DayInput
from pledges.importing.page_files import MOST_READ, TOO_LARGE
from pledges.importing.problems import ImportProblem
from pledges.importing.receiving import Received, receive
from pledges.models import Municipality, Upload
from pledges.room import require_room
from portal.models import User

ONE_OF = "Klistra in sidans text, eller välj en fil."
NOT_BOTH = "Du har både klistrat in text och valt en fil. Ta bort den ena."


class ReceiveForm(forms.Form):
    """The kommun, where the page comes from, and its text or file. What cannot be read is an error of its field."""

    municipality = ByNameField(Municipality.objects.none(), label="Kommun")
    source = forms.URLField(
        label="Sidans adress",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Var sidan finns eller fanns. Portalen hämtar den inte.",
    )
    fetched = forms.DateField(
        label="Hämtad den", required=False, widget=DayInput, help_text="När sidan kopierades eller sparades."
    )
    text = forms.CharField(
        label="Sidans text",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Markera allt på sidan, kopiera och klistra in. Menyer och sidfot gör inget: de läggs åt sidan.",
    )
    file = forms.FileField(
        label="Eller en fil",
        required=False,
        help_text="Sparad sida (HTML), Word (.docx), PDF med text eller ren text. Högst 25 MB.",
        widget=forms.FileInput(attrs={"accept": ".html,.htm,.docx,.pdf,.txt,.mht"}),
        error_messages={"empty": "Filen är tom."},
    )

    def __init__(self, *args, municipalities, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = municipalities
        self.fields["file"].max_length = None  # its own name, however long, is only shown
        self.by = by
        if municipalities.count() == 1:
            self.fields["municipality"].initial = municipalities.get()

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_READ:
            raise forms.ValidationError(TOO_LARGE)
        if file:
            require_room(file.size, by=self.by)
        return file

    def clean(self) -> dict:
        data = super().clean()
        if {"text", "file"} & set(self.errors):
            return data
        given = [name for name in ("text", "file") if data[name] and (name == "file" or data[name].strip())]
        if len(given) != 1:
            raise forms.ValidationError({"text": NOT_BOTH if given else ONE_OF})
        return data

    def receive(self) -> Received | None:
        """Keep the page, and count what is new against the account's share of the day; None when it cannot be read."""
        data = self.cleaned_data
        file = data["file"]
        content = file.read() if file else data["text"].encode()
        known = {"source": data["source"], "fetched": data["fetched"], "file_name": file.name if file else ""}
        try:
            found = receive(municipality=data["municipality"], by=self.by, data=content, **known)
        except ImportProblem as problem:
            self.add_error("file" if file else "text", str(problem))
            return None
        if found.is_new:
            Upload.objects.create(by=self.by, size=len(content))
        return found
