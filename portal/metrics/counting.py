"""What this process has counted since it started. Safe for threads; a forked process starts from nothing.

A name has at most so many series: what would be more is counted under labels that all say "other".
"""

import os
import threading
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from portal.metrics.names import COUNTED

MOST_SERIES = 2_000

Labels = tuple[tuple[str, str], ...]
Series = dict[tuple[str, Labels], list[float]]

_series: Series = {}
_sizes: dict[str, int] = {}
_lock = threading.Lock()
_changed: list[Callable[[], None]] = []


def add(name: str, amount: float = 1, **labels: str) -> None:
    """Count. Raises KeyError for what is not among portal.metrics.names."""
    with _lock:
        _values(name, labels)[0] += amount
    tell_of_change()


def took(name: str, seconds: float, **labels: str) -> None:
    """Count something and how long it took: its values are a count for each bucket, then for all, then the sum."""
    buckets = COUNTED[name].buckets
    with _lock:
        values = _values(name, labels)
        values[bisect_left(buckets, seconds)] += 1
        values[-1] += seconds
    tell_of_change()


@contextmanager
def timed(name: str, **labels: str) -> Iterator[None]:
    """The same of what is done meanwhile, however it ends."""
    began = time.perf_counter()
    try:
        yield
    finally:
        took(name, time.perf_counter() - began, **labels)


def counted() -> Series:
    """A copy of what has been counted."""
    with _lock:
        return {key: list(values) for key, values in _series.items()}


def merged(into: Series, more: Series) -> None:
    """Add the numbers of another process."""
    for key, values in more.items():
        known = into.setdefault(key, [0.0] * len(values))
        if len(known) == len(values):
            known[:] = [a + b for a, b in zip(known, values, strict=True)]


def on_change(act: Callable[[], None]) -> None:
    """Call it after each change; what keeps the numbers (portal.metrics.keeping)."""
    _changed[:] = [act]


def tell_of_change() -> None:
    for act in _changed:
        act()


def forget() -> None:
    """Start from nothing, with no lock that another process's thread held."""
    global _lock
    _lock = threading.Lock()
    _series.clear()
    _sizes.clear()


def _values(name: str, labels: dict[str, str]) -> list[float]:
    """The numbers of a series, which begins with zeros. Called with the lock held."""
    key = (name, tuple(sorted(labels.items())))
    if key not in _series and _sizes.get(name, 0) >= MOST_SERIES:
        key = (name, tuple((label, "other") for label, _ in key[1]))
    if key not in _series:
        buckets = COUNTED[name].buckets
        _series[key] = [0.0] * (len(buckets) + 2 if buckets else 1)
        _sizes[name] = _sizes.get(name, 0) + 1
    return _series[key]


os.register_at_fork(after_in_child=forget)
