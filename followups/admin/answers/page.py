"""The answers of a follow-up on one page: every activity with its last answer and its sum, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from followups import proposing
from followups.admin.answers.forms import AnswerForm, TextForm, prefix_of
from followups.admin.answers.outcomes import Outcome
from followups.answering import Answers, Given, answering_text, target_of, tidy
from followups.models import ActivityReport, AnswerProposal, FollowUp
from followups.narrating import Topic, topics_of
from followups.publishing import earlier_answers
from followups.standings import NOT_REPORTED, Answer, standing_of
from pledges import permissions
from pledges.admin.labels import short
from pledges.content_parts import target_content
from pledges.models import Activity, Document, Membership, Promise, State
from pledges.summaries import STATUS_TEXT
from pledges.targets import progress

PARTIES = {frozenset({party.value}): party.label for party in Membership.Party}
EITHER = "Polisen eller kommunen"


@dataclass(frozen=True)
class Row:
    """One activity. `last` is the latest earlier answer, `so_far` the sum before this range against the target.

    `proposal` is what a document seems to answer; it goes before the latest answer, until somebody has answered.
    """

    report: ActivityReport
    number: int
    form: AnswerForm
    is_open: bool  # to this account, now
    last: Answer | None = None
    so_far: str = ""
    proposal: AnswerProposal | None = None
    outcome: Outcome = field(default_factory=Outcome)

    @property
    def key(self) -> str:
        return prefix_of(self.report)

    @property
    def activity(self) -> Activity:
        return self.report.activity

    @property
    def target(self) -> str:
        return target_of(self.activity)

    @property
    def who(self) -> str:
        return answering_text(self.activity)

    @property
    def last_text(self) -> str:
        return STATUS_TEXT[self.last.status].lower() if self.last else ""


@dataclass(frozen=True)
class TextRow:
    """A text about a promise, a focus area or the whole."""

    key: str
    form: TextForm
    outcome: Outcome = field(default_factory=Outcome)


@dataclass(frozen=True)
class Group:
    """A promise with its rows and its text; `promise` is None for the activities of none."""

    promise: Promise | None
    number: int
    rows: list[Row]
    text: TextRow | None = None


@dataclass(frozen=True)
class Missing:
    """What nobody has answered yet, by who answers: (who, [(number, text, the row's place in the page)])."""

    of: int
    parties: list[tuple[str, list[tuple[int, str, str]]]]

    @property
    def count(self) -> int:
        return sum(len(rows) for _who, rows in self.parties)

    @property
    def answered(self) -> int:
        return self.of - self.count


@dataclass(frozen=True)
class AnswersPage:
    """All that the page shows. `is_split` when the account answers for one party alone."""

    follow_up: FollowUp
    groups: list[Group]
    texts: list[TextRow]
    missing: Missing
    is_open: bool
    is_split: bool
    shows_mine: bool
    source: Document | None = None  # where answers may be looked for

    @property
    def troubled(self) -> list[Row | TextRow]:
        """The rows that were sent and not saved."""
        rows = [row for group in self.groups for row in group.rows]
        texts = [text for text in (*(group.text for group in self.groups), *self.texts) if text]
        return [row for row in (*rows, *texts) if row.outcome.is_trouble]


def read(follow_up: FollowUp) -> Answers:
    """The rows as they are saved, and new ones for activities that have none. Three queries."""
    saved = {report.activity_id: report for report in ActivityReport.objects.of(follow_up).with_people()}
    rows = {}
    for activity in Activity.objects.of(follow_up.pledge).with_promises():
        row = rows[activity.pk] = saved.get(activity.pk) or ActivityReport()
        row.follow_up, row.activity = follow_up, activity
    return Answers(follow_up, rows)


def answers_page(
    follow_up: FollowUp, user, *, mine_only: bool, forms: dict, outcomes: dict[str, Outcome]
) -> AnswersPage:
    """The page for an account; `forms` and `outcomes` are those of rows that were just sent, by key."""
    held, topics = read(follow_up), topics_of(follow_up)
    voices = permissions.voices_of(user, follow_up.municipality)
    earlier = earlier_answers(follow_up)
    is_open = follow_up.state != State.WITHDRAWN
    proposed = {one.activity_id: one for one in AnswerProposal.objects.to_confirm(follow_up)}
    rows = [
        row_of(report, number, earlier, proposed, is_open=is_open and bool(report.activity.answering_parties & voices))
        for number, report in enumerate(held.rows.values(), 1)
    ]
    rows = [with_sent(row, forms, outcomes) for row in rows if row.is_open or not mine_only]
    texts = {key: text_row(topic, forms, outcomes) for key, topic in topics.items()}
    groups = grouped(follow_up, rows, texts)
    return AnswersPage(
        follow_up=follow_up,
        groups=[group for group in groups if group.rows or (group.promise and not mine_only)],
        texts=[text for key, text in texts.items() if not key.startswith("lofte-")],
        missing=missing(held.rows.values()),
        is_open=is_open,
        is_split=len(voices) == 1,
        shows_mine=mine_only,
        source=source_of(follow_up) if is_open and not proposed else None,
    )


def source_of(follow_up: FollowUp) -> Document | None:
    """The document that the follow-up is in, when the portal has the file."""
    return follow_up.document if follow_up.document and follow_up.document.is_available else None


def row_of(
    report: ActivityReport, number: int, earlier: list[Answer], proposed: dict[int, AnswerProposal], *, is_open: bool
) -> Row:
    own = [answer for answer in earlier if answer.activity == report.activity_id]
    said = [answer for answer in own if answer.status != NOT_REPORTED]
    last = max(said, key=lambda answer: (answer.span.last_day, answer.span.first_day), default=None)
    proposal = None if report.is_answered else proposed.get(report.activity_id)
    shown = Given.of(report)
    if proposal:
        shown = proposing.given_of(proposal)
    elif last and not report.is_answered:
        shown = Given(last.status, None, tidy(last.comment))
    return Row(report, number, AnswerForm.of(report, shown), is_open, last, so_far(report, own), proposal)


def so_far(report: ActivityReport, earlier: list[Answer]) -> str:
    """ "12 av minst 15 hittills": before this range, and in its year alone when the target is for a year or less."""
    activity = report.activity
    if activity.target_count is None:
        return ""
    year = report.follow_up.year
    counted = [answer for answer in earlier if activity.target_per == "total" or answer.span.year == year]
    standing = standing_of(counted, activity.target_per)
    text, _share = progress(standing.count or 0, target_content(activity))
    return f"{text} hittills"


def with_sent(row: Row, forms: dict, outcomes: dict[str, Outcome]) -> Row:
    """The row with what was typed in it, where that was not saved, and with what is told of it."""
    outcome = outcomes.get(row.key, Outcome())
    form = forms[row.key] if outcome.is_trouble else row.form
    return replace(row, form=form, outcome=outcome)


def text_row(topic: Topic, forms: dict, outcomes: dict[str, Outcome]) -> TextRow:
    key = f"text-{topic.key}"
    outcome = outcomes.get(key, Outcome())
    return TextRow(key, forms[key] if outcome.is_trouble else TextForm.about(topic), outcome)


def grouped(follow_up: FollowUp, rows: Iterable[Row], texts: dict[str, TextRow]) -> list[Group]:
    """The rows under their promise, each once; those of no promise come last."""
    found = {
        promise.pk: Group(promise, number, [], texts[f"lofte-{promise.pk}"])
        for number, promise in enumerate(follow_up.pledge.promises.all(), 1)
    }
    rest = Group(None, 0, [])
    for row in rows:
        own = [promise.pk for promise in row.activity.promises.all()]
        own += [row.activity.group.promise_id] if row.activity.group else []
        found.get(next((key for key in own if key in found), None), rest).rows.append(row)
    return [*found.values(), rest]


def missing(reports: Iterable[ActivityReport]) -> Missing:
    """What is not answered of all rows, in order."""
    by_who: dict[str, list[tuple[int, str, str]]] = {who: [] for who in (*PARTIES.values(), EITHER)}
    numbered = list(enumerate(reports, 1))
    for number, report in numbered:
        if not report.is_answered:
            who = PARTIES.get(report.activity.answering_parties, EITHER)
            by_who[who].append((number, short(report.activity.text, 60), prefix_of(report)))
    return Missing(len(numbered), [(who, rows) for who, rows in by_who.items() if rows])
