"""The thread of a promise: one address under which it is followed through the periods, whatever its words become.

Written on each promise when its pledge is published, and kept for good. The only writer.
"""

from pledges.models import Pledge, Promise
from portal.swedish import slug

WORDS = 8  # of a promise's text, in its address
LONGEST = 70


def assign(pledge: Pledge) -> None:
    """Give each promise of the pledge its thread: its predecessor's, or one of its own. Call before it is frozen."""
    taken, changed = Promise.objects.threads(pledge.municipality), []
    for promise in pledge.promises.all():
        thread = (promise.predecessor.thread if promise.predecessor else "") or promise.thread
        if not thread:
            thread = free(promise.text, taken)
            taken.add(thread)
        if thread != promise.thread:
            promise.thread = thread
            changed.append(promise)
    Promise.objects.bulk_update(changed, ["thread"])


def free(text: str, taken: set[str]) -> str:
    """An address from the first words of the text that no other thread of the kommun has.

    >>> free("Färre unga ska använda narkotika.", {"farre-unga-ska-anvanda-narkotika"})
    'farre-unga-ska-anvanda-narkotika-2'
    """
    wanted = "-".join(slug(text).split("-")[:WORDS])[:LONGEST].strip("-") or "lofte"
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
