"""Answers that a page gives for an activity: "Ja, detta har genomförts under tertial 3."."""

import re
from dataclasses import dataclass

from .follow_up_links import read_tertials
from .texts import Text

# In order: the first that fits. Statuses as an activity has them.
STATUSES = (
    ("cancelled", re.compile(r"^(?:utgår|utgått|ställdes in|inställd|avbr[ou]t\w*|ej aktuell\w*)\b", re.I)),
    ("late", re.compile(r"^(?:försena\w*|senarelagd\w*|skjuts upp|uppskjut\w*)\b", re.I)),
    ("partly_done", re.compile(r"^(?:delvis|till viss del|nästan|ja, delvis)\b", re.I)),
    ("not_started", re.compile(r"^(?:nej\b|(?:ej|inte|icke) (?:påbörja\w*|genomför\w*|startat?|utför\w*))", re.I)),
    (
        "ongoing",
        re.compile(
            r"^(?:ja, )?(?:(?:detta|arbetet|det|den) )?(?:har )?(?:pågå\w*|påbörja\w*|startat|fortgår|under arbete)\b",
            re.I,
        ),
    ),
    (
        "done",
        re.compile(
            r"^(?:ja\b|genomförd\b|genomfört\b|genomförda\b|klart?\b|utfört?\b|avslutad\b|uppfyll\w*|"
            r"(?:detta|det) (?:har|är) genomför\w*)",
            re.I,
        ),
    ),
)
LABEL = re.compile(
    r"^(?:status|läge|svar|resultat|uppföljning|kommentar|redovisning)\s*(?:tertial [123]\s*)?(?::|–|-)\s*", re.I
)
AFTER_STATUS = re.compile(r"^[^.,;:!?–]{0,60}(?:[.,;:!?–]|$)")
MOST_WORDS = 60


@dataclass(frozen=True)
class Answer:
    """What was answered for an activity. `tertials` are the first and last that it names, of a year not said there."""

    status: str
    text: Text
    tertials: tuple[int, int] | None = None
    comment: Text | None = None
    doubt: str = ""


def begins_answer(text: str) -> bool:
    """Whether a line is the start of an answer, and so never the rest of the line before."""
    return bool(_status(LABEL.sub("", text))) and bool(re.match(r"[A-ZÅÄÖ]", text))


def status_of(text: Text) -> str:
    """The status that a text begins with, or ""."""
    return _status(LABEL.sub("", text.known.text))


def _status(text: str) -> str:
    return next((status for status, pattern in STATUSES if pattern.search(text)), "")


def is_answer(text: Text) -> bool:
    """ "Nej, detta har inte genomförts.", but no promise that begins with the same word."""
    words = text.known.text
    if len(words.split()) > MOST_WORDS or not begins_answer(words):
        return False
    return not re.match(r"(?:ja|nej)\s*$", words, re.I)


def answer_in(text: Text) -> Answer:
    """The answer that a text gives: its status, and the tertials that it names."""
    tertials = read_tertials(text)
    return Answer(status_of(text), text, (tertials[1], tertials[2]) if tertials else None, comment=text)
