"""Days, months and years as Swedish pages write them."""

import datetime
import re
from dataclasses import dataclass

from portal.wording import MONTHS

MONTH = rf"(?:{'|'.join(MONTHS)}|(?:jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\b\.?)"
YEAR = r"(?:19|20)\d\d"
DAY = re.compile(
    rf"(?P<iso>{YEAR}-[01]\d-[0-3]\d)|(?P<slash>[0-3]?\d/[01]?\d[ -]{YEAR})|"
    rf"(?:den )?(?P<day>[0-3]?\d)(?::?e)? (?P<month>{MONTH})(?: (?P<year>{YEAR}))?"
    rf"|(?P<only_month>{MONTH}) (?P<its_year>{YEAR})",
    re.IGNORECASE,
)
# "Skärvik den 18 januari 2016", as over signatures.
DAY_LINE = re.compile(rf"^(?:[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?)?,? ?(?:{DAY.pattern})$", re.IGNORECASE)


@dataclass(frozen=True)
class Day:
    """A date; `precision` is "day" or "month" (then it is the first of it). `says_year` is whether the words do."""

    date: datetime.date
    precision: str = "day"
    says_year: bool = True


def day_of(found: re.Match, year: int | None = None) -> Day | None:
    """What DAY found, in `year` when it says none; None when there is no such day.

    >>> day_of(DAY.search("den 1 februari"), 2022).date
    datetime.date(2022, 2, 1)
    """
    try:
        return _day(found, year)
    except ValueError:
        return None


def _day(found: re.Match, year: int | None) -> Day | None:
    if found["iso"]:
        return Day(datetime.date.fromisoformat(found["iso"]))
    if found["slash"]:
        day, month, its_year = (int(part) for part in re.split(r"[/ -]", found["slash"]))
        return Day(datetime.date(its_year, month, day))
    if found["only_month"]:
        return Day(datetime.date(int(found["its_year"]), month_number(found["only_month"]), 1), "month")
    if not found["year"] and year is None:
        return None
    its_year = int(found["year"] or year or 0)
    return Day(datetime.date(its_year, month_number(found["month"]), int(found["day"])), says_year=bool(found["year"]))


def month_number(word: str) -> int:
    """1–12 for a month's name or its first three letters."""
    return next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(word.lower()[:3]))


def last_of_month(year: int, month: int) -> datetime.date:
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
