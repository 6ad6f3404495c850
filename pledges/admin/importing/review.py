"""The review of an imported page as its template needs it: each line with what became of it, and what is left."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from django.db import models

from pledges.admin.carry_forms import TARGET
from pledges.admin.importing.piece_forms import TEXTS, Ties, Typed, form_of
from pledges.admin.labels import short
from pledges.content_parts import target_content
from pledges.importing.differing import gone
from pledges.importing.matching import Link, differences, existing, links, overlapping, page_periods
from pledges.importing.pieces import DECIDED, DROPPED, KINDS, MOVABLE, TIES, WHOLE_PAGE, Piece, laid, of_kind
from pledges.importing.rows import MODELS, row_of
from pledges.models import ImportedPage, Method, Partner, Pledge, Theme
from pledges.revisions import field_text
from portal.wording import day_text

OUTCOMES = {"placed": "Placerad", "aside": "Lagd åt sidan", "left": "Lämnad till dig"}
MOST_ASKED = 100  # uncertain pieces whose forms are all in view; of more, each is opened by itself
OUTSIDE = "Utanför löftena"
VOCABULARY = {"themes": Theme, "partners": Partner, "methods": Method}
TIE_NAMES = {"themes": "teman", "partners": "medverkande", "methods": "metoder", "places": "platser"}


@dataclass(frozen=True)
class Shown:
    """A piece with what its place on the page needs. `facts` are (name, value), `choices` where it may be moved."""

    piece: Piece
    kind: str
    period: str
    facts: list[tuple[str, str]]
    next_uncertain: str
    form: Typed | None = None
    is_opened: bool = False
    trouble: str = ""
    is_one_of_many: bool = False

    @property
    def key(self) -> str:
        return f"bit-{self.piece.id}"

    @property
    def decision(self) -> str:
        return DECIDED.get(self.piece.decision, "")

    @property
    def is_dropped(self) -> bool:
        return self.piece.decision == DROPPED

    @property
    def is_aside(self) -> bool:
        return self.piece.kind == "aside"

    @property
    def is_taken(self) -> bool:
        return self.piece.id.startswith("line-")

    @property
    def can_be_accepted(self) -> bool:
        return self.piece.is_open and self.piece.kind != "left"

    @property
    def asks(self) -> bool:
        """Whether the form to move it or take it away is in view: it was asked for, or nothing else can be done."""
        return self.is_opened or (self.piece.is_open and self.piece.kind == "left" and not self.is_one_of_many)

    @property
    def was(self) -> str:
        """What was proposed, where somebody has changed the words."""
        return self.piece.proposed if self.piece.proposed not in ("", self.piece.words) else ""


@dataclass(frozen=True)
class Line:
    """A line of the page. `pieces` begin here; `parts` are pieces that began at an earlier line."""

    number: int
    text: str
    mark: str
    outcome: str
    what: str
    pieces: list[Shown]
    parts: list[Shown]
    is_asked: bool = False


@dataclass(frozen=True)
class Group:
    """A period of the page, or what belongs to none: how much is left, and how much of it no rule doubts."""

    number: int
    name: str
    left: int
    certain: int
    there: Pledge | None = None
    differences: list[tuple[str, str, str]] = field(default_factory=list)


class Review:
    """All that the page of an imported page shows. `opened` is the id of a piece or the number of a line to change."""

    def __init__(
        self, page: ImportedPage, *, opened: str = "", trouble: str = "", typed: Mapping | None = None
    ) -> None:
        self.page, self.opened, self.trouble, self.typed = page, opened, trouble, typed
        self.pieces = laid(page.pieces, page.decisions)

    @cached_property
    def words(self) -> dict[str, list[tuple[str, str]]]:
        """The vocabulary, as (address, name)."""
        return {name: [(word.slug, word.name) for word in model.objects.all()] for name, model in VOCABULARY.items()}

    @cached_property
    def names(self) -> dict[str, dict[str, str]]:
        return {name: dict(choices) for name, choices in self.words.items()}

    @cached_property
    def by_id(self) -> dict[str, Piece]:
        return {piece.id: piece for piece in self.pieces}

    @cached_property
    def uncertain(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_uncertain]

    @cached_property
    def open(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.is_open]

    @property
    def next(self) -> str:
        """Where the first that is left is: what is uncertain goes first."""
        return next((f"bit-{piece.id}" for piece in [*self.uncertain, *self.open]), "")

    @cached_property
    def periods(self) -> dict[int, str]:
        return {piece.pledge: piece.words or "utan period" for piece in of_kind(self.pieces, "period")}

    @cached_property
    def there(self) -> list[Pledge]:
        return existing(self.page)

    @cached_property
    def groups(self) -> list[Group]:
        return [*map(self._period_group, self.periods), self._group(WHOLE_PAGE, "Dokument och uppgifter om sidan")]

    def _period_group(self, number: int) -> Group:
        period = next((one for one in page_periods(self.page) if one.number == number), None)
        pledge = overlapping(period, self.there) if period and self.page.is_open else None
        found = differences(period, pledge) if pledge else []
        return self._group(number, self.periods[number], there=pledge, differences=found)

    def _group(self, number: int, name: str, **known) -> Group:
        left = [piece for piece in self.open if piece.pledge == number]
        return Group(number, name, len(left), sum(not piece.is_uncertain for piece in left), **known)

    @cached_property
    def links(self) -> list[Link]:
        return links(self.page, self.there) if self.page.is_open else []

    @cached_property
    def gone(self) -> list[Piece]:
        """What stood on the page when it was fetched the time before."""
        before = self.page.replaces
        return gone(laid(before.pieces, before.decisions), self.pieces) if before else []

    @cached_property
    def targets(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(name, choices) of where something may be moved, period by period."""
        of_pledge = [kind for kind in MOVABLE if KINDS[kind].is_of_pledge and kind != "period"]
        found = [
            (f"Medborgarlöfte {name}", [(f"{kind}:{number}", f"{KINDS[kind].name}, {name}") for kind in of_pledge])
            for number, name in self.periods.items()
        ]
        return [*found, (OUTSIDE, [("document:0", KINDS["document"].name), ("period:0", "Ny period")])]

    @cached_property
    def shown(self) -> list[Shown]:
        ties = Ties(self.words, self.pieces)
        return [self._shown(piece, ties) for piece in self.pieces]

    def _shown(self, piece: Piece, ties: Ties) -> Shown:
        is_opened = self.page.is_open and piece.id == self.opened
        return Shown(
            piece,
            KINDS[piece.kind].name,
            self.periods.get(piece.pledge, ""),
            facts(piece, self.names, self.by_id),
            self.after.get(piece.id, ""),
            form_of(piece, ties, self.typed) if is_opened else None,
            is_opened,
            self.trouble if piece.id == self.opened else "",
            len(self.uncertain) > MOST_ASKED,
        )

    @cached_property
    def after(self) -> dict[str, str]:
        """The uncertain piece that comes after each uncertain one, by id."""
        return {one.id: f"bit-{other.id}" for one, other in pairwise(self.uncertain)}

    @cached_property
    def without_line(self) -> list[Shown]:
        return [shown for shown in self.shown if not shown.piece.lines]

    @cached_property
    def lines(self) -> list[Line]:
        begins, goes_on = by_line(self.shown)
        return [
            Line(
                line["number"],
                line["text"].strip(),
                *standing(line, begins.get(line["number"], []), goes_on.get(line["number"], [])),
                begins.get(line["number"], []),
                goes_on.get(line["number"], []),
                self.page.is_open and self.opened == str(line["number"]),
            )
            for line in self.page.lines
        ]


