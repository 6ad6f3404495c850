"""The time that a pledge is for: its label as written, and its first and last day."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from .days import MONTH, YEAR, last_of_month, month_number
from .texts import Read, Text

DASH = r"\s*(?:[–—-]|till och med|t\.?\s?o\.?\s?m\.?|till|och|/)\s*(?:den )?"
SEASONS = {"våren": (1, 6), "vårterminen": (1, 6), "sommaren": (6, 8), "hösten": (9, 12), "höstterminen": (8, 12)}
SEASON_DOUBT = "Årstiden har inga bestämda dagar. Kontrollera när löftet började och slutade gälla."


@dataclass(frozen=True)
class Period:
    """First and last day. `basis` is "stated" (days in the text), "years" (only years) or "signing" (from then on)."""

    first: datetime.date
    last: datetime.date
    basis: str = "years"


Rule = tuple[re.Pattern, Callable[[re.Match], tuple[Period, str] | None]]


def _days(found: re.Match) -> tuple[Period, str]:
    last_year = int(found["y2"])
    first_year = int(found["y1"] or last_year)
    first = datetime.date(first_year, month_number(found["m1"]), int(found["d1"] or 1))
    last_month = month_number(found["m2"])
    last = (
        datetime.date(last_year, last_month, int(found["d2"])) if found["d2"] else last_of_month(last_year, last_month)
    )
    return Period(first, last, "stated"), ""


def _iso_days(found: re.Match) -> tuple[Period, str]:
    return Period(datetime.date.fromisoformat(found[1]), datetime.date.fromisoformat(found[2]), "stated"), ""


def _season(found: re.Match) -> tuple[Period, str]:
    first, last = SEASONS[found["season"].lower()]
    year = int(found["y"])
    return Period(datetime.date(year, first, 1), last_of_month(year, last)), SEASON_DOUBT


def _years(found: re.Match) -> tuple[Period, str] | None:
    first = int(found["y1"])
    written = found["y2"] or found["y1"]
    last = int(written if len(written) == 4 else f"{first // 100}{written}")
    if not first <= last <= first + 10:
        return None
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31)), ""


RULES: tuple[Rule, ...] = (
    # "1 juli 2018 – 30 juni 2020", "juli 2018 till och med juni 2020", "1 juli – 31 december 2019"
    (
        re.compile(
            rf"(?:(?P<d1>\d\d?) )?(?P<m1>{MONTH})(?: (?P<y1>{YEAR}))?{DASH}(?:den )?(?:(?P<d2>\d\d?) "
            rf")?(?P<m2>{MONTH}) (?P<y2>{YEAR})",
            re.I,
        ),
        _days,
    ),
    # "2018-07-01 – 2020-06-30"
    (re.compile(rf"({YEAR}-[01]\d-[0-3]\d){DASH}({YEAR}-[01]\d-[0-3]\d)"), _iso_days),
    # "hösten 2015"
    (re.compile(rf"(?P<season>{'|'.join(SEASONS)}) (?P<y>{YEAR})", re.I), _season),
    # "2019 - 2020", "2019/20", "2016 och 2017", "2021"
    (re.compile(rf"(?<![\d-])(?P<y1>{YEAR})(?:{DASH}(?P<y2>{YEAR}|\d\d(?![\d-])))?(?!\d|-\d\d)"), _years),
)


def read_period(text: Text) -> Read[Period] | None:
    """The period that the words name first of all, by the rule that says most.

    The words are those of the label: "2019 - 2020".
    """
    for pattern, meaning in RULES:
        for found in pattern.finditer(text.value):
            period = _meant(found, meaning)
            if period:
                return Read(period[0], text.cut(*found.span()), period[1])
    return None


def _meant(found: re.Match, meaning: Callable) -> tuple[Period, str] | None:
    try:
        read = meaning(found)
    except ValueError:
        return None
    return read if read and read[0].first <= read[0].last else None


FROM_SIGNING = re.compile(
    r"(?:från|i och med|efter|räknat från)[^.]{0,20} undertecknande\w*|när (?:det|de) undertecknas", re.I
)
VALIDITY = re.compile(
    r"\b(?:gäller|gälla|löper|giltig\w*|giltighet\w*)\b(?=[^.]*(?:(?:19|20)\d\d|\bår\b|tills|"
    r"till och med|undertecknand))",
    re.I,
)
FROM_TO = re.compile(r"^från och med [^.]{4,40} till och med [^.]{4,40}\.?$", re.I)
REVISED = re.compile(r"^(?:löftet|medborgarlöftet)? ?(?:revidering|revideras|ses över)\b", re.I)

PLEDGE_WORD = re.compile(r"löfte", re.I)
PERIOD_LABEL = re.compile(r"^(?:\w*period(?:en)?|giltig\w*|gäller|avser)\b[^.]{0,20}?:?\s", re.I)


def is_from_signing(text: Text) -> re.Match | None:
    """ "… börjar gälla från och med undertecknandet"."""
    return text.find(FROM_SIGNING)


def is_validity(text: Text) -> bool:
    """Whether the words say from when to when a pledge holds.

    "Medborgarlöftet gäller under 2021 och ska ses över."
    """
    return (
        bool(text.find(REVISED))
        or (bool(text.find(VALIDITY)) and bool(text.find(PLEDGE_WORD)))
        or bool((text.find(PERIOD_LABEL) or text.find(FROM_TO)) and read_period(text))
    )
