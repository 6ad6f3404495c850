"""Rules for headings and for words that lead in to a list: they say what the following is."""

import re

from .blocks import Block
from .headings import Heading, is_known_heading, looks_like_heading, read_heading
from .lines import Shape
from .naming import named_promise, names_promise, promise_over
from .people import is_day_line
from .periods import Period, read_period
from .sections import ACTION, in_section
from .structure import Home, RawFocus, RawPledge, RawPromise, Step, Walk, placed
from .texts import Read, Text

PROMISES = re.compile(
    r"\blova(?:r|t|de)?\b|\blöften(?:a)? är\b|\blöftespunkter\b|\bvårt löfte är\b|"
    r"\blöftet (?:är|innebär|går ut på|handlar om)(?: bland annat)? att\b",
    re.IGNORECASE,
)
# Words that lead in to promises without promising anything themselves.
LEADS = re.compile(
    r"löfte\w* (?:består av|omfattar|innehåller|lyder)\b|följande (?:\w+ )?(?:medborgar)?löften|"
    r"\bi löftet (?:står|ingår)\b",
    re.IGNORECASE,
)
ACTIVITIES = re.compile(
    r"aktivitet|åtgärd|insats|gör vi|\bgenom\b|ska vi|vi ska|kommer vi|så här|arbeta med följande|"
    r"åstadkomma|\bska man\b|"
    r"\bför att (?:nå|lyckas|uppfylla|klara|infria)\b|"
    r"följande sätt|"
    r"\b(?:polisen|kommunen|vi) (?:ska|skall|kommer)\b",
    re.IGNORECASE,
)
NAMES_ACTIVITIES = re.compile(r"aktivitet", re.IGNORECASE)
FOCUS = re.compile(r"\b(?:fokus\w*|områden|prioriter\w*)\b[^.]*:$", re.IGNORECASE)
SAYS_NEXT = re.compile(r"(?::|\b(?:att|följande|genom|ska|bland annat|bl\.a\.))\s*$", re.IGNORECASE)
PARTY_ALONE = re.compile(
    r"^(?:polis(?:ens?)?|kommun(?:ens?)?|staden|"
    r"polisen och kommunen|kommunen och polisen|tillsammans|gemensamt?|gemensamma)"
    r"(?: (?:ska|kommer att|aktiviteter|åtgärder|insatser|gör))?:?$",
    re.IGNORECASE,
)
# Sections where an unknown lead-in to a list is not about activities.
OTHER_LISTS = {"follow_up", "situation", "links", "contact", "signatures", "effects"}
LONGEST_FOCUS = 8  # words
OF_ONE_PARTY = re.compile(r"^(?:polisens|kommunens|\w+ kommuns) (?:egna )?löften\b", re.IGNORECASE)
AFTER_PERIOD = re.compile(r"^\s*[:–—]\s*(?P<name>[A-ZÅÄÖ]\S* \S.{3,80})$")  # "Löfte 2019: En tryggare park"
ANSWERS = re.compile(
    r"\b(?:vanligaste|flest|främsta) (?:svar|önskemål|synpunkt)\w*|\bni (?:svarade|önskade|ville)\b", re.IGNORECASE
)
PROSE = re.compile(
    r"(?!(?:vårt )?löfte\s*:).*\.$", re.IGNORECASE | re.DOTALL
)  # and not what says itself that it promises
LAPSES = re.compile(r"\b(?:utgår|upphör|tas bort|gäller inte längre)\b", re.IGNORECASE)
LONGEST_NAME = 5  # words
NAMED_BY_HEADING = "Rubriken är läst som ett löfte, eftersom den står över det som ska göras."
SECTION_NAMES = {
    "activities": "Rubrik: aktiviteter",
    "promises": "Rubrik: löften",
    "situation": "Rubrik: lägesbild",
    "effects": "Rubrik: effekter",
    "focus": "Rubrik: fokusområden",
    "follow_up": "Rubrik: uppföljning",
    "about": "Rubrik: om medborgarlöften",
    "background": "Rubrik: bakgrund",
    "residents": "Rubrik: så hördes invånarna",
    "signatures": "Rubrik: undertecknare",
    "contact": "Rubrik: kontakt",
    "links": "Rubrik: länkar",
    "children": "Rubrik: Barnkonventionen",
    "crimes": "Rubrik: brottskategorier",
    "introduction": "Rubrik: inledning",
    "other": "Rubrik till ett avsnitt",
}
WITHOUT_TITLE = {"promises", "contact", "links", "signatures", "situation", "effects", "focus"}


def party_rule(walk: Walk, step: Step) -> Home | None:
    """ "Polisen" alone over a list: who is to do what follows."""
    words, following = step.block.text.value, step.following
    is_party = PARTY_ALONE.match(words) and step.block.shape != Shape.ITEM
    is_over = step.is_over_items or (words.endswith(":") and following is not None and walk.section == "activities")
    if not is_party or not is_over or walk.section not in ("activities", "promises", "promise"):
        return None
    return _open_group(walk, step.block.text)


