"""Numbers in Swedish words and in figures."""

import re

UNITS = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
]
TENS = {"tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90}
WORDS = (
    {word: number for number, word in enumerate(UNITS)}
    | TENS
    | {"ett": 1, "hundra": 100, "etthundra": 100, "tvåhundra": 200}
)
WORDS |= {ten + one: number + UNITS.index(one) for ten, number in TENS.items() for one in UNITS[1:10]}
WORDS |= {f"{ten}ett": number + 1 for ten, number in TENS.items()}
NUMBER = rf"(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|\d{{1,3}}(?:[ \u00a0]\d{{3}})?(?![\d,.]\d))"


def number_of(written: str) -> int:
    """
    >>> number_of("femton"), number_of("1 200"), number_of("tjugotvå")
    (15, 1200, 22)
    """
    word = written.lower()
    return WORDS[word] if word in WORDS else int(re.sub(r"\D", "", written))
