"""Rules for the text under the headings: answers, quotes, signatures, items and paragraphs."""

import re
from dataclasses import replace

from .answers import answer_in, is_answer
from .blocks import Block
from .heading_rules import PROMISES
from .headings import DECISION
from .likeness import best_covering
from .lines import Shape
from .people import (
    ALONE_NAME,
    ALONE_ROLE,
    NAME,
    NAME_ROLE,
    WIDE_SPACE,
    Quote,
    is_day_line,
    is_signing,
    read_people,
    read_quote,
)
from .periods import PLEDGE_WORD, is_from_signing, is_validity
from .sections import add_item, add_paragraph, in_section
from .structure import Home, RawActivity, RawPromise, Step, Walk, placed
from .texts import Text

# "Polisen lovar att … Kommunen lovar att …": one promise each.
NEXT_PROMISE = re.compile(r"(?<=[a-zåäö]\.) (?=(?:Polisen|Kommunen|[A-ZÅÄÖ]\w+ kommun|Vi)(?: och \w+)? lovar\b)")
BY_LIKENESS = "Svaret hör till aktiviteten som raden ovanför liknar mest."
EXTENSION = re.compile(r"förläng", re.IGNORECASE)
FOR_PARTY = re.compile(r"^för [^.]{3,50}$", re.IGNORECASE)
FOR_PARTIES = re.compile(
    r"^för (?:polisen|polismyndigheten|lokalpolisområde\w*|kommunen|\w+ (?:kommun|stad))\b[^.:]{0,40}$", re.IGNORECASE
)
PLACE_AND_DAY = re.compile(r"^[A-ZÅÄÖ][\wåäö-]+,? (?:den )?\d")
# "Här hittar du vad polisen och kommunen har lovat": about the page, and no promise.
ABOUT_PAGE = re.compile(
    r"^(?:här|nedan|på (?:den här|denna) sidan)\b.{0,20}\b(?:hittar|finns|finner|ser|kan du|läser|visar|redovisar)\b",
    re.IGNORECASE,
)
# What two parties have agreed on comes after, in a list or under headings.
AGREED = re.compile(r"\b(?:enats|överens|enade|träffat)\b.*\b(?:följande|om)\W*$", re.IGNORECASE | re.DOTALL)
# "… har tagit fram tre gemensamma löften …": they come after, under headings of their own.
MADE_PROMISES = re.compile(
    r"\b(?:tagit fram|enats om|kommit överens om) (?:\w+ ){0,3}(?:medborgar)?löften\b", re.IGNORECASE
)
LONGEST_VALIDITY = 300  # characters
NOT_PROMISING = {"about", "follow_up", "situation"}
DASHES = ("–", "—", "-")
SPEAKER = re.compile(rf"^(?P<name>{NAME})\b[^.]*:$")
RESPONSIBLE = re.compile(r"^ansvarig(?:a|t)?\s*:\s*(?P<who>[^.]{3,80})\.?$", re.IGNORECASE)
NOTE = re.compile(
    r"^(?:tidsplan|tidplan|tid|när|klart|start|slut(?:datum)?|kostnad|mått|mätetal)\s*:\s+\S", re.IGNORECASE
)
LABELLED = re.compile(
    r"^(?P<label>lägesbild|problembild|problem|löfte(?:t)?|vårt löfte|effekt|mål|aktivitet(?:er)?|åtgärd(?:er)?|"
    r"insats(?:er)?)\s*:\s+(?P<text>\S.{12,})$",
    re.IGNORECASE | re.DOTALL,
)


def answer_rule(walk: Walk, step: Step) -> Home | None:
    """What is answered for the activity just before, or for the one that the line before names."""
    if not is_answer(step.block.text) or step.block.shape == Shape.HEADING:
        return None
    answer = answer_in(step.block.text)
    if walk.activity:
        walk.activity.answers.append(answer)
        return placed("answer", "Svar för aktiviteten ovanför")
    activity = _named_by(walk, step.previous) if walk.section in ("follow_up", "other") else None
    if not activity:
        return None
    activity.answers.append(replace(answer, doubt=BY_LIKENESS))
    return placed("answer", "Svar för en aktivitet", BY_LIKENESS)


