"""The small forms of the answers, one per row: the answer for an activity, and a text about a promise or the whole."""

import hashlib

from django import forms

from followups.answering import Given, tidy
from followups.models import ActivityReport
from followups.narrating import Topic
from pledges.admin.widgets import PlainSelect
from pledges.models.activity import ActivityStatus

NOT_REPORTED = ActivityStatus.NOT_REPORTED.value
STATUSES = (("", "Välj läge …"), *(choice for choice in ActivityStatus.choices if choice[0] != NOT_REPORTED))


def mark_of(*says) -> str:
    """What some values are known by when a form comes back."""
    return hashlib.sha256(repr(says).encode()).hexdigest()[:16]


class RowForm(forms.Form):
    """A row that knows what was saved (`opened`) and what its fields held (`shown`) when the page was opened.

    The two differ where the fields hold the last answer: a proposal, which is no answer until somebody says so.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if not field.widget.is_hidden:
                field.widget.attrs["aria-describedby"] = f"{self.prefix}-{name}-fel"

    def see_anew(self, opened: str) -> None:
        """Let the row be sent once more, by somebody who has now read what is saved."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened")] = opened

    @property
    def asked(self) -> list:
        """The fields that the row shows, one after the other."""
        return [field for field in self.visible_fields() if field.name != "confirm"]


class AnswerForm(RowForm):
    """The answer for one activity in this range alone."""

    confirm = forms.BooleanField(label="Stämmer fortfarande", label_suffix="", required=False)
    status = forms.ChoiceField(
        label="Läge",
        choices=STATUSES,
        required=False,
        widget=PlainSelect,
        error_messages={"invalid_choice": "Välj ett läge i listan."},
    )
    done_count = forms.IntegerField(
        label="Antal under perioden",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 12}),
        error_messages={"invalid": "Skriv antalet som ett heltal, 0 eller mer."},
    )
    comment = forms.CharField(label="Kommentar", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def of(cls, report: ActivityReport, shown: Given, data=None) -> "AnswerForm":
        """The row's form: showing what is saved or proposed, or holding what was sent."""
        initial = {"status": "" if shown.status == NOT_REPORTED else shown.status, "comment": shown.comment}
        marks = {"opened": mark_of(Given.of(report)), "shown": mark_of(shown)}
        return cls(data, prefix=prefix_of(report), initial={**initial, "done_count": shown.done_count, **marks})

    @property
    def given(self) -> Given:
        """What was answered, of a form that is valid."""
        data = self.cleaned_data
        return Given(data["status"] or NOT_REPORTED, data["done_count"], tidy(data["comment"]))

    @property
    def is_touched(self) -> bool:
        """Whether anything was answered: changed, or confirmed as it stood."""
        return self.cleaned_data["confirm"] or mark_of(self.given) != self.cleaned_data["shown"]


class TextForm(RowForm):
    """A text about a promise, a focus area or the whole."""

    text = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def about(cls, topic: Topic, data=None) -> "TextForm":
        text = tidy(topic.row.text)
        mark = mark_of(text)
        form = cls(data, prefix=f"text-{topic.key}", initial={"text": text, "opened": mark, "shown": mark})
        form.fields["text"].label = f"Berätta om {topic.about[:1].lower() + topic.about[1:] or 'helheten'} (frivilligt)"
        return form

    @property
    def given(self) -> str:
        return tidy(self.cleaned_data["text"])

    @property
    def is_touched(self) -> bool:
        return mark_of(self.given) != self.cleaned_data["shown"]


def prefix_of(report: ActivityReport) -> str:
    """What the row of an activity is called in the page: "svar-12"."""
    return f"svar-{report.activity_id}"
