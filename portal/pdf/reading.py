"""What can be told about a cleaned PDF: its text for searches, and whether it has a structure for screen readers."""

import time

import pypdfium2
from pikepdf import Object, ObjectType, Pdf

TEXT_PAGES, TEXT_LENGTH = 200, 200_000  # as much text as a search can use
TEXT_SECONDS = 2.0


def text_of(data: bytes) -> str:
    """The words of the first pages, as many as there is time for, without the NUL that a database refuses."""
    pdf = pypdfium2.PdfDocument(data)
    enough = time.monotonic() + TEXT_SECONDS
    parts, length = [], 0
    for number in range(min(len(pdf), TEXT_PAGES)):
        page = pdf[number]
        words = page.get_textpage()
        part = words.get_text_bounded().replace("\x00", "")
        words.close()
        page.close()
        parts.append(part)
        length += len(part)
        if length > TEXT_LENGTH or time.monotonic() > enough:
            break
    pdf.close()
    return "\n".join(parts)[:TEXT_LENGTH]


def is_tagged(pdf: Pdf) -> bool:
    """Whether the file says that it is tagged, and has a tree of tags."""
    marked, tree = pdf.Root.get("/MarkInfo"), pdf.Root.get("/StructTreeRoot")
    says_so = _is_dictionary(marked) and marked.get("/Marked") is True
    return says_so and _is_dictionary(tree) and "/K" in tree


def _is_dictionary(value: object) -> bool:
    return isinstance(value, Object) and value._type_code == ObjectType.dictionary