def numbered_heading_rule(walk: Walk, step: Step) -> Home | None:
    """ "1. Trygghet i centrum" alone, over paragraphs: a focus area with its own lägesbild, promise and activities."""
    block, following = step.block, step.following
    is_over_text = following is not None and following.shape in (Shape.UNSAID, Shape.PARAGRAPH)
    if not (block.is_numbered and block.alone and is_over_text and looks_like_heading(block.text)):
        return None
    is_in_list = walk.lead_in or (walk.section == "activities" and not walk.focus)
    if is_in_list or len(block.text.value.split()) > LONGEST_FOCUS:
        return None
    return _focus_heading(walk, block.text)


def other_list_rule(walk: Walk, step: Step) -> Home | None:
    """Words over a list that is of neither promises nor activities: what residents said, and what lapses."""
    text = step.block.text
    if not step.is_over_items or step.block.shape == Shape.ITEM:
        return None
    if text.find(ANSWERS):
        walk.enter("residents")
        return in_section(walk, "residents", text)
    if not text.find(LAPSES):
        return None
    walk.enter("other")
    walk.unknown_title = text
    return placed("heading:other", SECTION_NAMES["other"])


def lead_in_rule(walk: Walk, step: Step) -> Home | None:
    """Words that lead in to a list: of promises ("… lovar att:") or of activities ("Detta gör vi genom att:")."""
    text = step.block.text
    if not step.following or step.block.shape == Shape.ROW or not _leads_on(step):
        return None
    ends_with_colon = text.value.rstrip().endswith(":")
    is_item = step.block.shape == Shape.ITEM
    if not (ends_with_colon or (not is_item and step.following.shape in (Shape.ITEM, Shape.ROW))):
        return None
    if (text.find(PROMISES) or text.find(LEADS)) and not text.find(NAMES_ACTIVITIES):
        walk.begin().lead_ins.append(text)
        walk.enter("promises")
        walk.lead_in = text
        return placed("lead_in", "Inledning till löften")
    if step.block.shape == Shape.HEADING or walk.section in OTHER_LISTS:
        return None
    if text.find(FOCUS) and step.is_over_items and not text.find(NAMES_ACTIVITIES):
        home = in_section(walk, "introduction", text)
        walk.enter("focus")
        return home
    return _group_led_in(walk, step) if text.find(ACTIVITIES) else None


def _group_led_in(walk: Walk, step: Step) -> Home:
    promise_over(walk, step)
    return _open_group(walk, step.block.text)


def _leads_on(step: Step) -> bool:
    """By its last word or sign, or since it promises and stands over a list without ending a sentence."""
    text = step.block.text
    is_unended = step.is_over_items and step.block.shape != Shape.ITEM and not text.value.rstrip().endswith(".")
    return bool(text.find(SAYS_NEXT)) or (is_unended and bool(text.find(PROMISES)))


def named_promise_rule(walk: Walk, step: Step) -> Home | None:
    """ "Tryggt centrum", a paragraph about why, and then "Därför kommer vi att:": the heading names a promise."""
    block, following, beyond = step.block, step.following, step.beyond
    is_over_prose = following is not None and not following.mark and bool(PROSE.match(following.text.value))
    if not is_over_prose or beyond is None or not beyond.text.value.endswith(":") or not beyond.text.find(ACTIVITIES):
        return None
    is_short = len(block.text.value.split()) <= LONGEST_NAME and not block.mark and looks_like_heading(block.text)
    is_known = read_heading(block.text, names_period=False) or step.at <= walk.title_at
    if not is_short or is_known or walk.section not in ("promises", "promise", "activities") or walk.focus:
        return None
    pledge = walk.begin()
    pledge.promises.append(RawPromise(block.text, doubt=NAMED_BY_HEADING))
    walk.enter("promise")
    return placed("promise", f"Löfte {len(pledge.promises)}", NAMED_BY_HEADING)


def heading_rule(walk: Walk, step: Step) -> Home | None:
    """A heading: of a pledge, a promise, a focus area, or of a section that the field knows."""
    block = step.block
    period = read_period(block.text)
    is_only_period = period is not None and period.text.value == block.text.value and walk.title is not None
    is_under_title = (step.at == walk.title_at + 1 or is_only_period) and not walk.pledges
    if not _is_heading(block) and not (
        is_under_title and looks_like_heading(block.text) and block.shape == Shape.UNSAID
    ):
        return None
    if block.shape == Shape.HEADING and block.level <= walk.names_under:
        walk.names_under = 0
    if period and is_under_title and len(block.text.value.split()) <= 5:
        return _pledge_heading(walk, block.text, period)
    heading = read_heading(block.text, names_period=period is not None)
    if heading and heading.kind == "pledge" and walk.section == "links" and step.following is None:
        return None  # the name of another page, last among links
    if heading is None:
        return _unknown_heading(walk, step)
    if heading.kind == "promises" and block.shape == Shape.HEADING:
        walk.names_under = block.level
    return _known_heading(walk, block.text, heading, period)