def _named_by(walk: Walk, block: Block | None) -> RawActivity | None:
    """The activity that a line over an answer is about."""
    activities = walk.here.activities
    at = best_covering(block.text.value, [activity.text.value for activity in activities]) if block else None
    return None if at is None else activities[at]


def quote_rule(walk: Walk, step: Step) -> Home | None:
    """ "– Det går bra, säger Åsa Ek, kommunpolis."."""
    block = step.block
    quote = read_quote(block.text) if block.shape != Shape.HEADING else None
    if not quote and block.mark in DASHES and step.previous and (speaker := SPEAKER.match(step.previous.text.value)):
        quote = Quote(block.text, step.previous.text.cut(*speaker.span("name")))
    if not quote or not (block.mark or block.shape == Shape.QUOTE or block.text.value[0] in '”"“»–—-'):
        return None
    walk.here.quotes.append(quote)
    return placed("quote", f"Citat av {quote.person.value}")


def signature_rule(walk: Walk, step: Step) -> Home | None:
    """Place and day on a line of their own, as over signatures; then names and roles."""
    block = step.block
    if block.shape not in (Shape.UNSAID, Shape.PARAGRAPH) or not (walk.title or walk.here.is_begun):
        return None
    if walk.here.is_begun and walk.section != "signatures" and _begins_signatures(step):
        walk.enter("signatures")
    if walk.section != "signatures" or not _is_of_signatures(block.text):
        return None
    walk.here.signing.append(block.text)
    return placed("signing", "Undertecknande")


def _begins_signatures(step: Step) -> bool:
    """Place and day, or "För kommunen" over a name."""
    text, following = step.block.text, step.following
    if is_day_line(text):
        return following is not None or bool(PLACE_AND_DAY.match(text.value))
    if NAME_ROLE.fullmatch(text.value):
        return True
    first = next(text.parts(WIDE_SPACE))
    return bool(FOR_PARTIES.match(first.value)) and following is not None and _is_of_signatures(following.text)


def _is_of_signatures(text: Text) -> bool:
    text = next(text.parts(WIDE_SPACE))
    lines = (FOR_PARTY.match(text.value), ALONE_NAME.match(text.value), ALONE_ROLE.match(text.known.text))
    return any(lines) or is_day_line(text) or bool(read_people(text))


def responsible_rule(walk: Walk, step: Step) -> Home | None:
    """ "Ansvarig: Polisen", under the activity that it is about."""
    found = step.block.text.find(RESPONSIBLE)
    if not found or not walk.activity:
        return None
    walk.activity.who = step.block.text.group(found, "who")
    return placed("responsible", "Vem som ansvarar för aktiviteten ovanför")


def note_rule(walk: Walk, step: Step) -> Home | None:
    """ "Tidsplan: klart senast juni", under the activity that it is about."""
    if not walk.activity or step.block.shape == Shape.HEADING or not step.block.text.find(NOTE):
        return None
    walk.activity.notes.append(step.block.text)
    return placed("note", "Mer om aktiviteten ovanför")


def labelled_rule(walk: Walk, step: Step) -> Home | None:
    """ "Löfte: Polisen ska …": a paragraph that says itself what it is."""
    found = step.block.text.find(LABELLED) if step.block.shape != Shape.ROW else None
    if not found:
        return None
    text, label = step.block.text.group(found, "text"), found["label"].lower()
    pledge = walk.begin()
    if "löfte" in label:
        pledge.promises.append(RawPromise(text))
        walk.section, walk.lead_in, walk.group = "promises", None, None
        return placed("promise", f"Löfte {len(pledge.promises)}")
    if label.startswith(("läges", "problem")):
        pledge.statements.append(text)
        return placed("statement", "Påstående i lägesbilden")
    if label in ("effekt", "mål"):
        pledge.effects.append(text)
        return placed("effect", "Förväntad effekt")
    walk.activity = RawActivity(text)
    (walk.group or walk.open_group()).activities.append(walk.activity)
    return placed("activity", "Aktivitet")


