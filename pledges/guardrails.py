"""What deserves a second look before it is shown in public. Warnings, never errors: the writer may be right."""

import datetime
import re
from collections.abc import Iterable

from portal.wording import listed

PERSONNUMMER = re.compile(r"(?<![\d-])(?:19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?![\d-])")
ABBREVIATION = re.compile(r"\b[A-ZÅÄÖ]{2,6}\b")
ROMAN = re.compile(r"[IVX]+")
NOT_PROSE = {"slug", "seen", "website", "url", "source", "source_address", "label"}


def looks_like_personnummer(text: str) -> bool:
    """Whether ten or twelve digits are a day and end with the right check digit; samordningsnummer too.

    >>> looks_like_personnummer("Ring 811218-9876."), looks_like_personnummer("Telefon 040-123 45 67")
    (True, False)
    """
    return any(_is_day(found) and _has_check_digit("".join(found.groups())) for found in PERSONNUMMER.finditer(text))


def _is_day(found: re.Match) -> bool:
    month, day = int(found[2]), int(found[3])
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _has_check_digit(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def unknown_abbreviations(texts: Iterable[str], known: set[str]) -> list[str]:
    """Words in capitals that neither the glossary nor the methods explain, in order."""
    found = {word for text in texts for word in ABBREVIATION.findall(text)}
    return sorted(word for word in found - known if not ROMAN.fullmatch(word))


def about_texts(texts: list[str], known: set[str]) -> list[str]:
    warnings = []
    if any(looks_like_personnummer(text) for text in texts):
        warnings.append("Något i texten ser ut som ett personnummer. Skriv inga personuppgifter om enskilda.")
    unknown = unknown_abbreviations(texts, known)
    if unknown:
        warnings.append(f"Skriv ut eller förklara i ordlistan: {listed(unknown)}.")
    return warnings


def about_days(text: str, days: Iterable[datetime.date | None], first: datetime.date, last: datetime.date) -> list[str]:
    """Days of an activity that are outside its pledge's period."""
    outside = any(day and not first <= day <= last for day in days)
    return [f"Dagen för ”{text[:60]}” ligger utanför löftets period."] if outside else []


def about_photo(has_photo: bool, alt: str) -> list[str]:
    return ["Beskriv vad bilden visar, för den som inte ser den."] if has_photo and not alt.strip() else []


def about_target(count: str, unit: str) -> list[str]:
    """A number says nothing without what is counted. Saving such a target is an error; this tells before."""
    return ["Skriv vad som räknas, till exempel trafikkontroller."] if count.strip() and not unit.strip() else []


def about_typed(row: dict[str, str], period: tuple[str, str], known: set[str]) -> dict[str, list[str]]:
    """Warnings by field about one row as it stands while it is typed; days are ISO texts, or not days at all.

    >>> about_typed({"photo": "1", "photo_alt": ""}, ("", ""), set())
    {'photo': [], 'photo_alt': ['Beskriv vad bilden visar, för den som inte ser den.']}
    """
    found = {name: about_texts([text], known) if name not in NOT_PROSE else [] for name, text in row.items()}
    if "photo_alt" in row:
        found["photo_alt"] += about_photo(bool(row.get("photo")), row["photo_alt"])
    if "target_unit" in row:
        found["target_unit"] += about_target(row.get("target_count", ""), row["target_unit"])
    first, last = map(_day, period)
    if "happens_on" in row and first and last:
        days = [_day(row["happens_on"]), _day(row.get("happens_until", ""))]
        found["happens_on"] += about_days(row.get("text", ""), days, first, last)
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
