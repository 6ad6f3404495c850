"""A child process that renders: started with few rights, spoken to with a deadline."""

import json
import os
import selectors
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, cast

from portal.pdf.frames import LENGTH_BYTES, frame, length_of

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# No secrets and no proxies: only what finds programs, libraries and a place for temporary files.
PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT")
CLOSE_SECONDS = 2


class ChildLost(Exception):
    """The child ended without an answer."""


class Late(Exception):
    """The child did not answer in time."""


class Child:
    """One running `python -m portal.pdf.child`. Not safe for several threads."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "portal.pdf.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            cwd=BASE_DIR,
            env=environment(),
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        for pipe in (self._requests, self._answers):
            os.set_blocking(pipe.fileno(), False)

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def exchange(self, html: bytes, *, seconds: float) -> tuple[dict, bytes]:
        """Send a document, get the answer and its data. Raises ChildLost or Late."""
        deadline = time.monotonic() + seconds
        self._write(frame(html), deadline)
        answer = json.loads(self.read_frame(seconds=deadline - time.monotonic()))
        return answer, self.read_frame(seconds=deadline - time.monotonic())

    def read_frame(self, *, seconds: float) -> bytes:
        """One frame from the child. Raises ChildLost or Late."""
        deadline = time.monotonic() + seconds
        return self._read(length_of(self._read(LENGTH_BYTES, deadline)), deadline)

    def close(self) -> None:
        """End it kindly: its input closes, and it is killed when that does not help."""
        self.forget()
        try:
            self._process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        self._process.kill()
        self.forget()
        self._process.wait()

    def wait(self) -> int | None:
        """Its exit code, if it ends at once."""
        try:
            return self._process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            return None

    def forget(self) -> None:
        """Close our ends of its pipes."""
        self._requests.close()
        self._answers.close()

    def _write(self, content: bytes, deadline: float) -> None:
        rest = memoryview(content)
        while rest:
            _await(self._requests, selectors.EVENT_WRITE, deadline)
            try:
                rest = rest[os.write(self._requests.fileno(), rest) :]
            except BrokenPipeError:
                raise ChildLost from None

    def _read(self, size: int, deadline: float) -> bytes:
        parts = []
        while size:
            _await(self._answers, selectors.EVENT_READ, deadline)
            part = os.read(self._answers.fileno(), min(size, 1 << 20))
            if not part:
                raise ChildLost
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def environment() -> dict[str, str]:
    """What a child may know of its surroundings."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Fixed hashing: sets iterate in the same order in every child, so the same HTML gives the same bytes.
    fonts = BASE_DIR / "portal" / "pdf" / "fonts.conf"
    return {**kept, "FONTCONFIG_FILE": str(fonts), "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


def _await(pipe, event: int, deadline: float) -> None:
    """Wait until the pipe can be used. Raises Late."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise Late
