"""Saving answers that were sent: each row judged by itself, the good ones saved as one change."""

from functools import cached_property

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from followups import answering, narrating
from followups.admin.answers.forms import AnswerForm, RowForm, TextForm, mark_of, prefix_of
from followups.admin.answers.outcomes import Outcome
from followups.answering import Answers, Given, WrongAnswer
from followups.models import AnswerProposal
from followups.narrating import Topic
from pledges import permissions
from pledges.models.activity import ActivityStatus
from pledges.publishing import Refused

NOT_SAVED = "Inte sparat. Rätta det som står vid fälten."


class Sent:
    """The rows that came with a request: their forms and what became of each, by the row's key in the page."""

    def __init__(self, held: Answers, data: QueryDict, user, *, only: str = "", confirms_rest: bool = False) -> None:
        self.held, self.user, self.confirms_rest = held, user, confirms_rest
        self.voices = permissions.voices_of(user, held.follow_up.municipality)
        keys = [only] if only else list(dict.fromkeys(name.rpartition("-")[0] for name in data))
        self.reports = {prefix_of(report): report for report in held.rows.values()}
        self.topics = self.found_topics(keys)
        self.forms = {key: self.form(key, data) for key in keys if key.startswith(("svar-", "text-"))}
        self.outcomes = {key: self.judged(key) for key in self.forms}

    def found_topics(self, keys: list[str]) -> dict[str, Topic]:
        if not any(key.startswith("text-") for key in keys):
            return {}
        return {f"text-{key}": topic for key, topic in narrating.topics_of(self.held.follow_up).items()}

    def form(self, key: str, data: QueryDict) -> RowForm:
        """The row's form. Raises Http404 for what is no row of the follow-up."""
        if key in self.reports:
            return AnswerForm.of(self.reports[key], Given.of(self.reports[key]), data)
        if key in self.topics:
            return TextForm.about(self.topics[key], data)
        raise Http404

    def judged(self, key: str) -> Outcome:
        """What is to become of a row: `save` when it can be saved."""
        form = self.forms[key]
        if not form.is_valid():
            return Outcome("wrong", NOT_SAVED)
        if not self.is_touched(key):
            return Outcome()
        try:
            self.require(key)
        except WrongAnswer as wrong:
            for name, problem in wrong.problems.items():
                form.add_error(name, problem)
            return Outcome("wrong", NOT_SAVED)
        except Refused as refusal:
            return Outcome("refused", f"Inte sparat. {refusal}")
        return self.compared(key)

    def is_touched(self, key: str) -> bool:
        form = self.forms[key]
        if form.is_touched or key in self.topics:
            return form.is_touched
        if not self.confirms_rest or self.reports[key].is_answered or key in self.proposed:
            return False
        return not form.given.is_nothing

    @cached_property
    def proposed(self) -> set[str]:
        """The rows that show what a document was read to answer: each is to be looked at, and confirmed by itself."""
        shown = AnswerProposal.objects.of(self.held.follow_up)
        return {f"svar-{one.activity_id}" for one in shown}

    def require(self, key: str) -> None:
        """Raises Refused unless the account may say this in the row."""
        if key in self.reports:
            answering.require(self.held, self.reports[key].activity_id, self.forms[key].given, self.voices)
        else:
            narrating.require(self.held.follow_up, self.forms[key].given, self.voices)

    def compared(self, key: str) -> Outcome:
        """Whether the row would change, and has not been changed by somebody else since the page was opened."""
        form = self.forms[key]
        if not self.would_change(key):
            return Outcome("same", self.told(key))
        if form.cleaned_data["opened"] == self.mark(key):
            return Outcome("save")
        form.see_anew(self.mark(key))
        return self.conflict(key)

    def would_change(self, key: str) -> bool:
        given = self.forms[key].given
        if key in self.reports:
            return answering.says_else(self.reports[key], given)
        return narrating.tidy(self.topics[key].row.text) != given

    def mark(self, key: str) -> str:
        """What the row says now, as its form would carry it."""
        report = self.reports.get(key)
        return mark_of(Given.of(report)) if report else mark_of(narrating.tidy(self.topics[key].row.text))

    def conflict(self, key: str) -> Outcome:
        given = self.forms[key].given
        if key in self.topics:
            text = "Någon annan har sparat den här texten sedan du öppnade sidan. Båda texterna står här."
            return Outcome("conflict", text, (("Text", self.topics[key].row.text or "(tomt)", given or "(tomt)"),))
        report = self.reports[key]
        text = f"{report.answered_by or 'Någon annan'} har sparat den här raden sedan du öppnade sidan."
        pairs = zip(("Läge", "Antal", "Kommentar"), worded(Given.of(report)), worded(given), strict=True)
        return Outcome("conflict", f"{text} Båda svaren står här.", tuple(pairs))

    @property
    def is_refused(self) -> bool:
        return any(outcome.kind == "refused" for outcome in self.outcomes.values())

    @property
    def is_in_trouble(self) -> bool:
        return any(outcome.is_trouble for outcome in self.outcomes.values())

    def save(self) -> int:
        """Save the rows that can be saved, as one change; nothing when any was refused. How many were changed."""
        keys = [key for key, outcome in self.outcomes.items() if outcome.kind == "save"]
        if self.is_refused:
            self.outcomes |= dict.fromkeys(
                keys, Outcome("refused", "Inte sparat, för att en annan rad inte fick sparas.")
            )
            return 0
        answers = {self.reports[key].activity_id: self.forms[key].given for key in keys if key in self.reports}
        texts = {key: self.forms[key].given for key in keys if key in self.topics}
        changes = answering.write(self.held, answers, by=self.user) + narrating.write(self.topics, texts)
        answering.tell(self.held.follow_up, changes, by=self.user)
        for key in keys:
            self.outcomes[key] = Outcome("saved", self.told(key))
        return len(changes)

    def told(self, key: str) -> str:
        """What the row says of itself now that it is saved."""
        report = self.reports.get(key)
        if report is None:
            return f"Sparat {clock(timezone.now())}."
        return f"Sparat {clock(report.answered_at)}." if report.is_answered else "Raden har inget svar nu."


def worded(given: Given) -> tuple[str, str, str]:
    """An answer as it reads: status, count and comment."""
    count = "(inget)" if given.done_count is None else str(given.done_count)
    return dict(ActivityStatus.choices).get(given.status, ""), count, given.comment or "(ingen)"


def clock(moment) -> str:
    return date_format(timezone.localtime(moment), "H:i")
