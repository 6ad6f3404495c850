"""Walks through the blocks of a page, from top to bottom, and asks each rule in turn what a block is."""

import re

from .blocks import Block
from .content_rules import CONTENT_RULES, FIRST_RULES
from .drafts import Kommun
from .furniture import furniture
from .heading_rules import HEADING_RULES
from .headings import looks_like_heading
from .lines import Shape
from .page_rules import PAGE_RULES
from .periods import read_period
from .structure import Step, Walk, left
from .tables import row_rule, spaced_row_rule

RULES = (*PAGE_RULES, *FIRST_RULES, row_rule, spaced_row_rule, *HEADING_RULES, *CONTENT_RULES)
PLEDGE_WORD = re.compile(r"medborgarlöft", re.I)
CRUMBS_WITHIN = 12  # blocks from the top: a path further down is no breadcrumb
LEAST_HEADLINE = 4  # words
UNPLACED = "Ingen regel känner igen texten. Redaktören får placera den."


def walk(blocks: list[Block], kommun: Kommun) -> Walk:
    """Every block gets one home: the first rule that knows it, else it is left for the editor."""
    state = Walk(kommun, title_at=find_title(blocks, kommun))
    for at, (block, following, beyond) in enumerate(
        zip(blocks, [*blocks[1:], None], [*blocks[2:], None, None], strict=False)
    ):
        step = Step(at, block, blocks[at - 1] if at else None, following, beyond)
        homes = (rule(state, step) for rule in RULES)
        state.mark(block, next((home for home in homes if home), left(UNPLACED)))
    return state


def find_title(blocks: list[Block], kommun: Kommun) -> int:
    """The heading of the page: its first of the highest rank, else the first that speaks of medborgarlöften."""
    ranked = [
        at for at, block in enumerate(blocks) if block.shape == Shape.HEADING and block.level == 1 and not block.region
    ]
    if ranked:
        return ranked[0]
    start = max(
        (at + 1 for at, block in enumerate(blocks[:CRUMBS_WITHIN]) if furniture(block.text) == "breadcrumb"), default=0
    )
    candidates = [at for at, block in enumerate(blocks) if at >= start and _may_be_title(block)]
    headline = _headline(blocks, start, kommun)
    if headline >= 0 and (not candidates or any(_is_content(block) for block in blocks[headline : candidates[0]])):
        return headline
    if not candidates:
        return -1
    content = next((at for at, block in enumerate(blocks) if at > candidates[0] and _is_content(block)), len(blocks))
    return next((at for at in candidates if at < content and _is_telling(blocks[at], kommun)), candidates[0])


def _headline(blocks: list[Block], start: int, kommun: Kommun) -> int:
    """The first short line at the top that names the kommun and is no menu: a headline without the word löfte."""
    return next(
        (
            at
            for at, block in enumerate(blocks[:CRUMBS_WITHIN])
            if at >= start
            and kommun.name in block.text.value
            and block.shape == Shape.UNSAID
            and looks_like_heading(block.text)
            and len(block.text.value.split()) >= LEAST_HEADLINE
        ),
        -1,
    )


def _is_content(block: Block) -> bool:
    """A sentence, an item or words that lead in to something: the text has begun."""
    return (
        bool(block.mark)
        or block.shape == Shape.ITEM
        or block.text.value.endswith(":")
        or (len(block.text.value) > 60 and block.text.value.endswith("."))
    )


def _may_be_title(block: Block) -> bool:
    words = block.text.value
    if furniture(block.text):
        return False
    is_short = len(words) <= 140 and not words.rstrip().endswith((".", ":", ","))
    return (
        is_short
        and not block.region
        and block.shape in (Shape.UNSAID, Shape.HEADING, Shape.PARAGRAPH)
        and bool(block.text.find(PLEDGE_WORD))
    )


def _is_telling(block: Block, kommun: Kommun) -> bool:
    """Names the kommun or a period, or is a headline, and so is no word of a menu."""
    return kommun.name in block.text.value or read_period(block.text) is not None or len(block.text.value.split()) > 2
