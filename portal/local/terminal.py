"""What a person sees in the terminal: numbered steps with their time, and refusals with a remedy."""

import contextlib
import io
import sys
import threading
import time
from collections.abc import Callable, Iterator

SIGN_OF_LIFE_EVERY = 5  # seconds


class Refusal(Exception):
    """Something that a person must put right first: what is wrong, and the exact remedy."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def say(text: str = "", end: str = "\n") -> None:
    print(text, end=end, flush=True)


def elapsed(seconds: float) -> str:
    """Seconds as Swedes write them: "0,4 s", "12 s", "2 min 5 s"."""
    if seconds < 10:
        return f"{seconds:.1f} s".replace(".", ",")
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


class Steps:
    """Counts a known number of steps aloud, each with the seconds that it took; `done` are already counted."""

    def __init__(self, total: int, done: int = 0) -> None:
        self.total = total
        self.done = done
        self._notes: list[str] = []

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step on one line, with a dot now and then while it lasts and its notes below when it is done."""
        self.done += 1
        self._notes = []
        say(f"Steg {self.done} av {self.total}: {title} …", end="")
        began = time.monotonic()
        try:
            with signs_of_life():
                yield
        except BaseException:
            say()  # what went wrong is told on a line of its own
            raise
        say(f" {elapsed(time.monotonic() - began)}")
        for line in self._notes:
            say(f"    {line}")

    def note(self, text: str) -> None:
        self._notes += text.strip().splitlines()


@contextlib.contextmanager
def signs_of_life() -> Iterator[None]:
    """Prints a dot every few seconds, so that nobody thinks that a slow download has stopped."""
    over = threading.Event()

    def blink() -> None:
        while not over.wait(SIGN_OF_LIFE_EVERY):
            say(".", end="")

    blinker = threading.Thread(target=blink, daemon=True)
    blinker.start()
    try:
        yield
    finally:
        over.set()
        blinker.join()


def ended_kindly(work: Callable[[], int | None]) -> int:
    """Runs the work and gives its exit code; a refusal becomes a message on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that can't show å still gets the rest
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
