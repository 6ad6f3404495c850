"""Which files a page tells of, noted as it looks at them: when one vanishes or comes back, the page says so."""

from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path

_seen: ContextVar[dict[str, str] | None] = ContextVar("files that the page tells of", default=None)


def begin() -> None:
    _seen.set({})


def end() -> dict[str, str]:
    """The files that have been looked at since it began: (path, how it was)."""
    found = _seen.get() or {}
    _seen.set(None)
    return found


def note(path: str) -> None:
    found = _seen.get()
    if found is not None:
        found[path] = how(path)


def are_as_they_were(files: Mapping[str, str]) -> bool:
    return all(how(path) == before for path, before in files.items())


def how(path: str) -> str:
    """Size and when it was changed, "" for what is not there."""
    try:
        found = Path(path).stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"
