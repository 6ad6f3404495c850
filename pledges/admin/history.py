"""The history of a thing: who did what and when, and what the text said before and says since."""

from dataclasses import dataclass, field

from pledges.differences import Change, changes, laid_over
from pledges.models import Revision

SHOWN = 100  # the latest
EDITIONS_SHOWN = 20


@dataclass(frozen=True)
class Entry:
    """One line of the history, with what changed in the text."""

    revision: Revision
    changes: list[Change] = field(default_factory=list)


def entries(item) -> list[Entry]:
    """The latest of the thing's history, newest first."""
    found, before = [], None
    for revision in reversed(Revision.objects.of_thing(item).newest_first()[:SHOWN]):
        changed = changes(before, revision.content) if before is not None and revision.content else []
        before = revision.content or laid_over(before, revision.parts or ())
        found.append(Entry(revision, changed))
    return found[::-1]


def editions(item) -> list[tuple]:
    """(edition, changes since the one before it), newest first."""
    if not hasattr(item, "editions"):
        return []
    found = list(item.editions.newest_with_content(EDITIONS_SHOWN))
    pairs = zip(found, [*found[1:], None], strict=False)
    return [(edition, changes(before.content, edition.content) if before else []) for edition, before in pairs]
