"""Answering a follow-up, activity by activity: what may be said, by whom, and saving it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from followups.contents import said
from followups.models import ActivityReport, FollowUp
from followups.workflow import FOLLOW_UPS
from pledges import permissions, revisions, workflow
from pledges.models import Activity, Membership, Stage, State
from pledges.models.activity import ActivityStatus
from pledges.publishing import Refused
from pledges.targets import target_text
from portal.models import User

MOST = 2_147_483_647  # what the column holds
LONGEST = 10_000  # characters of a comment
COUNTED = frozenset({"ongoing", "done", "partly_done", "late"})  # with these, a target asks for how many
NO_SUCH = "Aktiviteten hör inte till uppföljningen."
WITHDRAWN = "Uppföljningen är tillbakadragen. Publicera den igen innan svaren ändras."


class WrongAnswer(Refused):
    """An answer that cannot be saved; `problems` are sentences by field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True)
class Given:
    """What somebody answers: a value of ActivityStatus, how many in the range alone, and a comment."""

    status: str = ActivityStatus.NOT_REPORTED.value
    done_count: int | None = None
    comment: str = ""

    @classmethod
    def of(cls, report: ActivityReport) -> "Given":
        return cls(report.status, report.done_count, tidy(report.comment))

    @property
    def is_nothing(self) -> bool:
        return self == Given()


@dataclass(frozen=True)
class Change:
    """What was changed: in words, and as a part of the follow-up's content (pledges.differences.laid_over)."""

    note: str
    part: dict


@dataclass(frozen=True)
class Answers:
    """A follow-up, held until the transaction ends, and its row for each activity by the activity's key, in order."""

    follow_up: FollowUp
    rows: dict[int, ActivityReport]


@transaction.atomic
def answer(
    follow_up: FollowUp, activity_id: int, *, status: str, done_count: int | None, comment: str, by: User
) -> bool:
    """Save the answer for one activity; True when something changed. Status "not_reported" alone takes it back.

    Raises Refused when the activity is another party's or another follow-up's, WrongAnswer when it cannot be so.
    """
    given = Given(status, done_count, tidy(comment))
    return bool(save(hold(follow_up.pk, by=by), {activity_id: given}, by=by))


def hold(follow_up_id: int, *, by: User) -> Answers:
    """All rows that the account may reach, in a transaction. Raises FollowUp.DoesNotExist as for another kommun's."""
    reachable = ActivityReport.objects.editable_by(by).to_answer(follow_up_id)
    rows = list(reachable)
    if not rows or rows[0].of_activities > len(rows):
        follow_up, rows = FollowUp.objects.editable_by(by).to_answer(follow_up_id).get(), list(reachable.all())
        rows += without_rows(follow_up, {row.activity_id for row in rows})
    else:
        follow_up = rows[0].follow_up
    for row in rows:
        row.follow_up, row.activity.pledge = follow_up, follow_up.pledge
    rows.sort(key=lambda row: (row.activity.order, row.activity_id))
    return Answers(follow_up, {row.activity_id: row for row in rows})


def without_rows(follow_up: FollowUp, has_row: set[int]) -> list[ActivityReport]:
    """New rows for the activities that have none: those that are newer than the follow-up."""
    activities = Activity.objects.of(follow_up.pledge) if follow_up.pledge else ()
    return [ActivityReport(activity=activity) for activity in activities if activity.pk not in has_row]


def save(held: Answers, given: dict[int, Given], *, by: User) -> int:
    """Save some answers as one change; returns how many it changed. Raises as `answer` does, having saved none."""
    changes = write(held, given, by=by)
    tell(held.follow_up, changes, by=by)
    return len(changes)


def write(held: Answers, given: dict[int, Given], *, by: User) -> list[Change]:
    """Write the answers that differ; raises as `answer` does, having written none. `tell` what came of it."""
    voices = permissions.voices_of(by, held.follow_up.municipality)
    for activity_id, wanted in given.items():
        require(held, activity_id, wanted, voices)
    return [
        write_row(held.rows[activity_id], wanted, by=by)
        for activity_id, wanted in given.items()
        if says_else(held.rows[activity_id], wanted)
    ]


