"""The rows of a sheet: one per activity and follow-up, with what is promised and what is answered so far."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from followups.answering import Given
from followups.models import FollowUp
from followups.publishing import published_answers
from followups.sheets.cells import tidy
from followups.standings import Answer, standing_of
from pledges import permissions
from pledges.content_parts import responsible_text, target_content
from pledges.models import Activity
from portal.models import User
from portal.wording import EN_DASH


@dataclass(frozen=True)
class SheetRow:
    """One line of the sheet. `so_far` is what earlier published follow-ups sum to.

    `is_open` when the account that asks for the sheet answers for the activity.
    """

    follow_up: FollowUp
    activity_id: int
    number: int
    activity: str
    promises: str
    responsible: str
    target: str
    so_far: int | None
    given: Given
    is_open: bool

    @property
    def key(self) -> str:
        """Which answer the line is of: "U12-A345"."""
        return f"U{self.follow_up.pk}-A{self.activity_id}"

    @property
    def version(self) -> str:
        return version_of(self.given)

    @property
    def code(self) -> str:
        return self.follow_up.municipality_id

    @property
    def municipality(self) -> str:
        return self.follow_up.municipality.name

    @property
    def year(self) -> int:
        return self.follow_up.year

    @property
    def tertial(self) -> str:
        """ "1", "1–2" (a dash, which no spreadsheet takes for a day) or "halvår 1"."""
        span = self.follow_up.range
        if span.half:
            return f"halvår {span.half}"
        return str(span.first) if span.first == span.last else f"{span.first}{EN_DASH}{span.last}"


def rows_of(follow_ups: Iterable[FollowUp], *, by: User) -> list[SheetRow]:
    """The rows of follow-ups fetched with `for_sheets()`: all their activities, answered or not. Two queries more."""
    found = list(follow_ups)
    earlier = _earlier_answers(found)
    return [row for follow_up in found for row in _rows_of_one(follow_up, earlier, by)]


def _rows_of_one(follow_up: FollowUp, earlier: dict[int, list[Answer]], by: User) -> list[SheetRow]:
    voices = permissions.voices_of(by, follow_up.municipality)
    given = {report.activity_id: report for report in follow_up.reports.all()}
    numbers = {promise.pk: number for number, promise in enumerate(follow_up.pledge.promises.all(), 1)}
    return [
        SheetRow(
            follow_up=follow_up,
            activity_id=activity.pk,
            number=number,
            activity=tidy(activity.text),
            promises=_promises(activity, numbers),
            responsible=responsible_text(activity),
            target=_target(activity),
            so_far=_so_far(activity, follow_up, earlier.get(activity.pk, [])),
            given=given_of(given.get(activity.pk)),
            is_open=bool(activity.answering_parties & voices),
        )
        for number, activity in enumerate(follow_up.pledge.activities.all(), 1)
    ]


def given_of(report) -> Given:
    """What an answer says, in the form that is compared; of None, that nothing is reported."""
    return Given(report.status, report.done_count, tidy(report.comment)) if report else Given()


def version_of(given: Given) -> str:
    """Tells whether an answer is as it was when the sheet was made. Begins with a letter, so that it stays text."""
    said = json.dumps([given.status, given.done_count, given.comment], ensure_ascii=False)
    return f"V{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _earlier_answers(follow_ups: list[FollowUp]) -> dict[int, list[Answer]]:
    """What is published of the same pledges, by activity."""
    published = FollowUp.objects.published().of_pledges({follow_up.pledge_id for follow_up in follow_ups})
    found: dict[int, list[Answer]] = {}
    for answer in published_answers(published):
        found.setdefault(answer.activity, []).append(answer)
    return found


def _so_far(activity: Activity, follow_up: FollowUp, answers: list[Answer]) -> int | None:
    before = [answer for answer in answers if answer.span.last_day < follow_up.range.last_day]
    return standing_of(before, activity.target_per).count


def _promises(activity: Activity, numbers: dict[int, int]) -> str:
    found = sorted((numbers[promise.pk], promise.text) for promise in activity.promises.all() if promise.pk in numbers)
    return "\n".join(f"{number}. {tidy(text)}" for number, text in found)


def _target(activity: Activity) -> str:
    target = target_content(activity)
    if target is None:
        return activity.get_extent_display() if activity.extent else ""
    return ", ".join(text for text in (target["text"], target["share_text"]) if text)
