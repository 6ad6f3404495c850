"""What an old page proposes, piece by piece, and what an editor has decided of each: plain values, no database.

A piece is one thing of a draft (a promise, an activity, a document …) with the lines that it was read from. What was
proposed stays as it was; decisions are kept beside it and laid over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

WHOLE_PAGE = 0  # the number of what belongs to no pledge of the page


@dataclass(frozen=True)
class Kind:
    """What a piece can be: its name, the value that holds its words, and whether it belongs to one pledge."""

    name: str
    main: str = "text"
    is_of_pledge: bool = True


KINDS = {
    "period": Kind("Period", "label"),
    "party": Kind("Part", "name"),
    "signatory": Kind("Undertecknare", "name"),
    "validity": Kind("Om giltighet"),
    "extension": Kind("Om förlängning"),
    "promise": Kind("Löfte"),
    "group": Kind("Inledning till aktiviteter", "lead_in"),
    "activity": Kind("Aktivitet"),
    "answer": Kind("Svar för en aktivitet", "comment"),
    "section": Kind("Avsnitt", "body"),
    "statement": Kind("Påstående i lägesbilden"),
    "effect": Kind("Förväntad effekt"),
    "focus": Kind("Fokusområde", "name"),
    "quote": Kind("Citat"),
    "link": Kind("Länk", "label"),
    "page": Kind("Om sidan", "page_owner", is_of_pledge=False),
    "document": Kind("Dokument", "title", is_of_pledge=False),
    "left": Kind("Rad som ingen regel förstod", is_of_pledge=False),
    "aside": Kind("Lagd åt sidan", is_of_pledge=False),
}
HAVE_NO_PLACE = frozenset({"left", "aside"})
# What somebody may make of a line or of another piece. The rest follows from what the page is.
MOVABLE = (
    "promise", "activity", "group", "section", "statement", "effect", "focus", "quote", "link", "validity", "extension",
    "party", "signatory", "period", "document",
)  # fmt: skip
# Values that name other rows: pieces by their ids, words of the vocabulary by their addresses, places by their names.
TIES = frozenset({"themes", "partners", "places", "methods", "promises", "group", "motivates", "extends", "activity"})
ACCEPTED, CHANGED, MOVED, DROPPED, TAKEN = "accepted", "changed", "moved", "dropped", "taken"
DECIDED = {ACCEPTED: "Godkänd", CHANGED: "Ändrad", MOVED: "Flyttad", DROPPED: "Borttagen", TAKEN: "Tillagd"}


@dataclass(frozen=True)
class Piece:
    """`pledge` is the number, from 1, of the page's pledge; `values` as fields of a form have them, links by `id`.

    `doubts` say in Swedish why it is uncertain. `decision`, `reason`, `by` and `count` (of decisions) are the editor's.
    """

    id: str
    kind: str
    pledge: int
    lines: tuple[int, ...]
    values: Mapping = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    decision: str = ""
    reason: str = ""
    by: str = ""
    count: int = 0
    proposed: str = ""  # the words that were proposed, of what has been decided

    @property
    def words(self) -> str:
        return str(self.values.get(KINDS[self.kind].main) or "")

    @property
    def is_open(self) -> bool:
        """Whether an editor has yet to decide. What is set aside has been, by a rule that says why."""
        return not self.decision and self.kind != "aside"

    @property
    def is_uncertain(self) -> bool:
        return self.is_open and (bool(self.doubts) or self.kind == "left")

    @property
    def is_in_draft(self) -> bool:
        return self.decision != DROPPED and self.kind not in HAVE_NO_PLACE


def as_kept(piece: Piece) -> dict:
    """The proposal as values for JSON; what is empty is left out."""
    return {name: value for name, value in asdict(piece).items() if value not in ("", (), {}, 0) or name == "pledge"}


def laid(pieces: Iterable[Mapping], decisions: Mapping[str, Mapping]) -> list[Piece]:
    """The pieces as they stand once the decisions are laid over them, in the order of the page."""
    found = [_piece(kept) for kept in pieces]
    known = {piece.id for piece in found}
    taken = [
        Piece(key, decision["kind"], decision["pledge"], tuple(decision["lines"]), decision["values"])
        for key, decision in decisions.items()
        if key not in known and "lines" in decision
    ]
    return sorted((_decided(piece, decisions.get(piece.id)) for piece in [*found, *taken]), key=place)


def place(piece: Piece) -> tuple:
    """Where a piece stands: by its first line, with the period before all that it holds."""
    return (piece.lines[0] if piece.lines else 0, list(KINDS).index(piece.kind))


def undecided(pieces: Iterable[Piece]) -> int:
    return sum(piece.is_open for piece in pieces)


def of_kind(pieces: Iterable[Piece], kind: str, pledge: int | None = None) -> list[Piece]:
    """Those that are in the draft, of a kind, and of one of the page's pledges if one is named."""
    return [one for one in pieces if one.is_in_draft and one.kind == kind and pledge in (None, one.pledge)]


def _piece(kept: Mapping) -> Piece:
    return Piece(
        **{**kept, "lines": tuple(kept.get("lines", ())), "doubts": tuple(kept.get("doubts", ()))},
    )


def _decided(piece: Piece, decision: Mapping | None) -> Piece:
    if not decision:
        return piece
    return replace(
        piece,
        kind=decision.get("kind", piece.kind),
        pledge=decision.get("pledge", piece.pledge),
        values=decision.get("values", piece.values),
        doubts=tuple(decision.get("doubts", piece.doubts)),
        decision=decision["decision"],
        reason=decision.get("reason", ""),
        by=decision.get("by", ""),
        count=decision.get("count", 0),
        proposed=piece.words,
    )
