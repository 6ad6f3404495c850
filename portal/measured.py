"""What an app may give `make bench` to measure (settings.MEASURED, settings.COMPARED)."""

from collections.abc import Callable
from dataclasses import dataclass

# What others are compared with, by name: a constant answer, and one that asks the database one question by key.
FLOOR, ONE = "ett konstant svar", "ett svar med en fråga till databasen"


@dataclass(frozen=True)
class Page:
    """A page to ask for: rendered anew, or from the page store; or by somebody who has it already, answered 304."""

    address: str
    stored: bool = False
    had: bool = False


@dataclass(frozen=True)
class Task:
    """A page or a work, and how many times a round does it."""

    what: Page | Callable[[], object]
    calls: int = 1


@dataclass(frozen=True)
class Comparison:
    """How many times another task's waiting one's is to be told, and beside it what it should be."""

    text: str
    ours: str
    other: str
    goal: str
