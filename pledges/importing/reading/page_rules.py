"""Rules for what stands around the text: furniture, the page's own dates, its title, photo, notices and documents.

A rule looks at a block with its neighbours and answers with the block's home, or None when it does not know it.
"""

import re

from .blocks import Block
from .days import DAY, day_of
from .drafts import Photo
from .follow_up_links import is_file_title, is_follow_up_title, read_listed
from .furniture import WHY, furniture, is_answer_to_form, is_menu_like
from .headings import looks_like_heading, read_heading
from .lines import Shape
from .people import NAME, SIGNING
from .periods import PLEDGE_WORD, read_period
from .structure import Home, RawPledge, Step, Walk, aside, placed

LABELS = (
    (
        "updated",
        re.compile(r"^(?:sidan )?(?:är )?(?:senast )?(?:uppdaterad|ändrad|granskad|uppdaterades|uppdaterat)\b", re.I),
    ),
    ("published", re.compile(r"^(?:publicerad|publicerat|publiceringsdatum|publicerades)\b", re.I)),
    (
        "owner",
        re.compile(r"^(?:sidansvarig|sidans ansvarige?|ansvarig för sidan|innehållsansvarig|sidredaktör)\b", re.I),
    ),
)
LABEL_WORDS = {"updated": ("uppdatera", "ändra", "granska"), "published": ("publicera",)}
LABEL_TEXT = {
    "updated": "När sidan senast ändrades",
    "published": "När sidan publicerades",
    "owner": "Vem som ansvarar för sidan",
}
PICTURE = re.compile(
    r"^(?:(?:en|två|tre|fyra|flera) (?:\w+ )?(?:män|man|kvinna|kvinnor|personer|person|poliser|"
    r"polis)\b(?! (?:och|i) .* ska)|bild(?:en)? (?:på|av|visar|som)|foto(?:grafi)? (?:på|av)|"
    r"porträtt)",
    re.I,
)
ONLY_NAMES = re.compile(rf"^(?:{NAME})(?:, {NAME})*(?: och {NAME})?\.?$")
CAPTION = re.compile(rf"^(?:foto\b|fotograf\b|bild:)|{NAME}.*(?:löfte|{SIGNING.pattern})", re.I)
SHOWS_PEOPLE = re.compile(
    r"\b(?:visar upp|håller upp|skakar hand|på bilden|från vänster)\b|\b[Ff]oto:|^Bild:|"
    rf"^{NAME} och {NAME}\b.*\b(?:skriver|har skrivit) under\b"
)
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|\b(?:telefon|tel\.?|växel)\b.{0,20}\d|\b114 ?14\b|\b0\d{1,3}-\d[\d ]{4,}", re.I
)
NOTICE_LENGTH = 40
LONGEST_CONTACT = 160
SECTIONS_OF_PEOPLE = {"signatures"}


def region_rule(walk: Walk, step: Step) -> Home | None:
    """What the file itself marks as a menu, a footer, a form … is no content."""
    return aside(step.block.region, WHY.get(step.block.region, WHY["menu"])) if step.block.region else None


def label_rule(walk: Walk, step: Step) -> Home | None:
    """ "Publicerad: 2020-06-18", or the label alone with its value in the next block."""
    if walk.expects:
        home = _value_of(walk, step.block)
        walk.expects = ""
        if home:
            return home
    if step.at == walk.title_at + 1 and walk.title and DAY.fullmatch(step.block.text.value):
        _store(walk, "published", step.block)
        return placed("published", LABEL_TEXT["published"])
    label = (
        next((code for code, pattern in LABELS if step.block.text.find(pattern)), "")
        if len(step.block.text.value) < 90
        else ""
    )
    if not label or step.block.shape == Shape.ITEM:
        return None
    rest = re.split(r":|\bav\b", step.block.text.value, maxsplit=1)
    has_value = DAY.search(step.block.text.value) if label != "owner" else len(rest) > 1 and rest[1].strip()
    if has_value:
        _store(walk, label, step.block)
        return placed(label, LABEL_TEXT[label])
    if step.following and _is_value(label, step.following):
        walk.expects = label
        return placed(label, LABEL_TEXT[label])
    return aside("label", WHY["label"])


def _is_value(label: str, block: Block) -> bool:
    if label == "owner":
        return bool(ONLY_NAMES.match(block.text.value))
    found = DAY.search(block.text.value)
    return bool(found) and len(block.text.value) < 40


def _value_of(walk: Walk, block: Block) -> Home | None:
    if not _is_value(walk.expects, block):
        return None
    _store(walk, walk.expects, block)
    return placed(walk.expects, LABEL_TEXT[walk.expects])


def _store(walk: Walk, label: str, block: Block) -> None:
    text = block.text
    if label == "owner":
        colon = text.value.find(":")
        walk.owner = text.cut(colon + 1, len(text.value))
        return
    for found in DAY.finditer(text.value):
        before = text.value[: found.start()].lower()
        own = (
            max(LABEL_WORDS, key=lambda code: max(before.rfind(word) for word in LABEL_WORDS[code]))
            if before
            else label
        )
        if day_of(found):
            walk.dates.setdefault(own, text.cut(*found.span()))


