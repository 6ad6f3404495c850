"""The child that goes through one uploaded PDF: `python -m portal.pdf.cleaning_child FD`.

Reads the file from its input, writes the clean one to the descriptor and its answer, as JSON, to its output. It
serves one file only, so that nothing in it can touch another's.
"""

import codecs
import io
import json
import os
import signal
import sys

from pikepdf import Encryption, Pdf, PdfError
from pypdfium2 import PdfiumError

from portal.pdf import limits, measuring
from portal.pdf.inspection import inspect
from portal.pdf.refusals import Refused

SECONDS = 10
ADDRESS_SPACE = 640 * 2**20
CODECS = ("utf-16", "utf-16-le", "utf-16-be", "latin-1", "pdfdoc")
MOST_WRITTEN = 200 * 2**20


def main(descriptor: int) -> None:
    signal.alarm(SECONDS)  # the parent gives up earlier; this holds when the parent is gone
    measuring.limit_parser()
    _load_what_comes_late()
    with os.fdopen(descriptor, "wb") as out:
        limits.hold(AS=ADDRESS_SPACE, CPU=SECONDS, FSIZE=MOST_WRITTEN)
        limits.open_nothing_more()
        print(json.dumps(answer(sys.stdin.buffer.read(), out)))  # noqa: T201  the answer goes to the parent


def _load_what_comes_late() -> None:
    """Codecs, and the source of random numbers that encrypted files ask for, while files can still be opened."""
    for codec in CODECS:
        codecs.lookup(codec)
    blank = Pdf.new()
    blank.add_blank_page()
    blank.save(io.BytesIO(), encryption=Encryption(owner="a", user="b"))


def answer(data: bytes, out) -> dict:
    try:
        return inspect(data, out)
    except Refused as refused:
        return {"refused": refused.code}
    except (MemoryError, RecursionError):
        return {"refused": "too_large"}
    except (PdfError, PdfiumError, ValueError, TypeError, LookupError, AttributeError) as error:
        # A file whose parts are not what they should be.
        return {"refused": "broken", "detail": f"{type(error).__name__}: {error}"[:300]}


if __name__ == "__main__":
    main(int(sys.argv[1]))
