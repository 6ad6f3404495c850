"""Where each word of a PDF stands, for whoever looks for tables. Used in the child alone."""

import time
from collections.abc import Callable, Iterator

import pypdfium2

MOST_PAGES, MOST_WORDS = 40, 25_000
SECONDS = 4.0
APART = 0.3  # of a letter's height: a wider space ends a word though no space is written

DIVIDING = {"\x02": "\u00ad", "\ufffe": "\u00ad"}  # pdfium's signs for a hyphen that divides a word at a line's end

Letter = tuple[str, float, float, float, float]  # and its left, top, right, bottom
Placed = tuple[int, float, float, float, float, str]  # page from 1; left, top, right, bottom in points; text
Turn = Callable[[float, float], tuple[float, float]]
# From where something stands in the file to where it is shown, by how far the page is turned clockwise.
TURNS: dict[int, Turn] = {
    0: lambda x, y: (x, -y),
    90: lambda x, y: (y, x),
    180: lambda x, y: (-x, y),
    270: lambda x, y: (-y, -x),
}


def placed_words(data: bytes) -> list[Placed]:
    """The words of the first pages in the order that the file has them, as many as there is time for."""
    pdf = pypdfium2.PdfDocument(data)
    enough, words = time.monotonic() + SECONDS, []
    for number in range(min(len(pdf), MOST_PAGES)):
        page = pdf[number]
        text, turn = page.get_textpage(), TURNS[page.get_rotation()]
        words += [placed(number + 1, word) for word in in_words(letters(text, turn, enough))]
        text.close()
        page.close()
        if len(words) > MOST_WORDS or time.monotonic() > enough:
            break
    pdf.close()
    return words[:MOST_WORDS]


def letters(text, turn: Turn, enough: float) -> Iterator[Letter]:
    """Each letter with its box, as the font would have it, on the page as it is shown."""
    for at in range(text.count_chars()):
        if time.monotonic() > enough:
            return
        sign, (left, bottom, right, top) = text.get_text_range(at, 1), text.get_charbox(at, loose=True)
        (x, y), (across, down) = turn(left, top), turn(right, bottom)
        yield DIVIDING.get(sign, sign), min(x, across), min(y, down), max(x, across), max(y, down)


def in_words(found: Iterator[Letter]) -> Iterator[list[Letter]]:
    word: list[Letter] = []
    for letter in found:
        is_blank = not letter[0].strip() or letter[0] < " "
        if word and (is_blank or is_apart(word[-1], letter)):
            yield word
            word = []
        if not is_blank:
            word.append(letter)
    if word:
        yield word


def is_apart(before: Letter, after: Letter) -> bool:
    """Whether a letter begins a new word: on another line, or with a space before it."""
    height = before[4] - before[2]
    return abs(after[2] - before[2]) > height / 2 or not -height < after[1] - before[3] < APART * height


def placed(page: int, word: list[Letter]) -> Placed:
    left, top = min(one[1] for one in word), min(one[2] for one in word)
    right, bottom = max(one[3] for one in word), max(one[4] for one in word)
    text = "".join(one[0] for one in word).replace("\x00", "")
    return (page, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1), text)
