"""Links from each promise and activity to the period before: made as an editor has chosen among those proposed."""

from pledges import revisions, workflow
from pledges.models import Activity, Pledge, Promise
from pledges.models.promise import Continuity
from portal.models import User

from .draft_pledges import Draft
from .matching import Link, row_of_key

Relation = Continuity.Relation
RELATION = {"same": Relation.SAME, "reworded": Relation.REWORDED, "target_changed": Relation.REWORDED}
LINKED = "Länkat till en period som har importerats."
TARGET_CHANGED = "Målet är ändrat."


def connect(drafts: list[Draft], links: list[Link], pledges: list[Pledge], *, by: User) -> None:
    """Make the links. Of pledges that were there before, only those rows change, and history says so."""
    made = {key: row for draft in drafts for key, row in draft.rows.items()}
    numbered = {draft.number: draft.pledge for draft in drafts}
    changed = [_made(link, made, numbered, pledges) for link in links]
    touched = {row.pledge_id for row in changed if row} - {draft.pledge.pk for draft in drafts}
    for pledge in pledges:
        if pledge.pk in touched:
            revisions.record(pledge, revisions.Verb.SAVED, by=by, note=LINKED)
            workflow.edited(workflow.PLEDGES, pledge, by=by)


def _made(link: Link, made: dict, numbered: dict[int, Pledge], pledges: list[Pledge]) -> Promise | Activity | None:
    """Make the link; returns the row that it was written on, None when that was not left to do."""
    before = made.get(link.before.key) or row_of_key(link.before.key, pledges)
    if before is None:
        return None
    if link.after is None:
        later = link.later.pledge or numbered.get(link.later.number)
        return _drop(before, later) if later else None
    after = made.get(link.after.key) or row_of_key(link.after.key, pledges)
    return _continue(after, before, link) if after else None


def _continue(row: Promise | Activity, before: Promise | Activity, link: Link) -> Promise | Activity | None:
    """A row that an editor has already tied to something is left as it is."""
    if row.predecessor_id:
        return None
    row.predecessor, row.relation = before, RELATION[link.relation]
    row.relation_note = TARGET_CHANGED if link.relation == "target_changed" else row.relation_note
    row.save(update_fields=["predecessor", "relation", "relation_note"])
    return row


def _drop(row: Promise | Activity, later: Pledge) -> Promise | Activity | None:
    if row.dropped_by_id:
        return None
    row.dropped_by = later
    row.save(update_fields=["dropped_by"])
    return row
