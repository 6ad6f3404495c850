"""How the periods of an imported page hang together with each other and with the pledges that the kommun has.

A proposal: an editor chooses which of the links are made. Pairs are of periods that follow on one another.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pledges.models import Activity, ImportedPage, Pledge, Promise

from .pieces import Piece, laid, of_kind
from .reading.amounts import Target
from .reading.continuity import Continuation, Item, compare

KINDS = ("promise", "activity")
DROPPED_DOUBT = "Inget i den senare perioden liknar det. Kryssa i om det togs bort."
RELATIONS = {
    "same": "Samma",
    "reworded": "Omformulerat",
    "target_changed": "Målet är ändrat",
    "dropped": "Finns inte kvar",
}


@dataclass(frozen=True)
class Said:
    """A promise or an activity of a period: `key` is the id of a piece, or "promise 7" of a row that there is."""

    key: str
    item: Item


@dataclass(frozen=True)
class Period:
    """A pledge as it would be or as it is. `number` is of the page's pledge, `pledge` one that there is."""

    label: str
    first: datetime.date
    last: datetime.date
    part: str
    said: dict[str, list[Said]]
    number: int = 0
    pledge: Pledge | None = None


@dataclass(frozen=True)
class Link:
    """That `after` of the later period continues `before` of the earlier one; `after` is None for what was dropped."""

    kind: str
    relation: str
    before: Said
    after: Said | None
    earlier: Period
    later: Period
    doubt: str = ""

    @property
    def key(self) -> str:
        """What a form sends when the link is to be made."""
        after = self.after.key if self.after else (self.later.number or f"pledge {self.later.pledge.pk}")
        return f"{self.before.key}|{after}"

    @property
    def called(self) -> str:
        return RELATIONS[self.relation]


def page_periods(page: ImportedPage) -> list[Period]:
    """The periods that the page would make, the first first. Without days there is none."""
    pieces = laid(page.pieces, page.decisions)
    found = [_of_page(piece, pieces) for piece in of_kind(pieces, "period")]
    return sorted((period for period in found if period), key=lambda period: period.first)


def existing(page: ImportedPage) -> list[Pledge]:
    """The kommun's pledges that are not withdrawn, with what they say."""
    return list(Pledge.objects.of(page.municipality).standing().for_content())


def overlapping(period: Period, pledges: Iterable[Pledge]) -> Pledge | None:
    """The pledge that the kommun has already for some of that time."""
    for pledge in pledges:
        if pledge.part == period.part and pledge.starts_on <= period.last and period.first <= pledge.ends_on:
            return pledge
    return None


def links(page: ImportedPage, pledges: Sequence[Pledge]) -> list[Link]:
    """Every link that can be proposed, of periods next to each other where the page gives at least one."""
    new = [period for period in page_periods(page) if not overlapping(period, pledges)]
    periods = sorted([*new, *map(_of_row, pledges)], key=lambda period: period.first)
    found: list[Link] = []
    for at, later in enumerate(periods):
        earlier = next((one for one in reversed(periods[:at]) if one.part == later.part), None)
        if earlier and (earlier.number or later.number):
            found += _between(earlier, later)
    return found


def differences(period: Period, pledge: Pledge) -> list[tuple[str, str, str]]:
    """(what, what the portal says, what the page says) where a page differs from the pledge that there is."""
    there = _of_row(pledge)
    return [
        (
            RELATIONS.get(found.relation, "Nytt på sidan"),
            _words(there.said[kind], found.before),
            _words(period.said[kind], found.after),
        )
        for kind in KINDS
        for found in compare(_items(there.said[kind]), _items(period.said[kind]))
        if found.relation != "same"
    ]


def _words(said: list[Said], at: int) -> str:
    return said[at].item.text if at >= 0 else ""


def _items(said: list[Said]) -> list[Item]:
    return [one.item for one in said]


def _between(earlier: Period, later: Period) -> Iterator[Link]:
    for kind in KINDS:
        before, after = earlier.said[kind], later.said[kind]
        if not before or not after:
            continue
        for found in compare(_items(before), _items(after)):
            if found.relation != "new":
                yield _link(kind, found, earlier, later)


def _link(kind: str, found: Continuation, earlier: Period, later: Period) -> Link:
    after = later.said[kind][found.after] if found.after >= 0 else None
    doubt = found.doubt if after else DROPPED_DOUBT
    return Link(kind, found.relation, earlier.said[kind][found.before], after, earlier, later, doubt)


def _of_page(period: Piece, pieces: list[Piece]) -> Period | None:
    try:
        first, last = (datetime.date.fromisoformat(period.values[name]) for name in ("starts_on", "ends_on"))
    except (KeyError, ValueError):
        return None
    said = {kind: [_said(one) for one in of_kind(pieces, kind, period.pledge)] for kind in KINDS}
    return Period(period.words, first, last, period.values.get("part", ""), said, period.pledge)


def _said(piece: Piece) -> Said:
    return Said(piece.id, Item(piece.words, _target(piece.values)))


def _target(values) -> Target | None:
    count = values.get("target_count")
    if not count:
        return None
    return Target(int(count), "", bool(values.get("target_at_least")), values.get("target_per") or "total")


def _of_row(pledge: Pledge) -> Period:
    promises = [Said(f"promise {row.pk}", Item(row.text)) for row in pledge.promises.all()]
    activities = [Said(f"activity {row.pk}", Item(row.text, _target(vars(row)))) for row in pledge.activities.all()]
    said = {"promise": promises, "activity": activities}
    return Period(pledge.tidy_label, pledge.starts_on, pledge.ends_on, pledge.part, said, pledge=pledge)


def row_of_key(key: str, pledges: Iterable[Pledge]) -> Promise | Activity | None:
    """The row that there is with the key of a Said; None for a piece's."""
    kind, _, pk = key.partition(" ")
    rows = [row for pledge in pledges for row in (pledge.promises if kind == "promise" else pledge.activities).all()]
    return next((row for row in rows if str(row.pk) == pk and row._meta.model_name == kind), None)
