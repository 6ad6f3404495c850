"""What the back office proposes when a field is left empty: labels, addresses, parties."""

import datetime

from portal.swedish import slug

ONE_DAY = datetime.timedelta(days=1)
LAST_IN_EVERY_MONTH = 28


def period_label(starts_on: datetime.date, ends_on: datetime.date) -> str:
    """The years that the period spans.

    >>> period_label(datetime.date(2019, 1, 1), datetime.date(2020, 12, 31))
    '2019–2020'
    """
    years = [starts_on.year] if starts_on.year == ends_on.year else [starts_on.year, ends_on.year]
    return "–".join(str(year) for year in years)


def next_period(starts_on: datetime.date, ends_on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """As long a period from the day after: as many months when it is whole months, else as many days.

    >>> next_period(datetime.date(2018, 7, 1), datetime.date(2020, 6, 30))
    (datetime.date(2020, 7, 1), datetime.date(2022, 6, 30))
    """
    first = ends_on + ONE_DAY
    if first.day != starts_on.day or first.day > LAST_IN_EVERY_MONTH:
        return first, first + (ends_on - starts_on)
    months = (first.year - starts_on.year) * 12 + first.month - starts_on.month
    years, month = divmod(first.month - 1 + months, 12)
    return first, first.replace(year=first.year + years, month=month + 1) - ONE_DAY


def pledge_address(starts_on: datetime.date, ends_on: datetime.date, part: str, taken: set[str]) -> str:
    """The years, then the part of the kommun, then a number when the kommun has that address already.

    >>> pledge_address(datetime.date(2019, 1, 1), datetime.date(2020, 12, 31), "Norrmalm", {"2019-2020-norrmalm"})
    '2019-2020-norrmalm-2'
    """
    years = period_label(starts_on, ends_on).replace("–", "-")
    return free_address(years, part, taken)


def free_address(stem: str, part: str, taken: set[str]) -> str:
    """`stem`, with the part of the kommun when there is one, made unique by a number. At most 60 characters."""
    base = "-".join(filter(None, (stem, slug(part))))[:56].rstrip("-")
    address, number = base, 2
    while address in taken:
        address, number = f"{base}-{number}", number + 1
    return address
