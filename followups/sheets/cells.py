"""What stands in a cell: texts that survive the way out and in, and values read back with a reason when they cannot be.

A text that a spreadsheet would take for a formula begins with an apostrophe on the way out and loses it on the way
in (OWASP, "CSV injection"); a text that has such an apostrophe of its own gets one more, so that nothing is lost.
"""

import datetime
import re

from pledges.models.activity import ActivityStatus

COUNT_MAX = 2_147_483_647  # PostgreSQL's integer
TEXT_MAX = 32_767  # characters in a cell, by Excel's specification
_LIKE_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_THOUSANDS = re.compile(r"[0-9]{1,3}([ \u00a0\u202f][0-9]{3})+")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 cannot hold
_STATUSES = {label.casefold(): value for value, label in ActivityStatus.choices}


class Unreadable(ValueError):
    """A cell that cannot be what its column asks for; the message says why in Swedish."""


class Formula:
    """Stands for a cell with a formula, which is never calculated here."""


class Unfinished(str):
    """A spreadsheet's own error in a cell, such as "#REF!"."""

    __slots__ = ()


def tidy(text: str) -> str:
    """The text as both sides compare it: line feeds alone, no unseen control characters, nothing around it."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def guarded(text: str) -> str:
    """The text as it is written in a cell.

    >>> guarded("=1+1"), guarded("'-5 grader"), guarded("Plogat")
    ("'=1+1", "''-5 grader", 'Plogat')
    """
    return f"'{text}" if _LIKE_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def read_text(value: object) -> str:
    """A text. A number or a day that the spreadsheet made of it is written out again."""
    _refuse_unfinished(value)
    if isinstance(value, str) and "\x00" in value:
        raise Unreadable("Texten innehåller ett tecken som inte går att spara (NUL). Ta bort det.")
    text = tidy(unguarded(_written_out(value)))
    if len(text) > TEXT_MAX:
        raise Unreadable(f"Texten är längre än {TEXT_MAX} tecken. Korta den.")
    return text


def read_count(value: object) -> int | None:
    """A whole number from 0, or nothing."""
    _refuse_unfinished(value)
    if is_blank(value):
        return None
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise Unreadable("Kalkylprogrammet har gjort om talet till ett datum. Formatera cellen som tal och skriv igen.")
    text = _written_out(value).strip()
    if _THOUSANDS.fullmatch(text):
        text = "".join(text.split())
    if re.fullmatch(r"[-\u2212][0-9]+(,[0-9]+)?", text):
        raise Unreadable(f"Antalet kan inte vara mindre än noll, men det står ”{_short(text)}”.")
    if re.fullmatch(r"[0-9]+[,.][0-9]+", text):
        raise Unreadable(f"Skriv ett heltal i stället för ”{_short(text)}”.")
    if not re.fullmatch(r"[0-9]+", text):
        raise Unreadable(f"Skriv bara ett tal, med siffror, i stället för ”{_short(text)}”.")
    if len(text.lstrip("0")) > 10 or int(text) > COUNT_MAX:
        raise Unreadable(f"Talet ”{_short(text)}” är för stort.")
    return int(text)


def read_status(value: object) -> str:
    """One of the statuses by its Swedish word; an empty cell is "Ingen redovisning"."""
    _refuse_unfinished(value)
    if is_blank(value):
        return ActivityStatus.NOT_REPORTED
    text = " ".join(_written_out(value).split())
    found = _STATUSES.get(text.casefold())
    if found is None:
        raise Unreadable(f"”{_short(text)}” är inget läge. Välj ett av: {', '.join(ActivityStatus.labels)}.")
    return found


def _refuse_unfinished(value: object) -> None:
    if isinstance(value, Formula):
        raise Unreadable("Cellen innehåller en formel. Skriv själva värdet i stället.")
    if isinstance(value, Unfinished):
        raise Unreadable(f"Cellen visar ett fel från kalkylprogrammet ({value}). Skriv själva värdet i stället.")


def _written_out(value: object) -> str:
    """A cell's value as somebody would type it: a decimal comma, days as 2026-03-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return str(value)


def _short(text: str) -> str:
    shown = tidy(text)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
