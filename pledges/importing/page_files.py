"""A file as the lines of a page: bounded before it is opened, and PDF through the portal's own door."""

from pathlib import Path

from portal.pdf.intake import clean
from portal.pdf.refusals import Refused

from .problems import ImportProblem
from .reading.files import PDF, Unreadable, lines_of
from .reading.lines import Line, plain_lines

MOST_READ = 25 * 2**20  # of a PDF or Word file with pictures in it
CHUNK = 2**20
TOO_LARGE = f"Filen är större än {MOST_READ // 2**20} MB och läses inte."
ONLY_PICTURES = "PDF:en har ingen text, bara bilder. Portalen läser inte bilder av text."


def page_lines(path: Path) -> list[Line]:
    """The lines of a text, HTML page, Word file or PDF. Raises ImportProblem, with the line when it is known."""
    return lines_in(path, page_bytes(path))


def page_bytes(path: Path) -> bytes:
    """The file, unless it is larger than a page may be. Raises ImportProblem."""
    try:
        if path.stat().st_size > MOST_READ:
            raise ImportProblem(path, None, TOO_LARGE)
        return path.read_bytes()
    except OSError:
        raise ImportProblem(path, None, "Filen går inte att öppna.") from None


def lines_in(path: Path, data: bytes) -> list[Line]:
    """The same, of a file that is at hand; `path` is what it is called. Raises ImportProblem."""
    if len(data) > MOST_READ:
        raise ImportProblem(path, None, TOO_LARGE)
    try:
        return _pdf_lines(data) if data.startswith(PDF) else lines_of(data)
    except Unreadable as problem:
        raise ImportProblem(path, problem.line, problem.message) from None
    except Refused as refused:
        raise ImportProblem(path, None, str(refused)) from None


def _pdf_lines(data: bytes) -> list[Line]:
    """The text of a PDF, as the child process of portal.pdf that cleans uploads finds it."""
    cleaned = clean(data[start : start + CHUNK] for start in range(0, len(data), CHUNK))
    cleaned.file.close()
    lines = plain_lines(cleaned.text)
    if not lines:
        raise Unreadable(ONLY_PICTURES)
    return lines
