"""Swedish phrases in plain functions: days, numbers, lists, sizes."""

import datetime
import re
from collections.abc import Sequence

NBSP = "\u00a0"
EN_DASH = "\u2013"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
# Up to how many of a unit: its length in seconds, one of it, several of it.
WAITS = (
    (59, 1, "en sekund", "sekunder"),
    (59, 60, "en minut", "minuter"),
    (float("inf"), 3600, "en timme", "timmar"),
)
NUMBERS = ("ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def day_text(day: datetime.date) -> str:
    """A day in words, held together: 1 februari 2022 (day and month on one line)."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]} {day.year}"


def span_text(first: datetime.date, last: datetime.date) -> str:
    """Two days with a dash: 1 januari 2023 – 31 december 2024; the year once when it is the same.

    >>> span_text(datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)).replace(NBSP, " ")
    '1 januari – 31 december 2021'
    """
    start = f"{first.day}{NBSP}{MONTHS[first.month - 1]}" if first.year == last.year else day_text(first)
    return f"{start} {EN_DASH} {day_text(last)}"


def moment_text(moment: datetime.datetime, today: datetime.date) -> str:
    """A moment not long ago, told on the day: i dag 10:32, i går 16:05, 21 november 16:05.

    >>> moment_text(datetime.datetime(2026, 11, 24, 16, 5), datetime.date(2026, 11, 25))
    'i går 16:05'
    """
    days = {today: "i dag", today - datetime.timedelta(days=1): "i går"}
    day = days.get(moment.date(), f"{moment.day}{NBSP}{MONTHS[moment.month - 1]}")
    return f"{day} {moment:%H:%M}"


def wait_text(seconds: int) -> str:
    """How long to wait, rounded up: 40 sekunder, 3 minuter, en timme.

    >>> wait_text(121).replace(NBSP, " ")
    '3 minuter'
    """
    size, one, many = next(unit for unit in WAITS if seconds <= unit[0] * unit[1])[1:]
    count = -(-seconds // size)
    return one if count == 1 else f"{count}{NBSP}{many}"


def number_text(number: int) -> str:
    """Small numbers in words, as running text has them: noll is "ingen", from 13 in figures with spaced thousands."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else figure(number)


def figure(number: int) -> str:
    """A number in figures with a no-break space between thousands: 12 500."""
    return f"{number:,}".replace(",", NBSP)


def listed(items: Sequence[str], last: str = "och") -> str:
    """Items as in running text: "a, b och c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def size_text(size: int) -> str:
    """A file's size as people read it: 84 kB, 1,2 MB (decimal units, decimal comma)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}kB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + f"{NBSP}MB"


def ages_text(age_from: int | None, age_to: int | None) -> str:
    """15–20 år, 18 år och äldre, 21 år och yngre, or nothing."""
    if age_from is not None and age_to is not None:
        return f"{age_from}{EN_DASH}{age_to}{NBSP}år" if age_from != age_to else f"{age_from}{NBSP}år"
    if age_from is not None:
        return f"{age_from}{NBSP}år och äldre"
    return f"{age_to}{NBSP}år och yngre" if age_to is not None else ""


def verses(text: str) -> list[str]:
    """The paragraphs of a text, each with its own lines kept.

    >>> verses("Polisen går på torget. \\n Varje kväll.\\n\\nRing 112.")
    ['Polisen går på torget.\\nVarje kväll.', 'Ring 112.']
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [part.strip("\n") for part in re.split("\n{2,}", "\n".join(lines)) if part.strip()]


def shortened(text: str, length: int) -> str:
    """The text, or as many whole words of it as `length` letters hold and an ellipsis.

    >>> shortened("Fler ska känna sig trygga.", 15)
    'Fler ska känna …'
    """
    return text if len(text) <= length else f"{text[: length + 1].rsplit(' ', 1)[0][:length]} …"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text in which empty lines separate them."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return [" ".join(part.split()) for part in normal.split("\n\n") if part.strip()]
