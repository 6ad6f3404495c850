"""Lines of an HTML page: what is shown, in order, and which parts of it are menus, forms and footers."""

import re
from html.parser import HTMLParser

from .lines import BLANK, Line, Shape

SHAPES = {
    "li": Shape.ITEM,
    "p": Shape.PARAGRAPH,
    "dt": Shape.PARAGRAPH,
    "dd": Shape.PARAGRAPH,
    "tr": Shape.ROW,
    "blockquote": Shape.QUOTE,
    "figcaption": Shape.CAPTION,
    "caption": Shape.CAPTION,
} | {f"h{rank}": Shape.HEADING for rank in range(1, 7)}
BREAKS = {
    *SHAPES,
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "nav",
    "aside",
    "form",
    "ul",
    "ol",
    "dl",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "td",
    "th",
    "br",
    "hr",
    "body",
    "html",
    "head",
    "pre",
    "address",
    "figure",
    "fieldset",
    "legend",
    "button",
    "label",
    "option",
    "select",
    "details",
    "summary",
}
VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
SILENT = {"script", "style", "template", "noscript", "svg", "head", "iframe", "object", "textarea", "math"}
REGIONS = {
    "nav": "menu",
    "footer": "menu",
    "aside": "menu",
    "form": "search",
    "button": "menu",
    "dialog": "menu",
    "select": "menu",
}
ROLES = {
    "navigation": "menu",
    "search": "search",
    "contentinfo": "menu",
    "banner": "menu",
    "dialog": "menu",
    "complementary": "menu",
}
NAMES = (
    ("cookies", re.compile(r"cookie|kakor|consent|gdpr", re.I)),
    ("breadcrumb", re.compile(r"breadcrumb|brodsmul|brödsmul|crumb", re.I)),
    ("feedback", re.compile(r"feedback|synpunkt|rating|helpful|hjalpte", re.I)),
    ("share", re.compile(r"\bshare|\bdela\b|social-media|\bprint\b", re.I)),
    ("search", re.compile(r"^search|\bsearch-|sok(?:ruta|falt)|\bsearch\b", re.I)),
    (
        "menu",
        re.compile(
            r"(?:^|[-_ ])(?:menu|meny|nav|navigation|navbar|sidfot|footer|sidebar|skip|toolbar|sidhuvud|"
            r"site-header|page-header-nav)(?:$|[-_ ])",
            re.I,
        ),
    ),
)
MOST_TAGS = 20_000  # a saved page has some thousands
MOST_LEVELS = 100
CELLS = {"td", "th"}
CONTENT = {"main", "article"}


class TooMuch(Exception):
    """The page has more elements than any page has."""


def html_lines(text: str) -> list[Line]:
    """The lines that a reader of the page sees, from 1. Broken HTML is read much as a browser does. Raises TooMuch."""
    parser = _Page()
    parser.feed(text)
    parser.close()
    parser.end_line()
    return parser.lines


class _Page(HTMLParser):
    """Gathers text into lines. `open` are the open elements: (name, region, address)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.tags = 0
        self.open: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.address = ""
        self.outside_link = False
        self.shape_at: tuple[Shape, int] = (Shape.PARAGRAPH, 0)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags += 1
        if self.tags > MOST_TAGS:
            raise TooMuch
        values = {name: value or "" for name, value in attrs}
        if tag in BREAKS and not (tag in CELLS or (tag in ("p", "div", "br") and self._in_row())):
            self.end_line()
        elif tag == "br" or (tag in ("p", "div") and self._in_row()):
            self.words.append(" ")
        elif tag in CELLS and any(word.strip(BLANK) for word in self.words):
            self.words.append("\t")
        if tag == "img" and not self._region() and values.get("alt", "").strip():
            self._add(values["alt"], Shape.IMAGE)
        if tag not in VOID:
            region = "hidden" if "hidden" in values else _region_of(tag, values)
            self._close_implied(tag)
            self._enter((tag, region, values.get("href", "") if tag == "a" else ""))

    def _enter(self, element: tuple[str, str, str]) -> None:
        """Beyond some levels elements are read as if they were not there: no page needs them."""
        if len(self.open) < MOST_LEVELS:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS and tag not in CELLS and not (tag in ("p", "div") and self._in_row()):
            self.end_line()
        names = [name for name, _, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if any(name in SILENT for name, _, _ in self.open):
            return
        self.words.append(data)
        if data.strip(BLANK):
            address = next((address for name, _, address in reversed(self.open) if name == "a"), "")
            self.outside_link = self.outside_link or not address
            self.address = self.address or address

    def end_line(self) -> None:
        """What has been gathered becomes a line, with the shape of the element that holds it."""
        cells = [" ".join(cell.split()) for cell in "".join(self.words).split("\t")]
        text = "\t".join(cells).strip(" ") if len(cells) > 1 else cells[0]
        if text.strip(BLANK):
            shape, level = self._shape()
            self._add(text, shape, level)
        self.words, self.address, self.outside_link = [], "", False

    def _add(self, text: str, shape: Shape, level: int = 0) -> None:
        address = "" if self.outside_link else self.address
        self.lines.append(Line(len(self.lines) + 1, " ".join(text.split(" ")), shape, level, self._region(), address))

    def _shape(self) -> tuple[Shape, int]:
        names = [name for name, _, _ in self.open]
        shape = next(
            (SHAPES[name] for name in reversed(names) if name in SHAPES and name != "blockquote"), Shape.PARAGRAPH
        )
        if shape == Shape.PARAGRAPH:
            shape = (
                Shape.ITEM
                if "li" in names
                else Shape.QUOTE
                if "blockquote" in names
                else Shape.CAPTION
                if "figcaption" in names
                else shape
            )
        if shape == Shape.HEADING:
            return shape, int(next(name for name in reversed(names) if name in SHAPES)[1])
        return shape, sum(name in ("ul", "ol") for name in names) if shape == Shape.ITEM else 0

    def _region(self) -> str:
        """The outermost region around; a header outside the content is a menu."""
        names = [name for name, _, _ in self.open]
        outer = next((region for _, region, _ in self.open if region), "")
        if not outer and "header" in names and not CONTENT & set(names):
            return "menu" if not any(name in ("h1",) for name in names) else ""
        return outer

    def _in_row(self) -> bool:
        return any(name in CELLS for name, _, _ in self.open)

    def _close_implied(self, tag: str) -> None:
        """A new item, row or paragraph ends the one before it, as in HTML without end tags."""
        for same in ({tag} & {"li", "p", "dt", "dd", "option"}) | ({"td", "th"} if tag in CELLS else set()):
            names = [name for name, _, _ in self.open]
            stop = {"ul", "ol", "table", "dl"}
            for at in range(len(names) - 1, -1, -1):
                if names[at] == same:
                    del self.open[at:]
                    break
                if names[at] in stop:
                    break


def _region_of(tag: str, values: dict[str, str]) -> str:
    if tag in CONTENT or tag in ("body", "html"):
        return ""
    names = f"{values.get('id', '')} {values.get('class', '')}"
    by_name = next((region for region, pattern in NAMES if pattern.search(names)), "")
    label = values.get("aria-label", "")
    if by_name == "" and tag == "nav" and re.search(r"smulor|breadcrumb|du är här", label, re.I):
        by_name = "breadcrumb"
    return by_name or ROLES.get(values.get("role", ""), "") or REGIONS.get(tag, "")
