"""Reads a page: lines in, a draft out. Pure: the same lines always give the same draft."""

import datetime
import re
from dataclasses import replace

from .blocks import blocks_of
from .covering import honest
from .days import DAY, day_of
from .drafts import Kommun, PageDraft
from .lines import Line
from .structure import Walk
from .texts import Read, Text
from .understanding import pledge_drafts
from .walking import walk

NEWS = re.compile(
    r"\b(?:undertecknat|undertecknade|undertecknas|avger|skriver under|skrev under|skrivit under|"
    r"signerar|signerat|nytt (?:gemensamt )?medborgarlöfte|nya medborgarlöften)\b",
    re.I,
)
NOT_NAMED = "Sidan nämner inte {name}. Kontrollera att det är rätt kommun."
NO_PERIOD = "Sidan säger inte för vilken tid löftet gäller."
NO_PLEDGE = "Inget medborgarlöfte hittades på sidan."


def read_page(lines: list[Line], kommun: Kommun) -> PageDraft:
    """Read the page of a kommun. Every line gets exactly one placement."""
    blocks = blocks_of(lines)
    state = walk(blocks, kommun)
    pledges = pledge_drafts(state)
    named = _named([block.text for block in blocks if state.placements[block.line].outcome != "aside"], kommun)
    draft = PageDraft(
        kommun,
        tuple(lines),
        (),
        state.title,
        named,
        bool(state.title and state.title.find(NEWS)),
        pledges,
        tuple(state.documents),
        tuple(state.notices),
        tuple(state.contacts),
        tuple(state.photos),
        _date(state, "published"),
        _date(state, "updated"),
        state.owner,
        _doubts(named, pledges, kommun),
    )
    return replace(draft, placements=honest((state.placements[line.number] for line in lines), [draft]))


def _named(texts: list[Text], kommun: Kommun) -> Text | None:
    pattern = re.compile(rf"\b{re.escape(kommun.name)}s?\b")
    return next((text.group(found) for text in texts if (found := text.find(pattern))), None)


def _date(state: Walk, label: str) -> Read[datetime.date] | None:
    text = state.dates.get(label)
    found = DAY.search(text.value) if text else None
    day = day_of(found) if found else None
    return Read(day.date, text) if text and day else None


def _doubts(named: Text | None, pledges: tuple, kommun: Kommun) -> tuple[str, ...]:
    doubts = [] if named else [NOT_NAMED.format(name=kommun.official_name)]
    if not pledges:
        doubts.append(NO_PLEDGE)
    if any(pledge.period is None for pledge in pledges):
        doubts.append(NO_PERIOD)
    return tuple(doubts)
