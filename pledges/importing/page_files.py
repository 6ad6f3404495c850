"""A file on disk as the lines of a page: bounded before it is opened, and PDF through the portal's own door."""

from pathlib import Path

from portal.pdf.intake import clean
from portal.pdf.refusals import Refused

from .problems import ImportProblem
from .reading.files import PDF, Unreadable, lines_of
from .reading.lines import Line, plain_lines

MOST_READ = 25 * 2**20  # of a PDF or Word file with pictures in it
CHUNK = 2**20


def page_lines(path: Path) -> list[Line]:
    """The lines of a text, HTML page, Word file or PDF. Raises ImportProblem, with the line when it is known."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begins = file.read(len(PDF))
    except OSError:
        raise ImportProblem(path, None, "Filen går inte att öppna.") from None
    if size > MOST_READ:
        raise ImportProblem(path, None, f"Filen är större än {MOST_READ // 2**20} MB och läses inte.")
    return _pdf_lines(path) if begins == PDF else _other_lines(path)


def _other_lines(path: Path) -> list[Line]:
    try:
        return lines_of(path.read_bytes())
    except Unreadable as problem:
        raise ImportProblem(path, problem.line, problem.message) from None


def _pdf_lines(path: Path) -> list[Line]:
    """The text of a PDF, as the child process of portal.pdf that cleans uploads finds it."""
    try:
        with path.open("rb") as file:
            cleaned = clean(iter(lambda: file.read(CHUNK), b""))
    except Refused as refused:
        raise ImportProblem(path, None, str(refused)) from None
    cleaned.file.close()
    lines = plain_lines(cleaned.text)
    if not lines:
        raise ImportProblem(path, None, "PDF:en har ingen text, bara bilder. Portalen läser inte bilder av text.")
    return lines