def standing(line: Mapping, begins: list[Shown], goes_on: list[Shown]) -> tuple[str, str, str]:
    """(mark, outcome, what) of a line as it stands now: what was read of it, and what has been decided since."""
    pieces = [*begins, *goes_on]
    mark, what = line["outcome"], line["what"]
    if any(one.piece.kind == "left" and one.piece.is_open for one in pieces):
        mark = "left"
    elif kept := [one for one in pieces if one.piece.is_in_draft]:
        what = what if mark == "placed" else kept[0].kind
        mark = "placed"
    elif pieces:
        mark, what = "aside", pieces[0].piece.reason or what
    return mark, OUTCOMES[mark], what


def by_line(shown: Iterable[Shown]) -> tuple[dict[int, list[Shown]], dict[int, list[Shown]]]:
    """The pieces by the line that they begin at, and by the lines that they go on over."""
    begins: dict[int, list[Shown]] = {}
    goes_on: dict[int, list[Shown]] = {}
    for one in shown:
        for at, line in enumerate(one.piece.lines):
            (goes_on if at else begins).setdefault(line, []).append(one)
    return begins, goes_on


def facts(piece: Piece, names: Mapping, ids: Mapping[str, Piece]) -> list[tuple[str, str]]:
    """What the piece says besides its words, as (name, value) in Swedish."""
    own = KINDS[piece.kind].main
    if piece.kind in TEXTS or (piece.kind not in MODELS and piece.kind != "page"):
        return []
    row = row_of(piece) if piece.kind in MODELS else Pledge(**piece.values)
    target = target_content(row) if piece.kind == "activity" else None
    told = {own, *TIES, *(TARGET if target else ())}
    columns = [column for column in row._meta.concrete_fields if column.name in set(piece.values) - told]
    found = [(str(column.verbose_name), value_text(row, column)) for column in columns]
    if target:
        found.append(("mål", ", ".join(filter(None, (target["text"], target["share_text"])))))
    return [*found, *tied(piece, names, ids)]


def value_text(row: models.Model, column: models.Field) -> str:
    """A value in words; days are still as a form sends them."""
    text = field_text(row, column)
    return day_text(datetime.date.fromisoformat(text)) if isinstance(column, models.DateField) else text


def tied(piece: Piece, names: Mapping, ids: Mapping[str, Piece]) -> list[tuple[str, str]]:
    found = []
    for name, called in TIE_NAMES.items():
        if values := piece.values.get(name):
            found.append((called, ", ".join(names.get(name, {}).get(value, value) for value in values)))
    for name, called in (("promises", "hör till löfte"), ("motivates", "ligger bakom löftet"), ("group", "under")):
        keys = piece.values.get(name) or []
        tied_to = [ids[key] for key in ([keys] if isinstance(keys, str) else keys) if key in ids]
        if tied_to:
            found.append((called, " · ".join(short(one.words, 50) for one in tied_to)))
    if piece.values.get("extends"):
        found.append(("förlänger", piece.values["extends"]))
    return found
