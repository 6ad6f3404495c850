"""Whatever a page holds: no line is lost, and no word of the draft is anybody's but the page's."""

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledges.importing.reading.drafts import Kommun, Outcome, PageDraft
from pledges.importing.reading.lines import Line, Shape, plain_lines
from pledges.importing.reading.page import read_page
from pledges.importing.reading.texts import Text

from .labelled import SAMPLES, read, sample_kommuner

KOMMUN = Kommun("9999", "Ås", "Ås kommun")
# Lines of which pages are made, in any order: each rule meets what it was not written for.
PAGE = """
Ås – medborgarlöften
Medborgarlöfte 2019 - 2020
Medborgarlöfte
Löfte 2
Löfte 1: Tryggare torg
Aktiviteter
Uppföljning
Lägesbild
Effekt
Fokusområden
Fokusområde 1: Torget
Undertecknare
Kontakt
Läs mer
Barnkonventionen
Ett eget avsnitt
Aktiviteter:
Polisen och Ås kommun lovar att:
Polisen och Ås kommun lovar att minska skadegörelsen.
Detta gör vi genom att:
Vi ska
Polisen
 • Polisen ska genomföra minst två trygghets-
   vandringar i Ås och på Storgatan.
 • Trafik
1. Tryggt torg
a) Kommunen ska sätta upp lampor
- öka närvaron
Ja, detta har genomförts under tertial 3.
Nej
Uppföljning Ås tertial 1-2 2020
Medborgarlöften Ås 2018 Uppföljning Ås, tertial 3 2017.pdf
– Det blir bra, säger Åsa Ek, kommunpolis i Ås.
Löftet undertecknades den 1 februari av Åsa Ek, kommunchef.
Ås den 3 mars 2020
Åsa Ek
Kommunchef
Åsa Ek och Bo By.
Åsa Ek och Bo By med medborgarlöftet för 2020.
Medborgarlöftet för 2018 förlängs till och med 2019.
Löftet gäller under 2021.
Trygghetsmätningen visar att 30 procent är otrygga.
Aktivitet→Ansvarig→Status
Trafikkontroller→Polisen→Pågår
a→b
Till toppen
Publicerad:
2020-01-02
Senast uppdaterad: 3 maj 2020
Sidansvarig:
Start / Polisen / Ås
Vi använder kakor.
ås@exempel.se, telefon 114 14
Målet är färre brott.
Löfte: Polisen ska synas mer i hela Ås.
Mer om löftet finns på sidan Trygghet.
MEDBORGARLÖFTE
"""
PIECES = st.sampled_from(["", *(row.replace("→", "\t") for row in PAGE.strip("\n").split("\n"))])
LINES = st.lists(st.one_of(PIECES, PIECES, PIECES, st.text(max_size=60)), max_size=25)
SHAPED = st.lists(
    st.tuples(PIECES.filter(bool), st.sampled_from(Shape), st.integers(0, 3), st.sampled_from(["", "", "", "menu"])),
    max_size=20,
)
# What is understood without being a part of the draft: rubrics, and labels whose value stands elsewhere.
KNOWN_WITHOUT_TEXT = ("heading:", "published", "updated", "owner")


def texts(value) -> Iterator[Text]:
    """Every text anywhere in a draft."""
    if isinstance(value, Text):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)


def check(page: PageDraft) -> None:
    lines = {line.number: line.text for line in page.lines}
    assert [placement.line for placement in page.placements] == list(lines)
    assert all(placement.what for placement in page.placements)
    covered = set()
    for text in texts(page):
        parts = [lines[span.line][span.start : span.end] for span in text.spans]
        assert "".join("".join(parts).split()) == "".join(text.value.split())
        covered.update(text.lines)
    placed = {
        p.line: p.code
        for p in page.placements
        if p.outcome == Outcome.PLACED and not p.code.startswith(KNOWN_WITHOUT_TEXT)
    }
    assert {line: code for line, code in placed.items() if line not in covered} == {}


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_every_line_of_any_text_has_one_place_and_every_word_is_the_pages_own(rows):
    check(read_page(plain_lines("\n".join(rows)), KOMMUN))


@settings(max_examples=40, deadline=None)
@given(SHAPED)
def test_the_same_holds_for_pages_that_say_what_their_lines_are(rows):
    lines = [
        Line(number, text, shape, level, region) for number, (text, shape, level, region) in enumerate(rows, start=1)
    ]
    check(read_page(lines, KOMMUN))


@pytest.mark.parametrize("name", sample_kommuner())
def test_a_sample_loses_no_line_and_reads_the_same_twice(name):
    kommun = sample_kommuner()[name]
    page = read(SAMPLES / name, kommun)
    check(page)
    assert read(SAMPLES / name, kommun) == page
