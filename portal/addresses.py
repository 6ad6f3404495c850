"""Addresses looked up once: lists of a kommun's things have dozens, and looking them up was a tenth of its page."""

from functools import lru_cache

from django.urls import reverse

MOST_KEPT = 30_000  # some tens for each kommun


@lru_cache(maxsize=MOST_KEPT)
def address_of(name: str, *parts: str) -> str:
    """The address of that name with its parts in order, as `reverse` has it."""
    return reverse(name, args=parts)