def _known_heading(walk: Walk, text: Text, heading: Heading, period: Read[Period] | None) -> Home:
    if heading.kind == "pledge":
        return _pledge_heading(walk, text, period)
    if heading.kind == "promise":
        return _promise_heading(walk, text, heading)
    if heading.kind == "focus_area":
        return _focus_heading(walk, heading.text or text)
    return _section_heading(walk, text, heading)


def _is_heading(block: Block) -> bool:
    """By the file's word, else a short line that stands alone or that the field knows."""
    if block.shape == Shape.HEADING or (block.is_numbered and is_known_heading(block.text.value)):
        return True
    if block.shape not in (Shape.UNSAID, Shape.PARAGRAPH) or is_day_line(block.text):
        return False
    words = block.text.value.rstrip()
    is_known = read_heading(block.text, names_period=False) is not None
    is_short = len(words.split()) <= 5
    if words.endswith(":"):
        return is_known and is_short
    if block.shape == Shape.PARAGRAPH:
        return is_known and is_short and looks_like_heading(block.text)
    return looks_like_heading(block.text) and (block.alone or is_known) and len(words) <= 90


def _section_heading(walk: Walk, text: Text, heading: Heading) -> Home:
    if heading.kind == "activities":
        return _open_group(walk, text, heading.number)
    walk.focus = None
    walk.enter(heading.kind)
    if heading.kind == "promises" and text.find(OF_ONE_PARTY):
        walk.lead_in = text
    if heading.kind not in WITHOUT_TITLE:
        walk.unknown_title = text
    return placed(f"heading:{heading.kind}", SECTION_NAMES[heading.kind])


def _unknown_heading(walk: Walk, step: Step) -> Home | None:
    """A heading of the page's own: over items it is the lead-in of a group, else the title of a section."""
    block = step.block
    if block.shape != Shape.HEADING and not block.alone:
        return None
    is_under_promises = 0 < walk.names_under < block.level and block.shape == Shape.HEADING
    if is_under_promises or (step.is_over_items and names_promise(walk)):
        return named_promise(walk, block.text)
    is_over_actions = (
        step.is_over_items and step.following.text.find(ACTION) and walk.section not in ("about", "residents")
    )
    if walk.section not in OTHER_LISTS and step.is_over_items and (walk.here.promises or is_over_actions):
        return _open_group(walk, block.text)
    is_short_promise = walk.lead_in and block.shape != Shape.HEADING and step.following and not step.is_over_items
    if is_short_promise and walk.section == "promises" and step.following.shape == Shape.UNSAID:
        return None
    walk.enter("other")
    walk.unknown_title = block.text
    return placed("heading:other", SECTION_NAMES["other"])


def _pledge_heading(walk: Walk, text: Text, period: Read[Period] | None) -> Home:
    """A pledge begins, unless its period is that of the title, or it names none: then it goes on."""
    here = walk.here
    is_same = period is None or (here.period and here.period.value == period.value and not here.is_begun)
    walk.enter("promises")
    walk.focus = None
    if not walk.pledges or not is_same:
        walk.pledges.append(RawPledge(heading=text if period else None, period=period))
    if period and (
        named := AFTER_PERIOD.match(text.value[text.value.find(period.text.value) + len(period.text.value) :])
    ):
        walk.pledges[-1].promises.append(RawPromise(text.cut(len(text.value) - len(named["name"]), len(text.value))))
    what = "Rubrik: medborgarlöfte" + (f" för {period.text.value}" if period else "")
    return placed("heading:pledge", what, period.doubt if period else "")


def _promise_heading(walk: Walk, text: Text, heading: Heading) -> Home:
    """ "Löfte 1: Tryggare torg", or "Löfte 1" alone: over the promise, or over activities of one that is known."""
    if not heading.text and walk.here.promises[heading.number - 1 :]:
        return _open_group(walk, text, heading.number)
    lead_in = walk.lead_in
    walk.enter("promises")
    walk.lead_in = lead_in if heading.text else text
    if not heading.text:
        return placed("heading:promise", f"Löfte {heading.number}")
    walk.begin().promises.append(RawPromise(heading.text, lead_in))
    walk.section = "promise"
    return placed("promise", f"Löfte {heading.number}")


def _focus_heading(walk: Walk, name: Text) -> Home:
    walk.enter("focus")
    walk.focus = RawFocus(name)
    walk.begin().focus_areas.append(walk.focus)
    return placed("focus", "Fokusområde")


def _open_group(walk: Walk, lead_in: Text, number: int = 0) -> Home:
    """Activities follow; the focus area that they stand under stays open."""
    focus = walk.focus
    walk.enter("activities")
    walk.focus = focus
    walk.open_group(lead_in, (number,) if number else ())
    return placed("group", "Inledning till aktiviteter")


HEADING_RULES = (party_rule, numbered_heading_rule, other_list_rule, lead_in_rule, named_promise_rule, heading_rule)
