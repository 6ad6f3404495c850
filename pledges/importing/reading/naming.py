"""When headings and numbered lines are the names of promises."""

from .structure import Home, RawPromise, Step, Walk, placed
from .texts import Text


def names_promise(walk: Walk) -> bool:
    """Just after "… lovar:", or after another promise that is a heading since the same words."""
    promises = walk.here.promises
    has_begun = bool(promises) and (promises[-1].lead_in is not None or walk.names_promises) and not promises[-1].depth
    is_listed = bool(promises) and promises[-1].depth > 0 and promises[-1].lead_in is walk.lead_in
    is_led_in = walk.lead_in is not None and not is_listed
    is_first = walk.section == "promises" and (is_led_in or (walk.names_promises and not promises))
    return is_first or (walk.section == "promise" and has_begun)


def named_promise(walk: Walk, name: Text) -> Home:
    pledge = walk.begin()
    lead_in = walk.lead_in or (pledge.promises[-1].lead_in if pledge.promises else None)
    pledge.promises.append(RawPromise(name, lead_in))
    walk.enter("promise")
    return placed("promise", f"Löfte {len(pledge.promises)}")


def promise_over(walk: Walk, step: Step) -> None:
    """ "1. Minska buskörningen", and then "Så gör vi:" over items of its own: what was numbered is a promise."""
    previous, group, following = step.previous, walk.group, step.following
    if not (previous and previous.is_numbered and group and step.is_over_items and following):
        return
    is_first = [activity.text for activity in group.activities] == [previous.text]
    if following.is_numbered or not is_first:
        return
    pledge = walk.begin()
    pledge.groups.remove(group)
    if group.lead_in:
        pledge.lead_ins.append(group.lead_in)
    pledge.promises.append(RawPromise(previous.text, group.lead_in, depth=max(1, previous.depth), is_numbered=True))
    walk.mark(previous, placed("promise", f"Löfte {len(pledge.promises)}"))
