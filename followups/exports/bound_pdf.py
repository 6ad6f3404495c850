"""All follow-ups as one PDF: contents with links, then each report as it was published.

What has been bound is noted now and then in the work folder, so that a run after a broken one goes on from there.
"""

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from followups.exports.contents_pages import LINK, contents, parts
from followups.exports.files import public_bytes
from followups.exports.selection import Selection
from portal.pdf.binding import Binder, Group

NOTE_SECONDS = 3
MOST_BESIDE = 50  # kommuner among the bookmarks


def steps(selection: Selection) -> int:
    return len(selection.follow_ups) + len(parts(selection)) + 1


def make(selection: Selection, target: Path, work: Path) -> Iterator[None]:
    """Write the file, a step at a time. Raises Unreadable and portal.pdf.RenderingFailed."""
    unfinished, note = target.with_suffix(".unfinished"), target.with_suffix(".note")
    state = go_on(selection, work, unfinished)
    with unfinished.open("r+b" if state else "w+b") as file:
        file.seek(0, 2)
        binder = Binder(file, groups(selection), state)
        noted = time.monotonic()
        yield from [None] * len(binder.bound)  # by an earlier run
        for follow_up in selection.follow_ups[len(binder.bound) :]:
            binder.add(public_bytes(follow_up))
            if time.monotonic() - noted >= NOTE_SECONDS:
                write_note(note, selection, unfinished, binder)
                noted = time.monotonic()
            yield
        fronts = yield from contents(selection, [one.pages for one in binder.bound])
        binder.finish(fronts, address=LINK)
    unfinished.rename(target)
    yield


def groups(selection: Selection) -> list[Group]:
    """A bookmark for each kommun, with one for each of its reports; many kommuner stand under their first letters."""
    kommuner = [
        (name, tuple(one.range.label for one in reports))
        for (_code, name), reports in groupby(
            selection.follow_ups, key=lambda one: (one.municipality_id, one.municipality.name)
        )
    ]
    lettered = len(kommuner) > MOST_BESIDE
    return [Group(name, reports, name[0].upper() if lettered else "") for name, reports in kommuner]


def write_note(note: Path, selection: Selection, unfinished: Path, binder: Binder) -> None:
    """Tell a later run what is bound so far."""
    content = {"of": fingerprint(selection), "file": unfinished.name, "state": binder.state()}
    whole = note.with_suffix(".whole")
    whole.write_text(json.dumps(content), encoding="utf-8")
    whole.replace(note)


def go_on(selection: Selection, work: Path, unfinished: Path) -> dict | None:
    """What an earlier run had come to, with a copy of its file, since that run may live after all; None to begin."""
    notes = [json.loads(note.read_text(encoding="utf-8")) for note in work.glob("*.note")]
    same = [note for note in notes if note["of"] == fingerprint(selection)]
    if not same:
        return None
    furthest = max(same, key=lambda note: len(note["state"]["bound"]))
    shutil.copyfile(work / furthest["file"], unfinished)
    with unfinished.open("r+b") as file:
        file.truncate(furthest["state"]["size"])
    return furthest["state"]


def fingerprint(selection: Selection) -> str:
    """What is bound, in order: another selection begins anew."""
    names = [
        f"{one.municipality.name} {one.range.label} {one.current_edition.pdf_sha256}" for one in selection.follow_ups
    ]
    return hashlib.sha256("\n".join(names).encode()).hexdigest()
