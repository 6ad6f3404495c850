"""The child that renders, the only place that imports WeasyPrint: `python -m portal.pdf.child`.

It reads documents from its input and writes answers to its output until the input closes, it has been
idle for a minute, it has grown large, or made so many that it soon would.
"""

import json
import logging
import os
import resource
import select
import signal
from pathlib import Path

from portal.pdf import limits
from portal.pdf.frames import LENGTH_BYTES, frame, length_of

DOCUMENT_SECONDS = 25  # the parent gives up after 20; this holds when the parent is gone
IDLE_SECONDS = 60
ADDRESS_SPACE = 512 * 2**20
LARGE = 300 * 2**20
MOST_DOCUMENTS = 64  # each leaves a tenth of a megabyte behind in the libraries
OPEN_FILES = 64
MOST_NOTES = 20


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, whose end closes our input
    requests, answers = _private_pipes()
    limits.hold(AS=ADDRESS_SPACE, NOFILE=OPEN_FILES)
    try:
        from portal.pdf.rendering import Renderer  # noqa: PLC0415  a missing library becomes an answer

        renderer = Renderer()
    except OSError as error:  # cffi: a shared library was not found
        answers.write(_json({"error": "MissingLibrary", "detail": str(error)}))
        return
    answers.write(_json({"ready": True}))
    made = 0
    while (html := _next(requests)) is not None:
        signal.alarm(DOCUMENT_SECONDS)
        answer, data = _answer(renderer, html)
        made += 1
        answer["memory"] = _memory()
        answer["last"] = answer.get("error") == "MemoryError" or answer["memory"] > LARGE or made == MOST_DOCUMENTS
        answers.write(_json(answer) + frame(data))
        signal.alarm(0)
        if answer["last"]:
            return


def _private_pipes():
    """Our own copies of input and output; a stray print goes to the log instead of into an answer."""
    requests, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, _Flushing(answers)


class _Flushing:
    def __init__(self, stream) -> None:
        self._stream = stream

    def write(self, content: bytes) -> None:
        self._stream.write(content)
        self._stream.flush()


def _next(requests) -> bytes | None:
    """The next document, or None when the input closed or nothing came for a minute."""
    if not select.select([requests], [], [], IDLE_SECONDS)[0]:
        return None
    prefix = _exactly(requests, LENGTH_BYTES)
    return _exactly(requests, length_of(prefix)) if prefix is not None else None


def _exactly(stream, size: int) -> bytes | None:
    parts = []
    while size:
        part = stream.read(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _answer(renderer, html: bytes) -> tuple[dict, bytes]:
    notes = _Notes()
    logging.getLogger("weasyprint").addHandler(notes)
    try:
        data, pages = renderer.render(html.decode("utf-8"))
    except BaseException as error:  # WeasyPrint's fatal errors are no Exceptions, and the parent must hear of them
        detail = f"{error.__class__.__module__}.{error.__class__.__qualname__}: {error}"[:500]
        return {"error": error.__class__.__name__, "detail": detail, "notes": notes.found}, b""
    else:
        return {"pages": pages, "notes": notes.found}, data
    finally:
        logging.getLogger("weasyprint").removeHandler(notes)


class _Notes(logging.Handler):
    """What WeasyPrint warned about in one document, for the parent's log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.found) < MOST_NOTES:
            self.found.append(record.getMessage()[:300])


def _json(content: dict) -> bytes:
    return frame(json.dumps(content).encode())


def _memory() -> int:
    """Resident bytes. Not ru_maxrss, which on Linux begins with the size of the server that started us."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:  # no Linux: macOS counts in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
