"""How a line of the log is written: one JSON object in ASCII, short enough that no other line gets into it."""

import datetime
import json
import logging
import traceback
from pathlib import Path

from portal.logs.private import private, without_values
from portal.logs.requests import current_number

LONGEST = 4000  # bytes: what is at most 4096 is written whole to a pipe that several processes share (POSIX)
LONGEST_TEXT, LONGEST_VALUE = 500, 1_500
FRAMES = 12
ROOT = Path(__file__).resolve().parents[2]


class JsonLine(logging.Formatter):
    """When (UTC), how serious, who tells, what happened, in which request; then `known`, what the event tells more.

    Pure ASCII, so that nothing that somebody typed can begin a line of its own.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {**heading(record), **told(getattr(record, "known", {}))}
        if record.exc_info and record.exc_info[1]:
            line["error"] = described(record.exc_info[1])
        text = written(line)
        return text if len(text) <= LONGEST else written({**heading(record), "cut": True})


def heading(record: logging.LogRecord) -> dict[str, object]:
    moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
    line: dict[str, object] = {
        "time": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z",
        "level": record.levelname.lower(),
        "logger": record.name,
        "event": private(record.getMessage())[:LONGEST_TEXT],
    }
    number = getattr(record, "request_number", "") or current_number()
    return {**line, "request": number} if number else line


def told(known: dict[str, object]) -> dict[str, object]:
    return {
        name: private(value)[:LONGEST_VALUE] if isinstance(value, str) else value
        for name, value in known.items()
        if value is not None
    }


def described(error: BaseException) -> dict[str, object]:
    """An exception without the values that it met: its kind, what its message says beside them, and where it was."""
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    cause = error.__cause__ or error.__context__
    return {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "says": without_values(str(error))[:LONGEST_TEXT],
        "where": [f"{place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
        **({"cause": f"{type(cause).__module__}.{type(cause).__qualname__}"} if cause else {}),
    }


def place(filename: str) -> str:
    """A file's path from the project's folder or from where libraries are installed."""
    path = Path(filename)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return filename.rpartition("site-packages/")[2]


def written(line: dict[str, object]) -> str:
    return json.dumps(line, ensure_ascii=True, default=str)
