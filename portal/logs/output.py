"""Where lines go: straight to standard output, one write for each, and never so that a page waits or breaks for it.

A full disk, a pipe that nobody reads or that has been closed: the line is let go and counted, and the next that can be
written tells how many were.
"""

import logging
import os
import select
import sys
from pathlib import Path

from portal.metrics import counting

PATIENCE = 50  # milliseconds, for a reader that lags
# A command's standard output is its answer, so what it logs goes beside it; all else is a service.
STANDARD_OUTPUT, STANDARD_ERROR = 1, 2


def own_output() -> int:
    """The descriptor that this process logs to."""
    return STANDARD_ERROR if Path(sys.argv[0]).name == "manage.py" else STANDARD_OUTPUT


class Output(logging.Handler):
    """Writes lines to a descriptor. Safe for threads, as every handler is, and for processes that share it."""

    def __init__(self, descriptor: int | None = None) -> None:
        super().__init__()
        self.descriptor = own_output() if descriptor is None else descriptor
        self.lost = 0
        self.is_torn = False  # half a line was written as the disk became full

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.write(self.format(record))
        except Exception:  # whatever was logged, and wherever to: the page goes on
            self.lost += 1
            counting.add("portal_log_lines_lost_total")

    def write(self, line: str) -> None:
        """Raises OSError when the line could not be written whole."""
        if self.lost:
            line = f'{line[:-1]}, "lost": {self.lost}}}'
        data = (("\n" if self.is_torn else "") + line + "\n").encode("ascii")
        if not self.is_ready():
            raise BlockingIOError
        count = os.write(self.descriptor, data)
        self.is_torn = count < len(data)
        if self.is_torn:
            raise OSError(f"{count} of {len(data)} bytes")
        self.lost = 0

    def is_ready(self) -> bool:
        """Whether a line can be written now. Who has stopped reading is not waited for again until they read."""
        poll = select.poll()
        poll.register(self.descriptor, select.POLLOUT)
        return bool(poll.poll(0 if self.lost else PATIENCE))
