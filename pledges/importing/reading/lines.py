"""Lines of a page as its file gives them, whatever kind of file it was."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What the file itself says that a line is. Plain text and PDF say nothing."""

    UNSAID = ""
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"
    IMAGE = "image"
    CAPTION = "caption"
    QUOTE = "quote"


@dataclass(frozen=True)
class Line:
    """A line that is not empty. `number` counts from 1 in the text as it is shown, empty lines included.

    `level` is a heading's rank or an item's depth, `region` a part of the page that is no content ("menu", "footer" …),
    `address` where a line that is a link leads. Cells of a row are separated by a tab.
    """

    number: int
    text: str
    shape: Shape = Shape.UNSAID
    level: int = 0
    region: str = ""
    address: str = ""


def plain_lines(text: str) -> list[Line]:
    """The lines of a text as it was copied, or as it came out of a PDF."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n").split("\n")
    return [Line(number, row) for number, row in enumerate(rows, start=1) if row.strip(BLANK)]


BLANK = " \t\n\r\v\u00a0\u200b\ufeff\u00ad"
