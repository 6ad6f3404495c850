"""Loads what settings name by dotted path, so that `portal` and `pledges` can serve apps that they never import."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def load(setting: str) -> tuple[Callable, ...]:
    """The functions that a settings list names. Raises ImportError for a path that leads nowhere."""
    return tuple(import_string(path) for path in getattr(settings, setting))
