"""What a page was understood to say: a draft for an editor to look through, and for each line what became of it.

Everything is immutable. A `Text` is words of the page with their lines, so a review can show source and draft side by
side; a `Read` is a value with the words it came from, and a doubt in Swedish when it is uncertain.
"""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from .amounts import Share, Target
from .answers import Answer
from .follow_up_links import Listed
from .groups import Ages
from .lines import Line
from .people import Person, Quote, SigningDay
from .periods import Period
from .texts import Read, Text
from .where import PlaceName


@dataclass(frozen=True)
class Kommun:
    """Whose page it is. `name` "Sävsjö", `official_name` "Sävsjö kommun"."""

    code: str
    name: str
    official_name: str


class Outcome(StrEnum):
    PLACED = "placed"
    ASIDE = "aside"
    LEFT = "left"


@dataclass(frozen=True)
class Placement:
    """What became of a line: `what` it is, or why it was set aside or left, in Swedish; `code` for programs."""

    line: int
    outcome: Outcome
    code: str
    what: str
    doubt: str = ""


@dataclass(frozen=True)
class ActivityDraft:
    """An activity. `promises` are numbers, from 1, of promises in the same pledge."""

    text: Text
    responsible: Read[str] | None = None
    lead: Read[str] | None = None
    body: Text | None = None
    sub_role: Text | None = None
    partners: tuple[Read[str], ...] = ()
    places: tuple[Read[PlaceName], ...] = ()
    methods: tuple[Read[str], ...] = ()
    target: Read[Target] | None = None
    share: Read[Share] | None = None
    extent: Read[str] | None = None
    development: Read[str] | None = None
    target_group: Read[str] | None = None
    ages: Read[Ages] | None = None
    happens_on: Read[datetime.date] | None = None
    happens_until: Read[datetime.date] | None = None
    promises: tuple[Read[int], ...] = ()
    answers: tuple[Answer, ...] = ()
    notes: tuple[Text, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class GroupDraft:
    """Activities that the page keeps together. `is_open` when it says "bland annat"."""

    activities: tuple[ActivityDraft, ...]
    lead_in: Text | None = None
    is_open: Text | None = None


@dataclass(frozen=True)
class PromiseDraft:
    """A promise. `promised_by` "joint", "police" or "municipality"; `more` are paragraphs that explain it."""

    text: Text
    lead_in: Text | None = None
    more: tuple[Text, ...] = ()
    promised_by: Read[str] | None = None
    themes: tuple[Read[str], ...] = ()
    target_group: Read[str] | None = None
    ages: Read[Ages] | None = None
    doubt: str = ""


@dataclass(frozen=True)
class SectionDraft:
    """Paragraphs under a heading. `kind` as sections of a pledge have it."""

    kind: str
    paragraphs: tuple[Text, ...]
    title: Text | None = None


@dataclass(frozen=True)
class StatementDraft:
    """A statement of the lägesbild; `promise` is the number of the one it motivates."""

    text: Text
    source: Read[str] | None = None
    figures: Text | None = None
    promise: Read[int] | None = None


@dataclass(frozen=True)
class FocusDraft:
    name: Text
    description: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Link:
    """Where the page sends its readers: `text` is the whole line, `label` the words that are the link."""

    label: Text
    text: Text
    address: str = ""


@dataclass(frozen=True)
class Photo:
    """A picture: its description, and the caption beside it."""

    alt: Text | None = None
    caption: Text | None = None


@dataclass(frozen=True)
class Party:
    """`kind` "police" or "municipality"."""

    kind: str
    name: str


@dataclass(frozen=True)
class Decision:
    body: str
    date: datetime.date


@dataclass(frozen=True)
class PledgeDraft:
    """The pledge of a period. Without `label` the page names no time; then the editor must."""

    label: Text | None = None
    period: Read[Period] | None = None
    from_signing: Text | None = None
    validity: tuple[Text, ...] = ()
    extends: tuple[Read[int], ...] = ()
    extension: tuple[Text, ...] = ()
    part: Read[str] | None = None
    area: Text | None = None
    parties: tuple[Read[Party], ...] = ()
    signatories: tuple[Read[Person], ...] = ()
    signing: tuple[Text, ...] = ()
    signed: Read[SigningDay] | None = None
    decided: Read[Decision] | None = None
    lead_ins: tuple[Text, ...] = ()
    promises: tuple[PromiseDraft, ...] = ()
    groups: tuple[GroupDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    statements: tuple[StatementDraft, ...] = ()
    effects: tuple[Text, ...] = ()
    focus_areas: tuple[FocusDraft, ...] = ()
    quotes: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class PageDraft:
    """All that was read from a page. `placements` has exactly one entry for each of `lines`."""

    kommun: Kommun
    lines: tuple[Line, ...]
    placements: tuple[Placement, ...]
    title: Text | None = None
    named: Text | None = None  # where the page names the kommun
    is_news: bool = False
    pledges: tuple[PledgeDraft, ...] = ()
    documents: tuple[Listed, ...] = ()
    notices: tuple[Text, ...] = ()
    contacts: tuple[Text, ...] = ()
    photos: tuple[Photo, ...] = ()
    published: Read[datetime.date] | None = None
    updated: Read[datetime.date] | None = None
    owner: Text | None = None
    doubts: tuple[str, ...] = field(default=())
