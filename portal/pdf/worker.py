"""The parent's side of rendering: one child, started when first needed and replaced when it fails."""

import atexit
import json
import logging
import os
import threading
import time

from portal.pdf import failures
from portal.pdf.failures import RenderingFailed
from portal.pdf.process import Child, ChildLost, Late

START_SECONDS = 30
DOCUMENT_SECONDS = 20
QUEUE_SECONDS = 20
# The child leaves by itself after 60 idle seconds: one that old is left alone, so that none dies when asked.
REUSE_SECONDS = 45

logger = logging.getLogger(__name__)


class Worker:
    """Renders one document at a time; safe to call from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._last_used = 0.0

    def ask(self, html: bytes) -> tuple[dict, bytes]:
        """The child's answer (its pages, and its memory in bytes) and the PDF. Raises RenderingFailed."""
        if not self._lock.acquire(timeout=QUEUE_SECONDS):
            raise RenderingFailed(failures.BUSY)
        try:
            return self._ask(html)
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the child, which ends when its input closes."""
        child, self._child = self._child, None
        if child:
            child.close()

    def _ask(self, html: bytes) -> tuple[dict, bytes]:
        child = self._ready_child()
        try:
            answer, data = child.exchange(html, seconds=DOCUMENT_SECONDS)
        except Late:
            raise self._given_up(failures.TOO_SLOW, f"no answer in {DOCUMENT_SECONDS} s") from None
        except ChildLost:
            raise self._given_up(failures.CRASHED, f"child ended with {child.wait()}") from None
        self._last_used = time.monotonic()
        for note in answer.get("notes", ()):
            logger.warning("PDF: %s", note)
        if answer.get("last"):
            self.close()
        if "error" in answer:
            raise _failure(answer)
        return answer, data

    def _ready_child(self) -> Child:
        """The running child, or a new one that has said that it is ready."""
        if self._child and (self._child.ended or time.monotonic() - self._last_used > REUSE_SECONDS):
            self.close()
        if self._child is None:
            self._child = Child()
            try:
                hello = json.loads(self._child.read_frame(seconds=START_SECONDS))
            except (ChildLost, Late):
                raise self._given_up(failures.NOT_STARTED, "child did not start") from None
            if "error" in hello:
                self.close()
                raise _failure(hello)
        return self._child

    def _given_up(self, message: str, detail: str) -> RenderingFailed:
        logger.error("PDF: %s", detail)
        child, self._child = self._child, None
        if child:
            child.kill()
        return RenderingFailed(message)


def _failure(answer: dict) -> RenderingFailed:
    logger.error("PDF: %s: %s", answer["error"], answer.get("detail", ""))
    messages = {
        "MemoryError": failures.TOO_LARGE,
        "RecursionError": failures.TOO_LARGE,
        "MissingLibrary": failures.MISSING_LIBRARY,
    }
    return RenderingFailed(messages.get(answer["error"], failures.BROKEN.format(reason=answer["error"])))


_worker = Worker()


def ask(html: bytes) -> tuple[dict, bytes]:
    return _worker.ask(html)


def _after_fork() -> None:
    """A forked process must not speak through its parent's pipes: it lets go of them and starts afresh."""
    global _worker
    child, _worker = _worker._child, Worker()
    if child:
        child.forget()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(lambda: _worker.close())
