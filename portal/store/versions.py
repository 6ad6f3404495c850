"""Versions of what is public, as a process knows them: of each name, and of everything together."""

import hashlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

EVERYTHING = "land"  # the name whose version is another when any is
NEVER = "0"  # the version of what has never changed


@dataclass(frozen=True)
class Versions:
    """Versions by name, as they were when they were asked for."""

    by_name: Mapping[str, str]

    @cached_property
    def of_everything(self) -> str:
        return hashlib.sha256(repr(sorted(self.by_name.items())).encode()).hexdigest()[:16]

    def of(self, names: Iterable[str]) -> dict[str, str]:
        return {name: self.of_everything if name == EVERYTHING else self.by_name.get(name, NEVER) for name in names}


@dataclass(frozen=True)
class Known:
    """The latest versions that the process knows, and when the database last told them (seconds since 1970)."""

    versions: Versions
    told_at: float

    @property
    def age(self) -> float:
        """Seconds; never less than none, whatever has been done to the clock."""
        return max(0.0, time.time() - self.told_at)
