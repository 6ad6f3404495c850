"""Tertials and reporting ranges: the arithmetic of when, in plain values without Django."""

import datetime
import re
from dataclasses import dataclass
from functools import cached_property

from portal.wording import EN_DASH, MONTHS, listed


@dataclass(frozen=True, order=True)
class Tertial:
    """A third of a year: 1 is January–April, 2 May–August, 3 September–December."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if self.number not in (1, 2, 3):
            raise ValueError(f"Tertial {self.number} finns inte: ett år har tertial 1, 2 och 3.")

    @classmethod
    def of(cls, day: datetime.date) -> "Tertial":
        """The tertial that a day falls in. Give the day in Europe/Stockholm."""
        return cls(day.year, (day.month - 1) // 4 + 1)

    @property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.number * 4 - 3, 1)

    @property
    def last_day(self) -> datetime.date:
        return _last_day_of_month(self.year, self.number * 4)

    @property
    def next(self) -> "Tertial":
        return Tertial(self.year, self.number + 1) if self.number < 3 else Tertial(self.year + 1, 1)

    def due(self, months: int = 1) -> datetime.date:
        """The last day to publish the report: the last day of the month `months` after the tertial's end."""
        month = self.number * 4 + months
        return _last_day_of_month(self.year + (month - 1) // 12, (month - 1) % 12 + 1)

    @property
    def label(self) -> str:
        return f"Tertial {self.number} {self.year}"

    @property
    def span(self) -> str:
        return ("januari–april", "maj–augusti", "september–december")[self.number - 1]


def tertials_between(first: datetime.date, last: datetime.date) -> list[Tertial]:
    """Every tertial that has at least one day from `first` to `last`, both included."""
    found = []
    tertial = Tertial.of(first)
    while tertial.first_day <= last:
        found.append(tertial)
        tertial = tertial.next
    return found


@dataclass(frozen=True)
class ReportingRange:
    """What a follow-up covers: tertials `first`–`last` of a year, or a half-year (1 or 2)."""

    year: int
    first: int | None = None
    last: int | None = None
    half: int | None = None

    @classmethod
    def from_slug(cls, slug: str) -> "ReportingRange | None":
        """Read "2020-t3", "2020-t1-2" or "2020-h1"; None when it is neither.

        >>> ReportingRange.from_slug("2020-t1-2").label
        'Tertial 1–2 2020'
        """
        found = re.fullmatch(r"([0-9]{4})-(?:t([1-3])(?:-([1-3]))?|h([12]))", slug)
        if not found:
            return None
        year, first, last, half = found.groups()
        if half:
            return cls(int(year), half=int(half))
        if last and last <= first:
            return None
        return cls(int(year), int(first), int(last or first))

    @property
    def slug(self) -> str:
        return f"{self.year}-{self._code}"

    @property
    def _code(self) -> str:
        if self.half:
            return f"h{self.half}"
        return f"t{self.first}" if self.first == self.last else f"t{self.first}-{self.last}"

    @property
    def label(self) -> str:
        """ "Tertial 1–2 2020", "Tertial 3 2020", "Första halvåret 2020"."""
        if self.half:
            return f"{('Första', 'Andra')[self.half - 1]} halvåret {self.year}"
        numbers = f"{self.first}" if self.first == self.last else f"{self.first}{EN_DASH}{self.last}"
        return f"Tertial {numbers} {self.year}"

    @property
    def months(self) -> tuple[int, int]:
        """First and last month, 1–12."""
        if self.half:
            return self.half * 6 - 5, self.half * 6
        return (self.first or 1) * 4 - 3, (self.last or 3) * 4

    @cached_property
    def first_day(self) -> datetime.date:
        return datetime.date(self.year, self.months[0], 1)

    @cached_property
    def last_day(self) -> datetime.date:
        return _last_day_of_month(self.year, self.months[1])

    @cached_property
    def tertials(self) -> list[Tertial]:
        """The tertials that are covered whole or in part (a half-year covers one and a half)."""
        return tertials_between(self.first_day, self.last_day)

    @property
    def in_words(self) -> str:
        """ "januari–augusti 2020"."""
        first, last = self.months
        return f"{MONTHS[first - 1]}{EN_DASH}{MONTHS[last - 1]} {self.year}"


def covered_text(ranges: list[ReportingRange]) -> str:
    """Which time some ranges cover together: "tertial 1–3 2023 och tertial 1 2024"; half-years by name.

    >>> covered_text([ReportingRange(2024, 1, 1), ReportingRange(2024, 3, 3)])
    'tertial 1 och 3 2024'
    """
    halves = [span.label.lower() for span in ranges if span.half]
    years: dict[int, set[int]] = {}
    for span in ranges:
        if not span.half:
            years.setdefault(span.year, set()).update(tertial.number for tertial in span.tertials)
    whole = [f"tertial {numbers_text(sorted(numbers))} {year}" for year, numbers in sorted(years.items())]
    return listed(whole + halves)


def numbers_text(numbers: list[int]) -> str:
    """Tertials in order as one reads them: "1–3", "1 och 3", "2"."""
    unbroken = len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f"{numbers[0]}{EN_DASH}{numbers[-1]}" if unbroken else listed([str(number) for number in numbers])


def _last_day_of_month(year: int, month: int) -> datetime.date:
    start_of_next = datetime.date(year + month // 12, month % 12 + 1, 1)
    return start_of_next - datetime.timedelta(days=1)
