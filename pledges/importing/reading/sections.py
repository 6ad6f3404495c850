"""What items and paragraphs become in the section where they stand."""

import re

from .blocks import Block
from .drafts import Link
from .lines import Shape
from .people import read_people
from .periods import PLEDGE_WORD
from .structure import Home, RawActivity, RawFocus, RawPromise, RawSection, Walk, left, placed
from .texts import Text

ABOUT = re.compile(
    r"medborgarlöften?(?:a|t)? (?:är|handlar om|fokuserar|innebär|bygger på)\b|"
    r"samverkan mellan polis(?:en)? och kommun(?:en)? är|löftena handlar om|ett medborgarlöfte är",
    re.I,
)
FOLLOW_UP = re.compile(
    r"följas upp|följs upp|följts upp|^resultat\b[^.]{0,20}:|följer (?:vi )?upp|"
    r"\buppföljning(?:en|ar)? (?:ska|sker|görs|kommer|"
    r"av löftet|redovisas|presenteras)|följa hur arbetet|utvärderas|redovisar (?:resultatet|"
    r"arbetet|hur)|redovisas (?:varje|tertialvis|minst|för|i|på)",
    re.I,
)
SOURCE = re.compile(
    r"trygghetsmätning|undersökning|\bNTU\b|medborgarundersökning|underrättelsebild|statistik|enkät|"
    r"medborgardialog|nationella trygghetsundersökning|brottsstatistik|intervju",
    re.I,
)
SHOWS = re.compile(
    r"\bvisa(?:r|t|de)?\b|framkommit|framkom\b|uppgav|uppger|togs upp|tas upp|anmäl|enligt|upplever|"
    r"önskar|svara(?:de|t|r)\b|har (?:ökat|minskat)|pekar ut|hamna|framgår",
    re.I,
)
ASKED = re.compile(
    r"frågat|tillfrågat|enkät|intervjua|samlats in|tyckt till|lyssnat|säga sin mening|"
    r"medborgardialoger? (?:har |som |genom)|dialogmöte|dialog med (?:kommunens )?(?:invånar|"
    r"medborgar|boende)|berättade|deltog",
    re.I,
)
PERCENT = re.compile(r"\d (?:procent|%)")
# An infinitive ("genomföra …") or a party that is to do something.
ACTION = re.compile(
    r"^(?:[a-zåäö]+a\b|(?:polisen|kommunen|räddningstjänsten|socialtjänsten|skolan|skolorna|fritidsgården|vi)\b)", re.I
)
GOAL = re.compile(r"^(?:det |vårt )?(?:övergripande |gemensamma )?mål(?:et|sättningen)? (?:är|med)\b", re.I)
READ_MORE = re.compile(
    r"^(?P<whole>läs (?:hela|om) [^.]{5,80})$|\b(?:läs mer|mer information|"
    r"mer om)\b.*?(?:på sidan|på|:)\s+(?P<label>[A-ZÅÄÖ][^.]*)\.?$",
    re.I,
)
GLUED_LINK = re.compile(r"(?P<label>(?:\w+s )?\w+?)\s?länk till annan webbplats", re.I)
SHORT = 120  # characters of a line that is no sentence of its own
# Sections whose name does not tell whether a list in them is of promises or activities.
UNSAYING = ("other", "introduction", "background")
UNKNOWN = "Texten hör inte till någon del av ett löfte som portalen känner igen."
AFTER_ITEMS = "Stycket står efter aktiviteterna och säger inte vad det är."
AS_PARAGRAPH = "Aktiviteten står som ett eget stycke och inte i en lista."
NO_LEAD_IN = "Punkten står i ett avsnitt som inte säger om det är löften eller aktiviteter."
FOCUS_SPLIT = re.compile(r"\s+[–—-]\s+|:\s+")
FOCUS_WITH = re.compile(r"\s(?=(?:med|där|genom|för) )")
SECTION_WHAT = {
    "introduction": "Inledning",
    "background": "Bakgrund",
    "residents": "Så hördes invånarna",
    "about": "Om medborgarlöften",
    "follow_up": "Så följs löftet upp",
    "crimes": "Brottskategorier",
    "children": "Barnkonventionen",
    "other": "Stycke i ett eget avsnitt",
    "situation": "Lägesbild",
    "effects": "Effekt",
}


def add_item(walk: Walk, block: Block) -> Home:
    """An item of a list: a promise, an activity, an effect … as the section says."""
    text, section = block.text, walk.section
    if section in ("promises", "promise", "introduction") and not _is_nested(walk, block):
        return _promise(walk, block)
    is_action = section in UNSAYING and walk.here.promises and text.find(ACTION)
    if section in ("promises", "promise", "activities") or is_action:
        return _activity(walk, block)
    if section == "focus":
        return _focus_item(walk, text)
    if section == "signatures" or (section != "about" and read_people(text) and len(text.value) < SHORT):
        walk.here.signing.append(text)
        return placed("signing", "Undertecknare")
    return add_paragraph(walk, block)


def _is_nested(walk: Walk, block: Block) -> bool:
    """Deeper than the promise above it, or a bullet under a numbered one, or under a promise that is a heading."""
    if walk.section == "promise":
        return True
    promises = walk.here.promises
    if walk.section != "promises" or not promises:
        return False
    above = promises[-1]
    if walk.lead_in and above.lead_in is not walk.lead_in:
        return False
    if not above.depth:
        return above.lead_in is None
    return block.depth > above.depth or (above.is_numbered and bool(block.mark) and not block.is_numbered)


