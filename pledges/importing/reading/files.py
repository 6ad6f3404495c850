"""A file of any usual kind as lines, or a Swedish word about what is wrong with it. Only PDF is read elsewhere."""

import re

from .decoding import NotText, decoded
from .lines import BLANK, Line, plain_lines
from .web_pages import TooMuch, html_lines
from .word_files import NotWord, word_lines

MOST_BYTES = 5 * 2**20  # of a text or a saved page
MOST_LINES = 5000
LONGEST_LINE = 20_000
LONGEST_WORD = 400
WORDLESS = re.compile(rf"\w{{{LONGEST_WORD + 1}}}")
PDF = b"%PDF-"
ZIP = b"PK\x03\x04"
OLD_WORD = b"\xd0\xcf\x11\xe0"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
MARKUP = re.compile(r"<\s*(?:!doctype html|html|body|head|div|p|h1|main|table|ul)\b", re.I)


class Unreadable(Exception):
    """The file cannot be read. The message is Swedish and says what to do; `line` is where, when that is known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"Rad {line}: {message}" if line else message)
        self.message = message
        self.line = line


def lines_of(data: bytes) -> list[Line]:
    """The lines of a text, an HTML page or a Word file, by what it holds, whatever it is called. Raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("Filen är tom.")
    if len(data) > MOST_BYTES and not data.startswith(ZIP):
        raise Unreadable(
            f"Filen är större än {MOST_BYTES // 2**20} MB. En sida med ett medborgarlöfte är mycket mindre."
        )
    if data.startswith(ZIP):
        return _word(data)
    _refuse_what_is_no_text(data)
    try:
        text = decoded(data)
    except NotText:
        raise Unreadable("Filen är inte en text. Spara sidan som text, HTML, Word (.docx) eller PDF.") from None
    return text_lines(text)


def text_lines(text: str) -> list[Line]:
    """Lines of a text that was pasted: HTML when it looks so, else as it stands. Raises Unreadable."""
    try:
        lines = html_lines(text) if MARKUP.search(text[:20_000]) else plain_lines(text)
    except TooMuch:
        raise Unreadable("Sidan är för invecklad för att vara en sida med ett medborgarlöfte.") from None
    if not lines:
        raise Unreadable("Det finns ingen text i filen.")
    if len(lines) > MOST_LINES:
        raise Unreadable(f"Filen har fler än {MOST_LINES} rader.", lines[MOST_LINES].number)
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            raise Unreadable(f"Raden är längre än {LONGEST_LINE} tecken.", line.number)
        if WORDLESS.search(line.text):
            raise Unreadable(f"Raden har mer än {LONGEST_WORD} tecken i följd utan mellanrum.", line.number)
        if broken := next((sign for sign in line.text if sign < " " and sign not in BLANK), ""):
            raise Unreadable(f"Tecknet U+{ord(broken):04X} hör inte hemma i en text.", line.number)
    return lines


def _word(data: bytes) -> list[Line]:
    try:
        lines = word_lines(data)
    except NotWord as error:
        raise Unreadable(str(error)) from None
    if not lines:
        raise Unreadable("Det finns ingen text i filen.")
    return lines


def _refuse_what_is_no_text(data: bytes) -> None:
    if data.startswith(PDF):
        raise Unreadable("Filen är en PDF och kan inte läsas som text.")
    if data.startswith(OLD_WORD):
        raise Unreadable("Filen är en äldre Word-fil (.doc). Spara den som .docx eller PDF.")
    if data.startswith(PICTURES):
        raise Unreadable("Filen är en bild. Portalen läser bara text.")
