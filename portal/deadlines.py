"""Asking something that may never answer: a disk that hangs, a database that has stopped."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connections

Answer = TypeVar("Answer")
LEAST = 0.1  # seconds, for each that is asked when the time for all is over


class TooLate(Exception):
    """There was no answer in time."""


class Patience:
    """So many seconds for each question, and for all together.

    A question is asked in a thread of its own, with a database connection of its own. One that hangs is not asked
    again until it has ended, so that not more and more of them hang.
    """

    _hanging: dict[str, threading.Thread] = {}

    def __init__(self, each: float, together: float) -> None:
        self.each = each
        self.until = time.monotonic() + together

    def ask(self, name: str, question: Callable[[], Answer]) -> Answer:
        """The answer, or what was raised instead. Raises TooLate."""
        if name in self._hanging and self._hanging[name].is_alive():
            raise TooLate
        found: dict = {}
        thread = threading.Thread(target=_answered, args=(question, found), daemon=True)
        thread.start()
        thread.join(max(LEAST, min(self.each, self.until - time.monotonic())))
        if "fault" in found:
            raise found["fault"]
        if "answer" not in found:
            self._hanging[name] = thread
            raise TooLate
        return found["answer"]


def _answered(question: Callable[[], object], found: dict) -> None:
    try:
        found["answer"] = question()
    except BaseException as fault:
        found["fault"] = fault
    finally:
        connections.close_all()