def _promise(walk: Walk, block: Block) -> Home:
    pledge = walk.begin()
    doubt = NO_LEAD_IN if walk.section == "introduction" else ""
    walk.section = "promises"
    pledge.promises.append(
        RawPromise(block.text, walk.lead_in, depth=max(1, block.depth), is_numbered=block.is_numbered, doubt=doubt)
    )
    walk.group = None
    return placed("promise", f"Löfte {len(pledge.promises)}", doubt)


def _activity(walk: Walk, block: Block) -> Home:
    """In the open group; under a promise without a lead-in, a group of that promise begins."""
    number = len(walk.begin().promises)
    own = (number,) if number and walk.section != "activities" else ()
    if walk.group is None or (own and walk.group.promises != own):
        walk.open_group(promises=own)
    walk.activity = RawActivity(block.text)
    walk.group.activities.append(walk.activity)
    return placed("activity", "Aktivitet")


def _focus_item(walk: Walk, text: Text) -> Home:
    """ "Trygghet - ökad närvaro …", "Narkotika med fokus på …": a name, and what it means."""
    found = FOCUS_SPLIT.search(text.value) or FOCUS_WITH.search(text.value)
    name = text.cut(0, found.start()) if found and found.start() < 60 else text
    focus = RawFocus(name)
    if name is not text and found:
        focus.description.append(text.cut(found.end(), len(text.value)))
    walk.begin().focus_areas.append(focus)
    return placed("focus", "Fokusområde")


def add_paragraph(walk: Walk, block: Block) -> Home:
    """A paragraph, or an item of a section of prose: by what it says first, then by where it stands."""
    is_listed = walk.section == "situation" or (walk.section == "activities" and block.shape == Shape.ITEM)
    home = None if is_listed else _by_content(walk, block.text)
    return home or _in_open(walk, block.text) or _by_section(walk, block)


def _in_open(walk: Walk, text: Text) -> Home | None:
    """In the focus area or under the promise that is open."""
    if walk.section in ("situation", "effects"):
        return None
    if walk.focus:
        walk.focus.description.append(text)
        return placed("focus_text", "Beskrivning av fokusområdet")
    if walk.section == "promise":
        walk.here.promises[-1].more.append(text)
        return placed("promise_more", "Mer om löftet")
    return None


def _by_section(walk: Walk, block: Block) -> Home:
    """What the section holds."""
    text, section = block.text, walk.section
    if section == "situation":
        walk.here.statements.append(text)
        return placed("statement", "Påstående i lägesbilden")
    if section == "effects":
        walk.here.effects.append(text)
        return placed("effect", "Förväntad effekt")
    if section in ("promises", "activities"):
        return _in_list(walk, block)
    if section == "links" and len(text.value) < SHORT:
        walk.here.links.append(Link(text, text, block.address))
        return placed("link", "Länk")
    return left(UNKNOWN) if section in ("links", "contact", "focus") else in_section(walk, section, text)


def _by_content(walk: Walk, text: Text) -> Home | None:
    """What some paragraphs are wherever they stand."""
    follows_up = text.find(FOLLOW_UP)
    if _links(walk, text) and not follows_up:
        return placed("link", "Hänvisning till en annan sida")
    if text.find(GOAL) and walk.section in (*UNSAYING, "activities", "promises"):
        walk.here.effects.append(text)
        return placed("effect", "Förväntad effekt")
    if text.find(ABOUT):
        return in_section(walk, "about", text)
    if follows_up:
        return in_section(walk, "follow_up", text)
    return _of_background(walk, text)


def _of_background(walk: Walk, text: Text) -> Home | None:
    """What a source shows, or how residents were asked."""
    is_asking = text.find(ASKED)
    is_showing = text.find(SOURCE) and text.find(SHOWS) and (not is_asking or text.find(PERCENT))
    if is_showing and walk.section in (*UNSAYING, "residents"):
        walk.here.statements.append(text)
        return placed("statement", "Påstående i lägesbilden")
    tells_of_pledge = walk.section == "introduction" and text.find(PLEDGE_WORD)
    may_tell = walk.section in ("background", "introduction") or (walk.section == "promises" and not walk.here.is_begun)
    if is_asking and may_tell and not tells_of_pledge:
        return in_section(walk, "residents", text)
    return None


def _links(walk: Walk, text: Text) -> bool:
    found = text.find(READ_MORE) or text.find(GLUED_LINK)
    if not found:
        return False
    group = "whole" if found.groupdict().get("whole") else "label"
    walk.here.links.append(Link(text.group(found, group), text))
    return True


def in_section(walk: Walk, kind: str, text: Text) -> Home:
    """The paragraph in the section of its kind: the open one, or a new one."""
    sections = walk.here.sections
    title = walk.unknown_title if walk.section == kind else None
    if not sections or sections[-1].kind != kind or (title and sections[-1].title != title):
        sections.append(RawSection(kind, title))
    sections[-1].paragraphs.append(text)
    return placed(f"section:{kind}", SECTION_WHAT.get(kind, "Stycke"))


def _in_list(walk: Walk, block: Block) -> Home:
    """A paragraph where a list is expected: itself a part of it, unless the list has been."""
    pledge = walk.begin()
    if (
        walk.section == "promises"
        and (walk.lead_in or not pledge.promises)
        and not any(promise.depth for promise in pledge.promises)
    ):
        pledge.promises.append(RawPromise(block.text, walk.lead_in))
        return placed("promise", f"Löfte {len(pledge.promises)}")
    group = walk.group
    if walk.section == "activities" and group and (group.of_paragraphs or not group.activities):
        group.of_paragraphs = True
        walk.activity = RawActivity(block.text, doubt=AS_PARAGRAPH)
        group.activities.append(walk.activity)
        return placed("activity", "Aktivitet", AS_PARAGRAPH)
    return left(AFTER_ITEMS)
