"""What was done in words: a text about each promise, each focus area and the whole, and saving it."""

from collections.abc import Collection
from dataclasses import dataclass

from followups.answering import LONGEST, WITHDRAWN, Change, quoted, tidy
from followups.models import FollowUp, Narrative
from pledges.models import FocusArea, Promise, State
from pledges.publishing import Refused
from portal.wording import paragraphs

TOO_LONG = "Texten är för lång, eller har tecken som inte går att spara."


@dataclass(frozen=True)
class Topic:
    """Something to tell about: `about` is as editions have it, "" for the whole; `row` is saved or new."""

    key: str
    about: str
    row: Narrative
    number: int | None = None


def topics_of(follow_up: FollowUp) -> dict[str, Topic]:
    """All that may be told about, by key: "helheten", "lofte-7", "fokus-3". Three queries."""
    told = {(row.promise_id, row.focus_area_id): row for row in follow_up.narratives.all()}

    def row(promise: Promise | None = None, focus: FocusArea | None = None) -> Narrative:
        found = told.get((promise and promise.pk, focus and focus.pk)) or Narrative(follow_up=follow_up)
        found.promise, found.focus_area = promise, focus
        return found

    found = [
        Topic(f"lofte-{promise.pk}", f"Löfte {number}", row(promise), number)
        for number, promise in enumerate(follow_up.pledge.promises.all(), 1)
    ]
    found += [Topic(f"fokus-{focus.pk}", focus.name, row(None, focus)) for focus in follow_up.pledge.focusareas.all()]
    return {topic.key: topic for topic in [*found, Topic("helheten", "", row())]}


def require(follow_up: FollowUp, text: str, voices: Collection[str]) -> None:
    """Raises Refused unless these voices may write this text: any party may."""
    if follow_up.state == State.WITHDRAWN:
        raise Refused(WITHDRAWN)
    if not voices:
        raise Refused("Du svarar inte för någon part i den här kommunen.")
    if len(text) > LONGEST or "\x00" in text:
        raise Refused(TOO_LONG)


def write(topics: dict[str, Topic], texts: dict[str, str]) -> list[Change]:
    """Write texts that `require` has let through, where they differ; an empty one is taken away.

    Tell what came of it (followups.answering.tell).
    """
    return [write_one(topics[key], text) for key, text in texts.items() if tidy(topics[key].row.text) != text]


def write_one(topic: Topic, text: str) -> Change:
    note = f"{topic.about or 'Helheten'}, berättande text: {quoted(tidy(topic.row.text))} → {quoted(text)}"
    topic.row.text = text
    if text:
        topic.row.save()
    else:
        topic.row.delete()
    says = {"promise": topic.number, "about": topic.about, "paragraphs": paragraphs(text)}
    return Change(note, {"rows": "narratives", "where": {"about": topic.about}, "row": says if text else None})
