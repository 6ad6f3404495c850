"""Whom something is for: "ungdomar i åldern 15-20 år", "kommunens invånare"."""

import re
from dataclasses import dataclass

from .texts import Read, Text

GROUP = re.compile(
    r"\b(?P<group>barn och (?:ungdomar|unga)|unga vuxna|ungdomar|unga|äldre|seniorer|kvinnor|"
    r"flickor|pojkar|skolelever|elever|barn|nyanlända)s?\b"
    r"|\b(?:bland|för|till|hos) (?P<residents>(?:kommunens |våra )?(?:invånarna|invånare|medborgarna|medborgare)\b)",
    re.IGNORECASE,
)
AGES = (
    re.compile(r"\b(?P<low>\d\d?)\s?(?:[-–—]|till|och|upp till)\s?(?P<high>\d\d?)\s?år(?:s ålder)?\b", re.I),
    re.compile(r"\b(?P<low>\d\d?)\s?[-–—]?(?:\s?till\s|\s?[-–—]\s?)(?P<high>\d\d?)-?åring", re.I),
    re.compile(r"\b(?P<high>\d\d?) år (?:och|eller) yngre", re.I),
    re.compile(r"\b(?P<low>\d\d?) år (?:och|eller) äldre", re.I),
    re.compile(r"\b(?:yngre än|under) (?P<below>\d\d?) år\b(?! (?:sedan|tillbaka))", re.I),
    re.compile(r"\b(?:äldre än|över|från(?: och med)?) (?P<low>\d\d?) år\b", re.I),
    re.compile(r"\bupp till (?P<high>\d\d?) år\b", re.I),
)


@dataclass(frozen=True)
class Ages:
    """Years, both included; None where there is no bound."""

    low: int | None
    high: int | None


def read_target_group(text: Text) -> Read[str] | None:
    """The first group that the text names, in its own words."""
    found = text.find(GROUP)
    if not found:
        return None
    words = text.group(found, "group" if found["group"] else "residents")
    return Read(words.value, words)


def read_ages(text: Text) -> Read[Ages] | None:
    """The ages that the text names.

    "i åldern 15-20 år" · "21 år och yngre" · "under 18 år" · "mellan 13 och 17 år"
    """
    for pattern in AGES:
        found = text.find(pattern)
        if not found:
            continue
        values = {name: int(value) for name, value in found.groupdict().items() if value}
        high = values["below"] - 1 if "below" in values else values.get("high")
        ages = Ages(values.get("low"), high)
        if ages.low is None or ages.high is None or ages.low <= ages.high:
            return Read(ages, text.group(found))
    return None
