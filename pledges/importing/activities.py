"""Activities in their groups, from a fixture to the database."""

from pledges.models import Activity, ActivityGroup, Pledge, Promise

from .loading import Loading, beginning_with, store_all
from .shapes import Entry

# The keys of an entry that are an activity's own columns, by the same names.
COLUMNS = (
    "text", "responsible", "lead", "responsible_body", "sub_role", "extent", "development", "happens_on",
    "happens_until", "relation", "relation_note",
)  # fmt: skip


def load_groups(loading: Loading, pledge: Pledge, promises: list[Promise], found: list[Entry]) -> None:
    """Store the groups with their activities, numbered through the whole pledge.

    An activity belongs to the promise of its group, and to those that it names itself.
    """
    store_all((_group(pledge, promises, group), group) for group in found)
    rows = [
        (_activity(loading, pledge, group_row, activity), activity)
        for group_row, group in zip(pledge.activity_groups.all(), found, strict=True)
        for activity in group["activities"]
    ]
    store_all(rows)
    for row, activity in rows:
        _connect(loading, row, activity, promises)


def _group(pledge: Pledge, promises: list[Promise], group: Entry) -> ActivityGroup:
    promise = numbered(group, promises, group["promise"]) if "promise" in group else None
    return ActivityGroup(pledge=pledge, promise=promise, **group.only("lead_in", "is_open_list"))


def _activity(loading: Loading, pledge: Pledge, group: ActivityGroup, activity: Entry) -> Activity:
    row = Activity(pledge=pledge, group=group, **activity.only(*COLUMNS))
    if "target" in activity:
        row.extent = Activity.Extent.COUNTED
        for key, value in activity["target"].items():
            setattr(row, f"target_{key}", value)
    if "continues" in activity:
        earlier = loading.pledge(activity, activity["continues"]["pledge"])
        row.predecessor = beginning_with(activity, earlier.activities.all(), activity["continues"]["starts_with"])
    return row


def _connect(loading: Loading, row: Activity, activity: Entry, promises: list[Promise]) -> None:
    """Tie the activity to its promises, places, methods and partners."""
    own = [numbered(activity, promises, number) for number in activity.get("promises", [])]
    row.promises.set([*own, *([row.group.promise] if row.group.promise else [])])
    row.places.set([loading.place(activity, name) for name in activity.get("places", [])])
    row.methods.set(loading.vocabulary.find(activity, "methods", activity.get("methods", [])))
    row.partners.set(loading.vocabulary.find(activity, "partners", activity.get("partners", [])))


def numbered(entry: Entry, promises: list[Promise], number: int) -> Promise:
    """The promise with that number in the pledge, counted from 1."""
    if not 1 <= number <= len(promises):
        raise entry.problem(f"löfte nummer {number} finns inte; medborgarlöftet har {len(promises)}.")
    return promises[number - 1]
