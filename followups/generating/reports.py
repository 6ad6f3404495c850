"""Generated follow-ups with an answer for each activity, and where the activities stand after them."""

import datetime
from dataclasses import dataclass, field

from followups.generating.rows import Told
from followups.generating.texts import AnswerText
from followups.models import ActivityReport, FollowUp, Narrative
from followups.standings import Answer, standing_of
from pledges.importing.loading import moment
from pledges.models import Activity
from pledges.tertial import ReportingRange


@dataclass
class Reported:
    """A generated follow-up: the pledge that it is about, its tertial (1–3) and its row."""

    told: Told
    number: int
    follow_up: FollowUp
    reports: list[ActivityReport] = field(default_factory=list)

    def said_of(self, number: int) -> AnswerText:
        """What it answers for the activity of that number, from 0."""
        return self.told.text.activities[number].answers[self.number - 1]

    def answer(self, number: int, key: int) -> Answer:
        said = self.said_of(number)
        return Answer(key, self.follow_up.range, said.status, said.count, said.comment, is_demo=True)

    @property
    def answers(self) -> list[Answer]:
        return [self.answer(number, row.pk) for number, row in enumerate(self.told.activities)]


def reported_on(told: list[Told], day: datetime.date, due_months: int) -> list[Reported]:
    """The follow-ups that had been reported on the day, pledge by pledge and in order of time; not yet stored."""
    return [
        Reported(one, number, row)
        for one in told
        for number in (1, 2, 3)
        if (row := follow_up_row(one, number, day, due_months))
    ]


def follow_up_row(told: Told, number: int, day: datetime.date, due_months: int) -> FollowUp | None:
    """None when it had not been reported on the day."""
    early = told.text.reports[number - 1]
    span = ReportingRange(told.pledge.starts_on.year, number, number)
    if early is None:
        return None
    when = span.tertials[0].due(due_months) - datetime.timedelta(days=early)
    if when > day:
        return None
    return FollowUp(
        municipality=told.pledge.municipality,
        pledge=told.pledge,
        year=span.year,
        first_tertial=number,
        last_tertial=number,
        slug=span.slug,
        reported_on=when,
        is_demo=True,
    )


def stand(told: list[Told], reported: list[Reported]) -> None:
    """Let each pledge know where its activities stand, as `followups.publishing` would have left them."""
    of_pledge: dict[int, list[Reported]] = {}
    for report in reported:
        of_pledge.setdefault(id(report.told), []).append(report)
    for one in told:
        own = of_pledge.get(id(one), [])
        one.standings = [
            standing_of(report.answer(number, 0) for report in own) for number in range(len(one.text.activities))
        ]


def write(reported: list[Reported]) -> None:
    """Create the follow-ups of pledges that are stored, with their answers."""
    FollowUp.objects.bulk_create([one.follow_up for one in reported])
    Narrative.objects.bulk_create(
        Narrative(follow_up=one.follow_up, text=one.told.text.narratives[one.number - 1]) for one in reported
    )
    for one in reported:
        answered_at = moment(one.follow_up.reported_on)
        one.reports = [
            report_row(one, activity, number, answered_at) for number, activity in enumerate(one.told.activities)
        ]
    ActivityReport.objects.bulk_create([row for one in reported for row in one.reports], batch_size=5000)


def report_row(one: Reported, activity: Activity, number: int, answered_at: datetime.datetime) -> ActivityReport:
    said = one.said_of(number)
    return ActivityReport(
        follow_up=one.follow_up,
        activity=activity,
        status=said.status,
        done_count=said.count,
        comment=said.comment,
        answered_at=answered_at,
    )
