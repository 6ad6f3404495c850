"""Saving what a sheet changes: all of it or nothing, and only what somebody has been shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from followups import answering
from followups.models import FollowUp
from followups.sheets.comparing import Change, Comparison, compare
from followups.sheets.reading import Record
from pledges.publishing import Refused
from portal.models import User


class Outdated(Refused):
    """Something has changed since the comparison was shown; `comparison` is how it is now, and nothing was saved."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Svaren har ändrats sedan du läste in kalkylarket, så inget är sparat. Så här blir det nu.")
        self.comparison = comparison


@dataclass(frozen=True)
class Applied:
    """How many answers were saved, and in which follow-ups."""

    answers: int
    follow_ups: list[FollowUp]


@transaction.atomic
def apply(records: Iterable[Record], *, seen: str, overwriting: Collection[str], by: User) -> Applied:
    """Save the changes, and of the conflicts those whose keys are in `overwriting`: one version and one line of
    history per follow-up, as for answers given on its page.

    `seen` is `Comparison.seen` of what was shown. Raises Outdated, having saved nothing.
    """
    comparison = compare(records, by=by)
    if comparison.problems or comparison.seen != seen:
        raise Outdated(comparison)
    chosen = [*comparison.changes, *(change for change in comparison.conflicts if change.key in overwriting)]
    by_follow_up: dict[int, list[Change]] = {}
    for change in chosen:
        by_follow_up.setdefault(change.follow_up.pk, []).append(change)
    for key, changes in by_follow_up.items():
        given = {change.record.activity_id: change.becomes for change in changes}
        answering.save(comparison.held[key], given, by=by)
    return Applied(len(chosen), [comparison.held[key].follow_up for key in by_follow_up])
