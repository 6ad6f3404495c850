"""The PDF door: HTML in, one archivable and accessible PDF out, made by a child process.

The process that calls `render` never imports WeasyPrint; a hang or a crash costs one document, not
the server. What the child may reach is decided in `portal.pdf.fetching`.
"""

import hashlib
from dataclasses import dataclass

from portal.metrics import counting
from portal.pdf import failures, worker
from portal.pdf.failures import RenderingFailed

MOST_BYTES = 20 * 2**20

__all__ = ["Pdf", "RenderingFailed", "render"]


@dataclass(frozen=True)
class Pdf:
    """A finished document."""

    data: bytes
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def render(html: str) -> Pdf:
    """Make a PDF/A-2a and PDF/UA-1 file of a whole HTML document with `lang` and `title`.

    The look comes from static/css/pdf.css, which every document gets. The same HTML gives the same
    bytes. Raises RenderingFailed, with a Swedish message for people, within about 40 seconds at worst.
    """
    document = html.encode("utf-8", errors="replace")
    if len(document) > MOST_BYTES:
        raise RenderingFailed(failures.TOO_LARGE)
    try:
        with counting.timed("portal_pdf_seconds", work="render"):
            answer, data = worker.ask(document)
    except RenderingFailed:
        counting.add("portal_pdf_failures_total", work="render", reason="failed")
        raise
    return Pdf(data=data, pages=answer["pages"])