def returning_rule(walk: Walk, step: Step) -> Home | None:
    """ "2. Fler vuxna ute" after the bullets of promise 1: the numbers go on where the promises left off."""
    promises, block, previous = walk.here.promises, step.block, step.previous
    if not (block.is_numbered and block.shape == Shape.ITEM and promises and promises[-1].is_numbered and previous):
        return None
    is_after_bullets = walk.section == "activities" and previous.shape == Shape.ITEM and not previous.is_numbered
    if not is_after_bullets or int(re.match(r"\d+", block.mark)[0]) != len(promises) + 1:
        return None
    walk.enter("promises")
    return add_item(walk, block)


def item_rule(walk: Walk, step: Step) -> Home | None:
    """An item of a list, as its section says."""
    return add_item(walk, step.block) if step.block.shape == Shape.ITEM else None


def paragraph_rule(walk: Walk, step: Step) -> Home | None:
    """A paragraph: an extension, a signing, a promise or a validity by its words, else as its section says."""
    text, pledge = step.block.text, walk.here
    if text.find(EXTENSION) and text.find(PLEDGE_WORD):
        pledge.extension.append(text)
        return placed("extension", "Varför och till när löftet förlängs")
    promises = None if text.find(ABOUT_PAGE) else text.find(PROMISES)
    if walk.section == "signatures" or (walk.section != "about" and is_signing(text) and not promises):
        return _signing(walk, step.block)
    if promises and walk.section not in NOT_PROMISING:
        return _promise(walk, step.block)
    if not pledge.is_begun and _tells_of_promises(walk, text, is_promise=bool(promises)):
        return in_section(walk, "introduction", text)
    is_of_pledge = pledge.is_begun or not is_from_signing(text)
    is_short = len(text.value) < LONGEST_VALIDITY
    if is_short and (DECISION.match(text.value) or (is_validity(text) and is_of_pledge)):
        pledge.validity.append(text)
        return placed("validity", "När löftet gäller")
    return add_paragraph(walk, step.block)


def _tells_of_promises(walk: Walk, text: Text, *, is_promise: bool) -> bool:
    """Whether a paragraph only says that there are promises. When they have been made, headings are their names."""
    if text.find(MADE_PROMISES) and walk.section in ("promises", "introduction"):
        walk.names_promises = True
        return True
    return not is_promise and bool(text.find(AGREED) or text.find(ABOUT_PAGE))


def _signing(walk: Walk, block: Block) -> Home:
    walk.here.signing.append(block.text)
    if walk.section == "introduction" and not walk.here.is_begun:
        add_paragraph(walk, block)
        return placed("section:introduction", "Inledning, med undertecknande")
    return placed("signing", "Vem som har undertecknat, och när" if read_people(block.text) else "Undertecknande")


def _promise(walk: Walk, block: Block) -> Home:
    """A promise in a sentence; under a promise that is a heading it explains that one."""
    pledge = walk.begin()
    if walk.section == "promise":
        pledge.promises[-1].more.append(block.text)
        return placed("promise_more", "Mer om löftet")
    focus = walk.focus
    walk.enter("promises")
    walk.focus = focus
    pledge.promises += [RawPromise(text) for text in block.text.parts(NEXT_PROMISE)]
    return placed("promise", f"Löfte {len(pledge.promises)}")


CONTENT_RULES = (returning_rule, item_rule, paragraph_rule)
FIRST_RULES = (answer_rule, quote_rule, signature_rule, responsible_rule, note_rule, labelled_rule)
