"""What the tests ask of every PDF: both standards, sound structure, embedded fonts, words as a reader hears them."""

import io
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pypdfium2

STANDARDS = ("2a", "ua1")


def faults(data: bytes) -> list[str]:
    """Every breach of PDF/A-2a and PDF/UA-1, and every fault of the file as such."""
    broken = [
        f"{standard} {failure.rule_id}: {failure.message}"
        for standard in STANDARDS
        for failure in page.validate_pdf_bytes(data, profile=standard).failures
    ]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return broken + pdf.check_pdf_syntax() + [f"not embedded: {name}" for name in fonts_outside(pdf)]


def fonts_outside(pdf: pikepdf.Pdf) -> list[str]:
    """The fonts that are not in the file."""
    descriptors = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/FontName" in thing]
    return [str(found.FontName) for found in descriptors if not {"/FontFile2", "/FontFile3"} & set(found.keys())]


def heard(data: bytes, folder: Path) -> str:
    """What outloud, which reads as a screen reader does, has to say: its verdict and its findings."""
    path = folder / "heard.pdf"
    path.write_bytes(data)
    program = Path(sys.executable).with_name("outloud")
    told = subprocess.run(
        [program, "--fail-on", "warning", path], capture_output=True, text=True, check=False, timeout=120
    )
    return "" if told.returncode == 0 else told.stdout + told.stderr


def texts(data: bytes) -> list[str]:
    """The text of each page, with spaces and line breaks as single spaces."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(leaf.get_textpage().get_text_range().replace("\ufffe", "").split()) for leaf in document]
    finally:
        document.close()


def lines(data: bytes) -> list[str]:
    """The lines of text of all pages as they are set."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [line.strip() for leaf in document for line in leaf.get_textpage().get_text_range().splitlines()]
    finally:
        document.close()


def bookmarks(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def alternatives(data: bytes) -> list[str]:
    """The alternative texts of the pictures."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        tagged = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        return [str(thing.Alt) for thing in tagged if thing.get("/S") == "/Figure" and "/Alt" in thing]
