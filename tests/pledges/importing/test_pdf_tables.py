"""Tables of PDFs, from where their words stand: however wide, wrapped, centred or divided over pages they are."""

import io

import pytest

from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.page import read_page
from pledges.importing.reading.pdf_tables import Word, table_lines
from pledges.importing.reading.proposals import propose_answers
from portal.pdf import render
from portal.pdf.words import words_of

LETTER, HEIGHT = 5.0, 12.0  # points


def line(top: float, *cells: tuple[float, str], page: int = 1) -> list[Word]:
    """Words on one line: each cell begins at its place from the left."""
    words = []
    for left, text in cells:
        at = left
        for word in text.split():
            words.append(Word(page, at, top, at + LETTER * len(word), top + HEIGHT, word))
            at += LETTER * (len(word) + 0.6)
    return words


def rows(*lines: list[Word]) -> list[str]:
    return [found.text for found in table_lines(word for words in lines for word in words)[0]]


HEADINGS = line(0, (40, "Aktivitet"), (220, "Status"), (300, "Kommentar"))


def test_wrapped_cells_are_whole_and_rows_are_parted_by_the_space_between():
    assert rows(
        HEADINGS,
        line(20, (40, "Genomföra trafikinsatser"), (220, "Genomförd"), (300, "Sjutton insatser, varav tre med")),
        line(34, (40, "i Reftele."), (300, "bilprov-")),
        line(48, (300, "ningen.")),
        line(70, (40, "Gå fotpatrull"), (220, "Delvis"), (300, "Bara på")),
        line(84, (40, "på torget."), (220, "genomförd"), (300, "helger.")),
        line(106, (40, "Öppna en fritidsgård.")),
    ) == [
        "Aktivitet\tStatus\tKommentar",
        "Genomföra trafikinsatser i Reftele.\tGenomförd\tSjutton insatser, varav tre med bilprovningen.",
        "Gå fotpatrull på torget.\tDelvis genomförd\tBara på helger.",
        "Öppna en fritidsgård.\t\t",
    ]


def test_rows_without_space_between_are_parted_by_their_statuses_and_ended_sentences():
    assert rows(
        HEADINGS,
        line(14, (40, "Gå fotpatrull"), (220, "Pågår")),
        line(28, (40, "på torget")),
        line(42, (40, "Tända lampor."), (220, "Ej påbörjad"), (300, "Budget saknas.")),
        line(56, (40, "Öppna en fritidsgård."), (300, "Se bilaga.")),
    )[1:] == [
        "Gå fotpatrull på torget\tPågår\t",
        "Tända lampor.\tEj påbörjad\tBudget saknas.",
        "Öppna en fritidsgård.\t\tSe bilaga.",
    ]


def test_cells_in_the_middle_of_their_row_and_headings_in_the_middle_of_their_column_are_read():
    assert rows(
        line(0, (90, "Åtgärd"), (225, "Läge"), (360, "Resultat")),
        line(20, (300, "Sjutton insatser, varav tre")),
        line(27, (40, "Genomföra trafikinsatser."), (210, "Genomförd")),
        line(34, (300, "med bilprovningen.")),
        line(54, (40, "Gå fotpatrull."), (218, "Pågår")),
    )[1:] == [
        "Genomföra trafikinsatser.\tGenomförd\tSjutton insatser, varav tre med bilprovningen.",
        "Gå fotpatrull.\tPågår\t",
    ]


def test_a_table_goes_on_over_pages_and_its_headings_are_not_rows():
    found, pages = table_lines(
        [
            *HEADINGS,
            *line(20, (40, "Gå fotpatrull."), (220, "Pågår")),
            *line(10, (40, "Aktivitet"), (220, "Status"), (300, "Kommentar"), page=2),
            *line(30, (40, "Tända lampor."), (220, "Genomförd"), page=2),
        ]
    )
    assert [one.text for one in found][1:] == ["Gå fotpatrull.\tPågår\t", "Tända lampor.\tGenomförd\t"]
    assert pages == [0, 1, 2]


def test_prose_around_is_no_table_and_what_has_no_heading_is_none():
    prose = line(
        40, (40, "Uppföljningen presenterades för kommunstyrelsen i februari och finns på kommunens webbplats")
    )
    assert rows(prose, HEADINGS) == ["Aktivitet\tStatus\tKommentar"]
    assert rows(HEADINGS, line(20, (40, "Gå fotpatrull."), (220, "Pågår")), prose)[1:] == ["Gå fotpatrull.\tPågår\t"]
    assert rows(prose, line(60, (40, "Gå fotpatrull."), (220, "Pågår"))) == []
    assert rows() == []


def test_other_columns_are_kept_apart():
    assert rows(
        line(0, (20, "Nr"), (40, "Aktivitet"), (220, "Ansvarig"), (300, "Status")),
        line(20, (20, "1"), (40, "Gå fotpatrull."), (220, "Polisen"), (300, "Klart")),
    ) == ["Nr\tAktivitet\tAnsvarig\tStatus", "1\tGå fotpatrull.\tPolisen\tKlart"]


@pytest.mark.parametrize("count", [0, 1, 400])
def test_odd_words_do_no_harm(count):
    flat, wide = [Word(1, 0, 0, 0, 0, "x")] * count, [Word(1, at, 20, at + 1, 32, "x") for at in range(count)]
    assert rows(HEADINGS, flat, wide)[:1] == ["Aktivitet\tStatus\tKommentar"]


def test_a_pdf_of_our_own_gives_its_answers_to_the_activities():
    table = (
        "<tr><th>Aktivitet<th>Status<th>Kommentar</tr>"
        "<tr><td>Genomföra minst femton trafikinsatser per år i kommunens tätorter.<td>Genomförd<td>Sjutton insatser "
        "har gjorts. Vid fyra av dem fanns bilprovningen med.</tr>"
        "<tr><td>Fotpatrullera på torget i Reftele.<td>Pågår<td></tr>"
    )
    html = f"<html lang='sv'><head><title>Svar</title></head><body><h1>Svar</h1><table>{table}</table></body></html>"
    lines, pages = table_lines(Word(*word) for word in words_of(io.BytesIO(render(html).data)))
    page = read_page(lines, Kommun("0662", "Gislaved", "Gislaveds kommun"))
    activities = ["Fotpatrullera på torget.", "Genomföra minst femton trafikinsatser per år i kommunens tätorter."]
    assert [(one.activity, one.answer.status) for one in propose_answers(page, activities)] == [
        (1, "done"),
        (0, "ongoing"),
    ]
    assert lines[1].text.endswith("\tSjutton insatser har gjorts. Vid fyra av dem fanns bilprovningen med.")
    assert pages == [0, 1, 1]
