"""What a person sees in the terminal: numbered steps with their time, and refusals with a remedy."""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator


class Refusal(Exception):
    """Something that a person must put right first: what is wrong, and the exact remedy."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def say(text: str = "") -> None:
    print(text, flush=True)


def elapsed(seconds: float) -> str:
    """Seconds as Swedes write them: "0,4 s", "12 s", "2 min 5 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".", ",")
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class Steps:
    """Counts a known number of steps aloud, each with the seconds that it took."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        self.number += 1
        say(f"Steg {self.number} av {self.total}: {title} …")
        began = time.monotonic()
        yield
        say(f"    klart på {elapsed(time.monotonic() - began)}")


def ended_kindly(work: Callable[[], int | None]) -> int:
    """Runs the work and gives its exit code; a refusal becomes a message on stderr, never a traceback."""
    try:
        return work() or 0
    except Refusal as refusal:
        sys.stdout.flush()
        print(f"\nDet gick inte: {refusal.problem}", file=sys.stderr)
        if refusal.remedy:
            print(f"Gör så här: {refusal.remedy}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAvbrutet.", file=sys.stderr)
        return 130