def furniture_rule(walk: Walk, step: Step) -> Home | None:
    code = furniture(step.block.text) if step.at != walk.title_at else ""
    if code == "breadcrumb" and walk.title is not None and not walk.ended:
        code = ""
    if code in ("feedback", "top"):
        walk.ended = True
    if (
        not code
        and walk.placements
        and _last_code(walk, step.previous) in ("feedback", "cookies")
        and is_answer_to_form(step.block.text)
    ):
        code = _last_code(walk, step.previous)
    return aside(code, WHY[code]) if code else None


def _last_code(walk: Walk, previous: Block | None) -> str:
    return walk.placements[previous.line].code if previous else ""


def title_rule(walk: Walk, step: Step) -> Home | None:
    if step.at != walk.title_at:
        return None
    walk.title = step.block.text
    walk.documents += read_listed(step.block.text) if is_follow_up_title(step.block.text) else []
    period = read_period(step.block.text)
    if period and not walk.documents:
        walk.pledges.append(RawPledge(heading=step.block.text, period=period))
    return placed("title", "Sidans rubrik")


def photo_rule(walk: Walk, step: Step) -> Home | None:
    """A picture's description, and the caption that follows it."""
    words = step.block.text.value
    if step.block.shape == Shape.IMAGE or (
        step.block.alone
        and not step.block.mark
        and (PICTURE.match(words) or _names_a_picture(walk, step.block, step.following))
    ):
        walk.photos.append(Photo(alt=step.block.text))
        return placed("photo_alt", "Beskrivning av ett foto")
    if SHOWS_PEOPLE.search(words) and len(words) < 250 and not step.block.mark:
        walk.photos.append(Photo(caption=step.block.text))
        return placed("photo_caption", "Bildtext")
    is_after = _last_code(walk, step.previous) == "photo_alt"
    if step.block.shape == Shape.CAPTION or (is_after and CAPTION.search(words) and len(words) < 250):
        alt = walk.photos.pop().alt if is_after else None
        walk.photos.append(Photo(alt, step.block.text))
        return placed("photo_caption", "Bildtext")
    return None


def _names_a_picture(walk: Walk, block: Block, following: Block | None) -> bool:
    """Names alone, and then words about them: a picture's description, not who signs."""
    if walk.section in SECTIONS_OF_PEOPLE or not ONLY_NAMES.match(block.text.value) or not following:
        return False
    first_name = block.text.value.split()[0]
    return first_name in following.text.value and len(following.text.value) > len(block.text.value)


def before_title_rule(walk: Walk, step: Step) -> Home | None:
    """Before the title: a few words are a menu, whole sentences a notice of the website."""
    if step.at >= walk.title_at:
        return None
    if is_menu_like(step.block.text) or (len(step.block.text.value.split()) <= 6 and step.block.text.find(PLEDGE_WORD)):
        return aside("menu", WHY["menu"])
    if (
        step.block.shape != Shape.ITEM
        and len(step.block.text.value) >= NOTICE_LENGTH
        and step.block.text.value.rstrip().endswith(".")
    ):
        walk.notices.append(step.block.text)
        return placed("notice", "Meddelande på webbplatsen")
    return None


def after_end_rule(walk: Walk, step: Step) -> Home | None:
    if walk.ended and is_menu_like(step.block.text) and not read_listed(step.block.text):
        return aside("menu", WHY["menu"])
    return None


def document_rule(walk: Walk, step: Step) -> Home | None:
    """Titles of follow-ups and other documents."""
    if step.at == walk.title_at:
        return None
    listed = read_listed(step.block.text, is_link=bool(step.block.address))
    if not listed or _is_heading_of_pledge(step.block, listed, step.following):
        return None
    walk.documents += listed
    kinds = {one.kind for one in listed}
    return placed(
        "document",
        "Uppföljning" if kinds == {"follow_up"} else "Dokument",
        next((one.span.doubt for one in listed if one.span), ""),
    )


def _is_heading_of_pledge(block: Block, listed: list, following: Block | None) -> bool:
    """ "Medborgarlöfte 2018" over a text is the pledge itself, and no document."""
    if any(one.kind == "follow_up" for one in listed):
        return (
            block.shape == Shape.HEADING
            and following is not None
            and not read_listed(following.text)
            and len(listed) == 1
        )
    return not (block.address or is_file_title(block.text)) and len(listed) == 1


def contact_rule(walk: Walk, step: Step) -> Home | None:
    """An address or a number, or whatever short stands under the heading about contact."""
    text = step.block.text
    if len(text.value) >= LONGEST_CONTACT:
        return None
    is_under_heading = walk.section == "contact" and step.block.shape != Shape.HEADING
    if not CONTACT.search(text.value) and (not is_under_heading or _starts_something(step.block)):
        return None
    walk.contacts.append(text)
    return placed("contact", "Kontaktuppgift")


def _starts_something(block: Block) -> bool:
    heading = read_heading(block.text, names_period=False) if looks_like_heading(block.text) else None
    return block.alone and heading is not None


PAGE_RULES = (
    region_rule,
    label_rule,
    furniture_rule,
    title_rule,
    photo_rule,
    before_title_rule,
    after_end_rule,
    document_rule,
    contact_rule,
)