def require(held: Answers, activity_id: int, given: Given, voices: Iterable[str]) -> None:
    """Raises Refused unless these voices may say this of the activity."""
    if held.follow_up.state == State.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if activity_id not in held.rows:
        raise Refused(NO_SUCH)
    activity = held.rows[activity_id].activity
    if not activity.answering_parties & set(voices):
        raise Refused(f"{answering_text(activity)} för den här aktiviteten.")
    problems = problems_of(activity, given)
    if problems:
        raise WrongAnswer(problems)


def answering_text(activity: Activity) -> str:
    """Who answers: "Polisen svarar", "Polisen eller kommunen svarar"."""
    names = [party.label for party in Membership.Party if party.value in activity.answering_parties]
    return f"{' eller '.join([names[0], *(name.lower() for name in names[1:])])} svarar"


def problems_of(activity: Activity, given: Given) -> dict[str, str]:
    """What is wrong with an answer, by field; empty when nothing is."""
    found = {}
    count = given.done_count
    if given.status not in ActivityStatus.values:
        found["status"] = "Välj ett läge i listan."
    elif given.status == ActivityStatus.NOT_REPORTED and not given.is_nothing:
        found["status"] = "Välj läge. Utan läge publiceras aktiviteten som ”Ingen redovisning”."
    if count is not None and not 0 <= count <= MOST:
        found["done_count"] = "Skriv antalet som ett heltal, 0 eller mer."
    elif count is None and activity.target_count is not None and given.status in COUNTED:
        found["done_count"] = f"Skriv hur många under perioden, 0 om inga. Målet är {target_of(activity)}."
    if given.status == ActivityStatus.CANCELLED and not given.comment:
        found["comment"] = "Skriv varför aktiviteten utgår."
    elif len(given.comment) > LONGEST or "\x00" in given.comment:
        found["comment"] = "Kommentaren är för lång, eller har tecken som inte går att spara."
    return found


def target_of(activity: Activity) -> str:
    """What was promised in numbers: "minst 15 trafikinsatser per år"; "" for work without a number."""
    if activity.target_count is None:
        return ""
    return target_text(
        activity.target_count,
        activity.target_unit,
        at_least=activity.target_at_least,
        per=activity.target_per,
        per_place=activity.target_per_place,
    )


def says_else(row: ActivityReport, given: Given) -> bool:
    """Whether the row would change; one that nobody has answered does when it is given an answer."""
    return Given.of(row) != given or row.is_answered is given.is_nothing


def write_row(row: ActivityReport, given: Given, *, by: User) -> Change:
    note = changed_text(row, given)
    row.status, row.done_count, row.comment = given.status, given.done_count, given.comment
    row.answered_at, row.answered_by = (None, None) if given.is_nothing else (timezone.now(), by)
    row.save()
    return Change(note, part_of(row))


def tell(follow_up: FollowUp, changes: list[Change], *, by: User) -> None:
    """Write changes in history as one save, and take back what was sent for review."""
    if not changes:
        return
    note, parts = "\n".join(change.note for change in changes), [change.part for change in changes]
    revisions.record(follow_up, revisions.Verb.SAVED, by=by, note=note, parts=parts)
    if follow_up.stage != Stage.EDITING and workflow.edited(FOLLOW_UPS, follow_up, by=by):
        follow_up.stage = Stage.EDITING


def part_of(row: ActivityReport) -> dict:
    """The row as the follow-up's content has it (followups.contents)."""
    says = said(row.status, row.done_count, row.comment, row.follow_up.range)
    return {"rows": "answers", "where": {"activity": row.activity_id}, "row": {"text": row.activity.text, **says}}


def changed_text(row: ActivityReport, given: Given) -> str:
    """What differs, in words: "Aktivitet ”Gå fotpatrull.”: läge Ej påbörjad → Pågår, antal inget → 3"."""
    was, label = Given.of(row), dict(ActivityStatus.choices)
    texts = [
        ("läge", label[was.status], label[given.status]),
        ("antal", number(was.done_count), number(given.done_count)),
        ("kommentar", quoted(was.comment), quoted(given.comment)),
    ]
    changed = [f"{name} {before} → {after}" for name, before, after in texts if before != after]
    about = Truncator(" ".join(row.activity.text.split())).chars(90)
    return f"Aktivitet ”{about}”: {', '.join(changed) or 'bekräftad'}"


def number(count: int | None) -> str:
    return "inget" if count is None else str(count)


def quoted(text: str) -> str:
    return f"”{text}”" if text else "ingen"


def tidy(text: str) -> str:
    """A text as it is kept: lines end alike whichever browser sent them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
