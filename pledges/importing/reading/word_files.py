"""Lines of a Word file (.docx, ECMA-376): paragraphs with their styles and numbering, and tables row by row."""

import io
import re
import zipfile
from xml.etree import ElementTree

from .lines import BLANK, Line, Shape

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_UNPACKED = 20 * 2**20  # of the text itself; a long pledge has 100 kB
MOST_PARAGRAPHS = 20_000
HEADING = re.compile(r"(?:heading|rubrik|title|titel|underrubrik|subtitle)\s*(\d?)", re.I)
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


class NotWord(Exception):
    """The file is no Word file that can be read. The message is Swedish."""


def word_lines(data: bytes) -> list[Line]:
    """The paragraphs, numbered from 1. Raises NotWord."""
    root = _parsed(_part(data, "word/document.xml"))
    body = root.find(f"{W}body")
    if body is None:
        raise NotWord("Word-filen har ingen text.")
    lines: list[Line] = []
    number = 0
    for element in body:
        for text, shape, level in _rows(element):
            number += 1
            if number > MOST_PARAGRAPHS:
                raise NotWord(f"Word-filen har fler än {MOST_PARAGRAPHS} stycken.")
            if text.strip(BLANK):
                lines.append(Line(number, text, shape, level))
    return lines


def _part(data: bytes, name: str) -> bytes:
    """One part of the package, unpacked within bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open(name) as part:
            content = part.read(MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise NotWord("Filen är inte en Word-fil (.docx), eller så är den skadad.") from error
    if len(content) > MOST_UNPACKED:
        raise NotWord("Word-filens text är för stor för att vara ett medborgarlöfte.")
    return content


def _parsed(content: bytes) -> ElementTree.Element:
    """Word writes no document type, so one is a trick: it could name entities that grow without end."""
    if DOCTYPE.search(content):
        raise NotWord("Word-filen innehåller sådant som en Word-fil inte ska ha.")
    try:
        return ElementTree.fromstring(content)  # noqa: S314  no document type, and bounded
    except ElementTree.ParseError as error:
        raise NotWord(f"Word-filen är skadad vid rad {error.position[0]} i dess text.") from error


def _rows(element: ElementTree.Element):
    if element.tag == f"{W}tbl":
        for row in element.iter(f"{W}tr"):
            yield "\t".join(" ".join(_text(cell).split()) for cell in row.iter(f"{W}tc")), Shape.ROW, 0
    elif element.tag == f"{W}p":
        yield _text(element), *_shape(element)
    elif element.tag == f"{W}sdt":
        for inner in element.iter(f"{W}p"):
            yield _text(inner), *_shape(inner)


def _text(element: ElementTree.Element) -> str:
    parts = []
    for node in element.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            parts.append(" ")
        elif node.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif node.tag == f"{W}p" and parts:
            parts.append(" ")
    return "".join(parts).strip()


def _shape(paragraph: ElementTree.Element) -> tuple[Shape, int]:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = style.get(f"{W}val", "") if style is not None else ""
    heading = HEADING.match(name)
    if heading:
        return Shape.HEADING, int(heading[1] or 1)
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    if numbering is None:
        return (Shape.ITEM, 1) if re.match(r"list|punktlista|numrerad", name, re.I) else (Shape.PARAGRAPH, 0)
    level = numbering.find(f"{W}ilvl")
    return Shape.ITEM, 1 + int(level.get(f"{W}val", "0") if level is not None else 0)
