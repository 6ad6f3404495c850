"""Draws a picture as PNG with our own fonts. Texts are cut to what there is room for, so the time is bounded."""

import io
import threading
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from portal.previews.picture import SIZE, Picture

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "pdf"
SANS, BOLD, SERIF = "SourceSans3-Regular.ttf", "SourceSans3-Semibold.ttf", "SourceSerif4Display-Semibold.ttf"
PAPER, LINE, GOLD, SOFT = "#082c4e", "#2b4d70", "#f2b705", "#c9d8e8"
COLOURS = {
    "done": "#3fa268", "partly_done": "#58b3b1", "ongoing": "#4a9fe0", "not_started": "#97a3af",
    "late": "#e39a35", "cancelled": "#c2738a", "not_reported": "#5d6f80",
}  # fmt: skip
MARGIN, TOP, FOOT = 72, 14, 558
WIDTH = SIZE[0] - 2 * MARGIN
LONGEST = 600  # letters that are looked at; no line holds more
ONE_AT_A_TIME = threading.Lock()  # letters of a font are not shared between threads


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / face, size)


@dataclass(frozen=True)
class Style:
    """How a line is written: which font, how large, in which colour."""

    face: str
    size: int
    colour: str

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return _font(self.face, self.size)


KICKER, TEXT, NAME = Style(BOLD, 34, "#ffd861"), Style(SANS, 35, SOFT), Style(SERIF, 32, "#ffffff")
MARK = Style(BOLD, 28, "#4a3500")
# To try in turn, and how many lines each may take.
HEADINGS = ((Style(SERIF, 84, "#ffffff"), 2), (Style(SERIF, 68, "#ffffff"), 3), (Style(SERIF, 54, "#ffffff"), 4))


def draw(picture: Picture) -> bytes:
    """The picture as PNG, 1200 by 630."""
    written = io.BytesIO()
    drawn(picture).quantize(64, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()


def drawn(picture: Picture) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(image)
    with ONE_AT_A_TIME:
        _frame(canvas, picture)
        y = _lines(canvas, TOP + 66, _fitting(picture.kicker, KICKER, 1), KICKER)
        y = _heading(canvas, y + 4, picture.heading)
        y = _bar(canvas, y + 26, picture.bar) if picture.bar else y + 8
        room = (FOOT - 36 - y) // 43
        _lines(canvas, y + 14, _fitting(picture.text, TEXT, max(0, min(4, room))), TEXT)
    return image


def _frame(canvas: ImageDraw.ImageDraw, picture: Picture) -> None:
    """The edge in gold, the portal's mark and name at the foot, and what is invented beside it."""
    canvas.rectangle((0, 0, SIZE[0], TOP), fill=GOLD)
    canvas.line((MARGIN, FOOT - 8, SIZE[0] - MARGIN, FOOT - 8), fill=LINE, width=2)
    canvas.rounded_rectangle((MARGIN, FOOT + 10, MARGIN + 32, FOOT + 48), 5, fill=SOFT)
    tick = [(MARGIN + 7, FOOT + 29), (MARGIN + 14, FOOT + 37), (MARGIN + 26, FOOT + 21)]
    canvas.line(tick, fill=PAPER, width=5, joint="curve")
    canvas.text((MARGIN + 48, FOOT + 8), picture.site[:30], font=NAME.font, fill=NAME.colour)
    if picture.mark:
        left = SIZE[0] - MARGIN - MARK.font.getlength(picture.mark) - 36
        canvas.rounded_rectangle((left, FOOT + 4, SIZE[0] - MARGIN, FOOT + 54), 8, fill=GOLD)
        canvas.text((left + 18, FOOT + 11), picture.mark, font=MARK.font, fill=MARK.colour)


def _heading(canvas: ImageDraw.ImageDraw, y: int, text: str) -> int:
    """As large as it can be without being cut."""
    for style, most in HEADINGS:
        if len(wrapped(text, style.font, WIDTH)) <= most:
            break
    return _lines(canvas, y, _fitting(text, style, most), style)


def _bar(canvas: ImageDraw.ImageDraw, y: int, parts: tuple[tuple[str, int], ...]) -> int:
    """How many stand where, with a gap between; returns where it ends."""
    total, left = sum(count for _, count in parts), float(MARGIN)
    for status, count in parts:
        right = left + WIDTH * count / total
        canvas.rectangle((left, y, max(left + 2, right - 5), y + 26), fill=COLOURS[status])
        left = right
    return y + 32


def _lines(canvas: ImageDraw.ImageDraw, y: int, lines: list[str], style: Style) -> int:
    """Write lines below each other; returns where they end."""
    for line in lines:
        canvas.text((MARGIN, y), line, font=style.font, fill=style.colour)
        y += round(style.size * 1.24)
    return y


def _fitting(text: str, style: Style, most: int) -> list[str]:
    """At most so many lines, the last with an ellipsis when the text is longer."""
    lines = wrapped(text, style.font, WIDTH)
    if len(lines) <= most or not most:
        return lines[:most]
    last = lines[most - 1]
    while style.font.getlength(f"{last} …") > WIDTH:
        last = last.rpartition(" ")[0] or last[: _fits(last, style.font, WIDTH - style.font.getlength(" …"))]
    return [*lines[: most - 1], f"{last} …"]


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The text in lines no wider than that; a word that is too long for a line is divided."""
    lines, line = [], ""
    for word in readable(text).split(" "):
        if font.getlength(f"{line} {word}".strip()) <= width:
            line = f"{line} {word}".strip()
            continue
        lines += [line] if line else []
        line = word
        while font.getlength(line) > width:
            fits = _fits(line, font, width)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def _fits(line: str, font: ImageFont.FreeTypeFont, width: float) -> int:
    """How many of its letters there is room for, at least one."""
    return max(1, bisect_right(range(1, len(line)), width, key=lambda end: font.getlength(line[:end])))


def readable(text: str) -> str:
    """Letters, figures and signs on one line; nothing that changes their order or has no drawing of its own."""
    composed = unicodedata.normalize("NFC", text[:LONGEST])
    kept = (sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn", "So", "Mn"))
    return " ".join("".join(" " if sign.isspace() and sign != "\u00a0" else sign for sign in kept).split(" "))
