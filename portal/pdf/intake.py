"""The parent's side of an uploaded PDF: a file in, a clean one out, or a refusal in Swedish within ten seconds.

What is in the file is looked at by a child process alone (portal.pdf.cleaning_child), which has few rights and
little time; here its bytes are only copied and counted.
"""

import contextlib
import fcntl
import hashlib
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from portal.metrics import counting
from portal.pdf.process import BASE_DIR, environment
from portal.pdf.refusals import REASONS, REMOVED, Refused

AT_ONCE = 2  # on this machine, whichever process asks
QUEUE_SECONDS = 2.0
CHILD_SECONDS = 7.5
MOST_ANSWERED = 4 * 2**20

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CleanPdf:
    """A file that may be published, open at its start for the caller to close, and what is known of it.

    `uploaded_sha256` is of the file as it came; size in bytes; `text` in reading order; `removed` in Swedish.
    """

    file: IO[bytes]
    uploaded_sha256: str
    sha256: str
    size: int
    pages: int
    text: str
    is_tagged: bool
    removed: list[str]


def clean(chunks: Iterable[bytes]) -> CleanPdf:
    """Clean an uploaded file. Raises Refused, whose message is Swedish."""
    try:
        with counting.timed("portal_pdf_seconds", work="clean"):
            return _clean(chunks)
    except Refused as refusal:
        counting.add("portal_pdf_failures_total", work="clean", reason=refusal.code)
        raise


def _clean(chunks: Iterable[bytes]) -> CleanPdf:
    with slot(), contextlib.ExitStack() as files:
        source = files.enter_context(tempfile.TemporaryFile())
        uploaded = hashlib.sha256()
        for chunk in chunks:
            source.write(chunk)
            uploaded.update(chunk)
        source.seek(0)
        result = files.enter_context(tempfile.TemporaryFile())
        answer = _ask(source, result)
        files.pop_all()
        source.close()
    size = result.seek(0, 2)
    result.seek(0)
    sha256 = hashlib.file_digest(result, "sha256").hexdigest()
    result.seek(0)
    return CleanPdf(result, uploaded.hexdigest(), sha256, size, **_facts(answer))


def _ask(source: IO[bytes], result: IO[bytes]) -> dict:
    """The child's answer. Raises Refused, also when the child was too slow or did not survive the file."""
    with tempfile.TemporaryFile() as told:
        try:
            code = subprocess.run(
                [sys.executable, "-m", "portal.pdf.cleaning_child", str(result.fileno())],
                stdin=source,
                stdout=told,
                pass_fds=(result.fileno(),),
                cwd=BASE_DIR,
                env=environment(),
                timeout=CHILD_SECONDS,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            raise Refused("too_slow") from None
        told.seek(0)
        return _understood(told.read(MOST_ANSWERED), code)


def _understood(told: bytes, code: int) -> dict:
    try:
        answer = json.loads(told)
    except ValueError:
        logger.warning("PDF: the child that cleans ended with %s", code)
        raise Refused("too_large") from None
    if "refused" in answer:
        logger.info("PDF refused: %s %s", answer["refused"], answer.get("detail", ""))
        raise Refused(answer["refused"] if answer["refused"] in REASONS else "broken")
    return answer


def _facts(answer: dict) -> dict:
    return {
        "pages": int(answer["pages"]),
        "text": str(answer["text"]),
        "is_tagged": answer["is_tagged"] is True,
        "removed": [REMOVED[code] for code in REMOVED if code in answer["removed"]],
    }


@contextlib.contextmanager
def slot() -> Iterator[None]:
    """One of the places for work at once. Raises Refused when none came free in time.

    A place is a lock on a file, which the kernel lets go of when the process that holds it dies.
    """
    folder = Path(settings.DATA_DIR) / "intake"
    folder.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + QUEUE_SECONDS
    with contextlib.ExitStack() as places:
        files = [places.enter_context((folder / str(number)).open("w")) for number in range(AT_ONCE)]
        while not any(_is_taken_by_us(file) for file in files):
            if time.monotonic() > deadline:
                raise Refused("busy")
            time.sleep(0.05)
        yield


def _is_taken_by_us(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
