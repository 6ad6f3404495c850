"""A sign of how one part is, and asking for it with a deadline."""

import datetime
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.conf import settings

from portal.deadlines import Patience, TooLate
from portal.wiring import load

EACH, TOGETHER = 2.0, 6.0  # seconds
SLOW = "Svarade inte i tid."
BROKEN = "Gick inte att undersöka."
SEE_LOG = "Se loggen på servern: raden ”health check failed”."

logger = logging.getLogger(__name__)
_latest: list[tuple[float, dict]] = []


class State(Enum):
    """The word that machines read, and the one that people read."""

    OK = "ok", "Bra"
    UNKNOWN = "okänt", "Okänt"
    WARNING = "varning", "Behöver ses över"
    FAULT = "fel", "Fel"

    def __init__(self, word: str, told: str) -> None:
        self.word = word
        self.told = told


@dataclass(frozen=True)
class Sign:
    """How a part is: its state, what it is about in a sentence, since when, and what to do about it."""

    state: State
    text: str
    since: datetime.datetime | None = None
    advice: str = ""


def asked(check: Callable[[], Sign], patience: Patience | None = None) -> Sign:
    """What the check says; a fault when it breaks or does not answer in time. What broke is told to the log alone."""
    fault = None
    try:
        return (patience or Patience(EACH, EACH)).ask(name_of(check), check)
    except TooLate:
        text = SLOW
    except Exception as error:
        text, fault = BROKEN, error
    logger.error("health check failed", exc_info=fault, extra={"known": {"check": name_of(check)}})
    return Sign(State.FAULT, text, advice=SEE_LOG)


def all_signs() -> dict[str, Sign]:
    """Each of settings.HEALTH_CHECKS by name. Asked anew after HEALTH_KEPT_SECONDS, since anybody may ask."""
    if not _latest or time.monotonic() - _latest[0][0] >= settings.HEALTH_KEPT_SECONDS:
        patience = Patience(EACH, TOGETHER)
        signs = {check.__name__: asked(check, patience) for check in load("HEALTH_CHECKS")}
        _latest[:] = [(time.monotonic(), signs)]
    return _latest[0][1]


def name_of(check: Callable) -> str:
    return f"{check.__module__}.{check.__name__}"
