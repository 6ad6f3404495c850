"""A bar on the terminal that tells how far something long has come; nothing where nobody looks."""

import time
from collections.abc import Iterable, Iterator
from typing import IO

from portal.wording import wait_text

WIDTH, LONGEST = 30, 79  # characters of the bar itself, and with its words
TELL_EVERY = 0.2  # seconds


class Progress:
    """Draws below what else is told. `out` is what one of Django's commands has as its stream for errors."""

    def __init__(self, out: IO[str]) -> None:
        self.out = out
        self.is_seen = out.isatty()

    def over(self, items: Iterable, total: int) -> Iterator:
        """The items as they come, with the bar drawn between them."""
        begun = told = time.monotonic()
        for done, item in enumerate(items, 1):
            self.draw("")
            yield item
            now = time.monotonic()
            if now - told >= TELL_EVERY or done == total:
                told = now
                self.draw(bar(done, total, now - begun))

    def draw(self, text: str) -> None:
        """In place of what was drawn before; what is told next is written over it."""
        if self.is_seen:
            self.out.write(text.ljust(LONGEST), ending="\r")
            self.out.flush()


def bar(done: int, total: int, seconds: float) -> str:
    """ "[####······] 40 av 100, 3 sekunder kvar"."""
    filled = WIDTH * done // max(total, 1)
    left = f", {wait_text(round(seconds / done * (total - done)) or 1)} kvar" if done < total else ""
    return f"[{'#' * filled}{'·' * (WIDTH - filled)}] {done} av {total}{left}"
