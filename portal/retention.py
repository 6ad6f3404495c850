"""How long what concerns persons is kept: told by each part from the same numbers that it forgets by."""

import datetime
from dataclasses import dataclass
from importlib import import_module

from portal.wiring import load
from portal.wording import NBSP, number_text


@dataclass(frozen=True)
class Kept:
    """Something that is kept for a time, in words for whom it concerns."""

    what: str
    span: str


def all_kept() -> list[Kept]:
    """What the modules of settings.SWEEPS tell in a function `kept`, those that have one."""
    modules = [import_module(sweep.__module__) for sweep in load("SWEEPS")]
    return [kept for module in modules if hasattr(module, "kept") for kept in module.kept()]


def in_days(span: datetime.timedelta | int) -> str:
    """A span of whole days, or a number of them, in words: sju dagar, 90 dagar, ett dygn.

    >>> in_days(7).replace(NBSP, " ")
    'sju dagar'
    """
    days = span if isinstance(span, int) else span.days
    return "ett dygn" if days == 1 else f"{number_text(days)}{NBSP}dagar"
