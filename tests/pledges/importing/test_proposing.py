"""From a reading to pieces: every line has its piece, and no piece has words that are not the page's."""

import json

import pytest

from pledges.importing.piece_values import BETWEEN_PLACES, target_values
from pledges.importing.pieces import KINDS, as_kept, laid, undecided
from pledges.importing.proposing import pieces_of
from pledges.importing.reading.amounts import Target
from pledges.importing.reading.covering import WITHOUT_TEXT
from pledges.importing.reading.drafts import Kommun, PageDraft
from pledges.importing.reading.files import lines_of
from pledges.importing.reading.page import read_page

from .labelled import SAMPLES, read, sample_kommuner

# Values that are words of the page; the others are what they mean.
VERBATIM = (
    "text",
    "lead_in",
    "body",
    "title",
    "label",
    "source",
    "figures",
    "person",
    "organisation",
    "agrees",
    "name",
)
TABLE = """<table><tr><th>Aktivitet</th><th>Ansvarig</th></tr>
<tr><td>Genomföra en vandring per vecka i Henjan i Ås.</td><td>Polisen</td></tr></table>"""


@pytest.fixture(scope="module")
def pages() -> dict[str, PageDraft]:
    return {name: read(SAMPLES / name, kommun) for name, kommun in sample_kommuner().items()}


def test_every_line_has_a_piece_or_is_a_rubric_of_others(pages):
    lost = [
        (name, home.line, home.what)
        for name, page in pages.items()
        for covered in [{line for piece in pieces_of(page) for line in piece.lines}]
        for home in page.placements
        if home.line not in covered and not home.code.startswith(WITHOUT_TEXT)
    ]
    assert lost == []


def test_no_piece_has_words_that_are_not_the_pages(pages):
    invented = [
        (name, piece.id, part)
        for name, page in pages.items()
        for words in [bare("".join(line.text for line in page.lines))]
        for piece in pieces_of(page)
        for value in VERBATIM
        for part in piece.values.get(value, "").split("\n\n")
        if bare(part) not in words
    ]
    assert invented == []


def bare(text: str) -> str:
    """Without what a line's end may have added or taken: spaces, and the hyphen of a divided word."""
    return "".join(text.split()).replace("-", "")


def test_pieces_have_names_of_their_own_and_are_kept_as_they_are(pages):
    for page in pages.values():
        found = pieces_of(page)
        assert len({piece.id for piece in found}) == len(found)
        assert {piece.kind for piece in found} <= set(KINDS)
        kept = laid(json.loads(json.dumps([as_kept(piece) for piece in found])), {})
        assert {piece.id: (piece.values, piece.doubts) for piece in kept} == {
            piece.id: (piece.values, piece.doubts) for piece in found
        }


def test_decisions_are_laid_over_what_was_proposed():
    page = read_page(lines_of(TABLE.encode()), Kommun("9999", "Ås", "Ås kommun"))
    kept = [as_kept(piece) for piece in pieces_of(page)]
    decisions = {
        "1-activity-1": {"decision": "changed", "values": {"text": "Genomföra vandringar."}, "count": 2},
        "taken-1-1": {
            "decision": "taken",
            "kind": "promise",
            "pledge": 1,
            "lines": [1],
            "values": {"text": "Ett löfte."},
        },
    }
    found = {piece.id: piece for piece in laid(kept, decisions)}
    activity, taken = found["1-activity-1"], found["taken-1-1"]
    assert (activity.words, activity.proposed) == (
        "Genomföra vandringar.",
        "Genomföra en vandring per vecka i Henjan i Ås.",
    )
    assert (taken.kind, taken.words, taken.is_in_draft) == ("promise", "Ett löfte.", True)
    assert undecided(found.values()) == len(kept) - 1 - sum(piece["kind"] == "aside" for piece in kept)


def test_what_the_portal_does_not_count_by_is_left_to_the_editor():
    assert target_values(Target(1, "vandring", per="week")) == {}
    assert target_values(Target(2, "insatser", at_least=True, per="year"))["target_per"] == "year"
    page = read_page(lines_of(TABLE.encode()), Kommun("9999", "Ås", "Ås kommun"))
    (activity,) = [piece for piece in pieces_of(page) if piece.kind == "activity"]
    assert "target_count" not in activity.values
    assert "Mål: Portalen räknar inte per vecka. Räkna om målet." in activity.doubts
    assert activity.values["places"] == [f"Henjan{BETWEEN_PLACES}Ås"]
    assert activity.values["responsible"] == "police"
