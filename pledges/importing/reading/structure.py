"""The page while it is being walked through: what has been found so far, and where the walk stands."""

from dataclasses import dataclass, field

from .answers import Answer
from .blocks import Block
from .drafts import Kommun, Link, Outcome, Photo, Placement
from .follow_up_links import Listed
from .lines import Shape
from .people import Quote
from .periods import Period
from .texts import Read, Text


@dataclass
class RawPromise:
    text: Text
    lead_in: Text | None = None
    more: list[Text] = field(default_factory=list)
    depth: int = 0  # as an item; 0 when it is a heading or a paragraph
    is_numbered: bool = False
    doubt: str = ""


@dataclass
class RawActivity:
    text: Text
    who: Text | None = None  # a table's own column
    answers: list[Answer] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)  # other cells of a table
    doubt: str = ""


@dataclass
class RawGroup:
    """`promises` are the numbers of those that the page puts it under."""

    lead_in: Text | None = None
    promises: tuple[int, ...] = ()
    after: int = 0  # how many promises stand before it
    activities: list[RawActivity] = field(default_factory=list)
    of_paragraphs: bool = False


@dataclass
class RawSection:
    kind: str
    title: Text | None = None
    paragraphs: list[Text] = field(default_factory=list)


@dataclass
class RawFocus:
    name: Text
    description: list[Text] = field(default_factory=list)


@dataclass
class RawPledge:
    heading: Text | None = None
    lead_ins: list[Text] = field(default_factory=list)
    period: Read[Period] | None = None
    promises: list[RawPromise] = field(default_factory=list)
    groups: list[RawGroup] = field(default_factory=list)
    sections: list[RawSection] = field(default_factory=list)
    statements: list[Text] = field(default_factory=list)
    effects: list[Text] = field(default_factory=list)
    focus_areas: list[RawFocus] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    validity: list[Text] = field(default_factory=list)
    extension: list[Text] = field(default_factory=list)
    signing: list[Text] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        return bool(self.promises or self.groups)

    @property
    def activities(self) -> list[RawActivity]:
        return [activity for group in self.groups for activity in group.activities]


@dataclass(frozen=True)
class Step:
    """A block on the way, with its place and its neighbours: what a rule looks at."""

    at: int
    block: Block
    previous: Block | None
    following: Block | None
    beyond: Block | None = None  # the one after the following

    @property
    def is_over_items(self) -> bool:
        return self.following is not None and self.following.shape == Shape.ITEM


@dataclass
class Walk:
    """Where the walk stands: in which section of which pledge, and what a following line may belong to."""

    kommun: Kommun
    title_at: int  # which block is the title; -1 when there is none
    pledges: list[RawPledge] = field(default_factory=list)
    before: RawPledge = field(default_factory=RawPledge)  # what stands before the first pledge
    section: str = "introduction"
    unknown_title: Text | None = None
    lead_in: Text | None = None
    focus: RawFocus | None = None
    group: RawGroup | None = None
    activity: RawActivity | None = None
    columns: tuple[str, ...] = ()
    is_spaced: bool = False  # the columns have only a space between, as a PDF gives them
    expects: str = ""  # a label whose value comes next: "published", "updated" or "owner"
    names_promises: bool = False  # it was said that there are promises, and headings over lists are their names
    names_under: int = 0  # rank of the heading whose lower headings are names of promises; 0 for none
    ended: bool = False  # the content is over: a form or "Till toppen" has been seen
    title: Text | None = None
    documents: list[Listed] = field(default_factory=list)
    notices: list[Text] = field(default_factory=list)
    contacts: list[Text] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    dates: dict[str, Text] = field(default_factory=dict)
    owner: Text | None = None
    placements: dict[int, Placement] = field(default_factory=dict)

    @property
    def here(self) -> RawPledge:
        """The pledge that what is read now belongs to; before the first one, the page's own beginning."""
        return self.pledges[-1] if self.pledges else self.before

    def begin(self) -> RawPledge:
        """The pledge here, begun now when its text has no heading of its own."""
        if not self.pledges:
            self.pledges.append(RawPledge())
        return self.pledges[-1]

    def open_group(self, lead_in: Text | None = None, promises: tuple[int, ...] = ()) -> RawGroup:
        """A new group of activities, which what follows goes into."""
        pledge = self.begin()
        self.group = RawGroup(lead_in, promises, len(pledge.promises))
        pledge.groups.append(self.group)
        return self.group

    def enter(self, section: str) -> None:
        """A new section starts: what was open before it is closed."""
        self.section = section
        self.unknown_title = self.lead_in = self.group = self.activity = None
        self.columns = ()
        self.is_spaced = False

    def mark(self, block: Block, home: "Home") -> None:
        for line in block.text.lines:
            self.placements[line] = Placement(line, home.outcome, home.code, home.what, home.doubt)


@dataclass(frozen=True)
class Home:
    """What became of a block."""

    outcome: Outcome
    code: str
    what: str
    doubt: str = ""


def placed(code: str, what: str, doubt: str = "") -> Home:
    return Home(Outcome.PLACED, code, what, doubt)


def aside(code: str, why: str) -> Home:
    return Home(Outcome.ASIDE, code, why)


def left(why: str) -> Home:
    return Home(Outcome.LEFT, "left", why)
