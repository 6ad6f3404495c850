"""Follow-ups and other documents as pages list them: their titles, and which tertials of which year they cover."""

import re
from dataclasses import dataclass

from pledges.tertial import ReportingRange

from .texts import Read, Text

ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "i": 1, "ii": 2, "iii": 3}
HALVES = {"första": 1, "andra": 2, "våren": 1, "hösten": 2, "januari": 1, "juli": 2}
ONE = r"(?:[1-3]|III|II|I|första|andra|tredje)\b"
BETWEEN = r"\s*(?:,|[-–—]|och|samt|till|&|\+|/)\s*(?:tertial(?:et|en)?\s*|T\s?)?"
TERTIALS = re.compile(
    rf"(?:tertial(?:et|en|erna)?\s*:?\s*|\bT\s?)(?P<numbers>{ONE}(?:{BETWEEN}{ONE}){{0,2}})(?!\d)"
    rf"|(?P<ordinals>{ONE}(?:{BETWEEN}{ONE}){{0,2}})\s*(?:e\s)?tertial",
    re.IGNORECASE,
)
HALF = re.compile(
    r"(?P<ordinal>första|andra) halvåret|halvår(?:et|srapport|suppföljning)?\s*(?P<number>[12])\b|"
    r"(?P<season>våren|hösten)|(?P<months>januari|juli)\s*(?:[-–]|till)\s*(?:juni|december)|"
    r"\bH(?P<short>[12])\b",
    re.I,
)
WHOLE = re.compile(r"helår(?:et|s\w*)?|hela (?:året|20\d\d)|årsuppföljning|årsredovisning|årlig uppföljning", re.I)
YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)")
REPORT = re.compile(r"uppfölj\w*|återrapport\w*|redovisning\w*|\w*rapport\w*|resultat\w*", re.I)
OTHER_KINDS = (
    ("pledge", re.compile(r"^medborgarlöfte", re.I)),
    ("agreement", re.compile(r"samverkansöverenskommelse|samverkansavtal", re.I)),
    ("situation", re.compile(r"^(?:gemensam )?(?:lägesbild|problembild)", re.I)),
    ("plan", re.compile(r"åtgärdsplan|handlingsplan", re.I)),
)
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?)\b|\((?:pdf|word|excel)\b|\bpdf\b", re.I)
SIZE = re.compile(
    r"[\s,]*[(\[][^()\[\]]*\b(?:pdf|docx?|word|excel|kB|MB|nytt fönster|öppnas)\b[^()\[\]]*[)\]]\s*$", re.I
)
# Where one title ends and the next begins, when a page has run two links together.
NEXT_TITLE = re.compile(r"(?<=[\w).]),?[ \u00a0]+(?=(?:Uppfölj|Medborgarlöfte|Återrapport))")
TELLS = re.compile(r"\b(?:ska|skall|kommer|kan|sker|görs|presenteras|redovisas|genomförs|har)\b", re.I)
SENTENCES = re.compile(r"[a-zåäö]{3,}\. [A-ZÅÄÖ]\w+ \w+")
SEASON = "Titeln nämner en årstid. Den antas vara ett halvår."
GAP = "Titeln nämner tertial 1 och 3 men inte 2."
ONLY_YEAR = "Titeln nämner bara året. Uppföljningen antas gälla hela året."


@dataclass(frozen=True)
class Listed:
    """A document that a page lists. `kind` as documents have them; `span` only of a follow-up, `year` of the others."""

    title: Text
    kind: str
    span: Read[ReportingRange] | None = None
    year: Read[int] | None = None


def read_listed(text: Text, *, is_link: bool = False) -> list[Listed]:
    """The documents of a line, which may name several; [] when the words are no titles.

    "Uppföljning Ås kommun tertial 1-2 2020", "Uppföljning 2018 tertial 2", "Uppföljning helår 2022 (pdf)"
    """
    is_prose = bool(text.find(TELLS) or SENTENCES.search(text.value))
    if len(text.value) > 250 or text.value.endswith((":", ",")) or (is_prose and not is_link):
        return []
    titles = [_without_size(title) for title in text.parts(NEXT_TITLE)]
    if not all(YEAR.search(title.value) for title in titles):
        titles = [_without_size(text)]
    is_file = is_link or is_file_title(text)
    found = [_listed(title, is_file=is_file) for title in titles]
    return [one for one in found if one] if all(found) else []


def _without_size(title: Text) -> Text:
    """ "Uppföljning 2022 (pdf, 210 kB)" is titled "Uppföljning 2022"."""
    found = SIZE.search(title.value)
    return title.cut(0, found.start()) if found else title


def _listed(title: Text, *, is_file: bool) -> Listed | None:
    if title.find(REPORT) or title.find(TERTIALS):
        span = read_range(title)
        return Listed(title, "follow_up", span) if span else None
    year = YEAR.search(title.value)
    for kind, pattern in OTHER_KINDS:
        if title.find(pattern) and (is_file or kind == "pledge"):
            return Listed(title, kind, year=Read(int(year[0]), title.cut(*year.span())) if year else None)
    return None


def is_file_title(text: Text) -> bool:
    """Whether the words say that they are a file: "… 2018.pdf"."""
    return bool(FILE.search(text.value))


def is_follow_up_title(text: Text) -> bool:
    """Whether a page is itself a follow-up: "Uppföljning av medborgarlöfte …, tertial 2 2022"."""
    return bool(text.find(REPORT) and text.find(TERTIALS))


def read_range(text: Text) -> Read[ReportingRange] | None:
    """The tertials or the half-year that a title names.

    >>> from .texts import Span
    >>> title = "Uppföljning 2022, tertial 1 och 2"
    >>> read_range(Text(title, (Span(1, 0, len(title)),))).value.slug
    '2022-t1-2'
    """
    years = list(text.find_all(YEAR))
    if not years:
        return None
    year = int(years[-1][0])
    words = text.group(years[-1])
    if found := text.find(TERTIALS):
        numbers = [_number(one) for one in re.findall(ONE, found["numbers"] or found["ordinals"], re.I)]
        return Read(ReportingRange(year, min(numbers), max(numbers)), text.group(found), _gap(numbers, found[0]))
    if found := text.find(HALF):
        named = (found["ordinal"] or found["season"] or found["months"] or "").lower()
        half = HALVES[named] if named else int(found["number"] or found["short"])
        return Read(ReportingRange(year, half=half), text.group(found), SEASON if found["season"] else "")
    if found := text.find(WHOLE):
        return Read(ReportingRange(year, 1, 3), text.group(found))
    return Read(ReportingRange(year, 1, 3), words, ONLY_YEAR) if text.find(REPORT) else None


def read_tertials(text: Text) -> tuple[Text, int, int] | None:
    """The tertials that running text names, whatever the year: "… genomfördes under tertial 3"."""
    found = text.find(TERTIALS)
    if not found:
        return None
    numbers = [_number(one) for one in re.findall(ONE, found["numbers"] or found["ordinals"], re.I)]
    return text.group(found), min(numbers), max(numbers)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else ORDINALS[written.lower()]


def _gap(numbers: list[int], words: str) -> str:
    """ "1 och 3" leaves one out; "1-3" does not."""
    is_span = re.search(r"[-–—]|till", words.removeprefix("tertial"))
    return "" if is_span or sorted(numbers) != [1, 3] else GAP
