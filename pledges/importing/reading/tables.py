"""Tables of activities: which column is what, and a row as an activity with its answer."""

import re

from .answers import Answer, answer_in, status_of
from .furniture import WHY
from .likeness import best_covering
from .lines import Shape
from .structure import Home, RawActivity, Step, Walk, aside, left, placed
from .texts import Text

SPACE = re.compile(r" ")
LONGEST_HEADER = 80
SPACED_STATUS = re.compile(
    r"(?<=\S) (?P<status>(?:Ej|Inte) (?:påbörja[dt]|genomför[dt])|Delvis genomför[dt]|Påbörja[dt]|Pågår|Genomför[dt]|"
    r"Försena[dt]|Utgår|Klart?)(?!\w)"
)
TAB = re.compile(r"\t")
COLUMNS = (
    ("status", re.compile(r"^(?:status|läge|genomförd|uppfyllt|klart)\b", re.I)),
    ("comment", re.compile(r"^(?:kommentar|resultat|uppföljning|redovisning|utfall|svar)", re.I)),
    ("who", re.compile(r"^(?:ansvar|vem|utförare|aktör)", re.I)),
    ("activity", re.compile(r"^(?:aktivitet|åtgärd|insats|vad|löfte)", re.I)),
    ("when", re.compile(r"^(?:när|tid|datum|klart när|period)", re.I)),
)
BY_LIKENESS = "Svaret hör till aktiviteten som raden i tabellen liknar mest."
LEFT = "Tabellen har ingen kolumn som säger vad som är en aktivitet."


def row_rule(walk: Walk, step: Step) -> Home | None:
    """A row of a table: its heading, or an activity with who is responsible, status and comment."""
    if step.block.shape != Shape.ROW:
        return None
    cells = list(step.block.text.parts(TAB))
    columns = columns_of(cells)
    if columns:
        walk.columns = columns
        return aside("header", WHY["header"])
    read = row_of(cells, walk.columns)
    return _placed_row(walk, read) if read else left(LEFT)


def spaced_row_rule(walk: Walk, step: Step) -> Home | None:
    """The same in the text of a PDF, where columns have only a space between: a row is cut at its status."""
    text = step.block.text
    if step.block.shape == Shape.ROW or (walk.is_spaced and step.block.shape == Shape.HEADING):
        return None
    words = list(text.parts(SPACE)) if len(text.value) < LONGEST_HEADER else []
    columns = columns_of(words)
    if {"activity", "status"} <= set(columns) and all(columns):
        walk.is_spaced = True
        return aside("header", WHY["header"])
    found = SPACED_STATUS.search(text.value) if walk.is_spaced else None
    if not found:
        return None
    cells = [text.cut(0, found.start()), text.cut(*found.span("status")), text.cut(found.end(), len(text.value))]
    read = row_of(cells, ("activity", "status", "comment"))
    return _placed_row(walk, read) if read else None


def _placed_row(walk: Walk, read: RawActivity) -> Home:
    """For an activity that the page has told of already, only its answer; else as a new one."""
    known = _known_activity(walk, read)
    if known:
        known.answers += read.answers
        known.notes.append(read.text)
        return placed("answer", "Svar för en aktivitet, i en tabell", BY_LIKENESS)
    walk.activity = read
    (walk.group or walk.open_group()).activities.append(read)
    return placed("activity", "Aktivitet i en tabell")


def _known_activity(walk: Walk, row: RawActivity) -> RawActivity | None:
    """In a table of answers: the activity of the pledge that the row names."""
    is_of_answers = walk.is_spaced or walk.section in ("follow_up", "other")
    activities = walk.here.activities if is_of_answers else []
    at = best_covering(row.text.value, [activity.text.value for activity in activities]) if row.answers else None
    return None if at is None else activities[at]


def columns_of(cells: list[Text]) -> tuple[str, ...]:
    """What each column holds, when the row is a table's heading: at least two known words. "" for the others."""
    names = tuple(
        next((name for name, pattern in COLUMNS if len(cell.value) < 40 and cell.find(pattern)), "") for cell in cells
    )
    return names if len(set(names) - {""}) > 1 and "activity" in names else ()


def row_of(cells: list[Text], columns: tuple[str, ...]) -> RawActivity | None:
    """A row as an activity; without a heading, the cell that holds a status tells which the others are."""
    by_name = {name: cell for name, cell in zip(columns or _guessed(cells), cells, strict=False) if name and cell.value}
    if "activity" not in by_name:
        return None
    activity = RawActivity(by_name["activity"], by_name.get("who"))
    used = [by_name[name] for name in ("activity", "who", "status", "comment") if name in by_name]
    activity.notes += [cell for cell in cells if cell.value and cell not in used]
    answer = _answer(by_name)
    if answer:
        activity.answers.append(answer)
    return activity


def _guessed(cells: list[Text]) -> tuple[str, ...]:
    status = next((at for at, cell in enumerate(cells) if at and status_of(cell)), 0)
    if not status:
        return ()
    names = ["activity", *[""] * (len(cells) - 1)]
    names[status] = "status"
    names[status + 1 : status + 2] = ["comment"] if status + 1 < len(cells) else []
    return tuple(names)


def _answer(cells: dict[str, Text]) -> Answer | None:
    status, comment = cells.get("status"), cells.get("comment")
    if status is None and comment is None:
        return None
    source = status or comment
    read = answer_in(source) if source else None
    if not read or not (read.status or comment):
        return None
    tertials = read.tertials or (answer_in(comment).tertials if comment else None)
    doubt = "" if read.status else "Tabellen säger inte aktivitetens läge i ord som portalen känner igen."
    return Answer(read.status, read.text, tertials, comment, doubt)
