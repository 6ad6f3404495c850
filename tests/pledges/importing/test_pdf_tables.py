"""Tables of PDFs, from where their words stand: however wide, wrapped, centred or divided over pages they are."""

import io

import pytest
from pikepdf import Pdf

from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.page import read_page
from pledges.importing.reading.pdf_lines import Word
from pledges.importing.reading.pdf_tables import table_lines
from pledges.importing.reading.proposals import propose_answers
from portal.pdf import render
from portal.pdf.placing import placed_words
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


def test_headings_over_several_lines_and_promises_beside_their_activities_are_read():
    assert rows(
        line(0, (40, "Löfte"), (120, "Aktivitet"), (290, "Ansvarig"), (360, "Status")),
        line(14, (290, "part")),
        line(34, (40, "Tryggare torg."), (120, "Gå fotpatrull"), (290, "Polisen"), (360, "Pågår")),
        line(48, (120, "på torget")),
        line(62, (120, "Tända lampor."), (290, "Kommunen"), (360, "Klart")),
    ) == [
        "Löfte\tAktivitet\tAnsvarig\tStatus",
        "\t\tpart\t",
        "Tryggare torg.\tGå fotpatrull på torget\tPolisen\tPågår",
        "\tTända lampor.\tKommunen\tKlart",
    ]
    assert rows(
        line(0, (220, "Status")),
        line(14, (40, "Åtgärd"), (120, "Ansvarig")),
        line(34, (40, "Gå fotpatrull."), (120, "Polisen"), (220, "Pågår")),
    ) == ["Åtgärd\tAnsvarig\tStatus", "Gå fotpatrull.\tPolisen\tPågår"]


@pytest.mark.parametrize("count", [0, 1, 400])
def test_odd_words_do_no_harm(count):
    flat, wide = [Word(1, 0, 0, 0, 0, "x")] * count, [Word(1, at, 20, at + 1, 32, "x") for at in range(count)]
    assert rows(HEADINGS, flat, wide)[:1] == ["Aktivitet\tStatus\tKommentar"]


ACTIVITIES = ["Fotpatrullera på torget.", "Genomföra minst femton trafikinsatser per år i kommunens tätorter."]


@pytest.fixture(scope="module")
def report() -> bytes:
    """A page of our own renderer, with a table of two answers."""
    table = (
        "<tr><th>Aktivitet<th>Status<th>Kommentar</tr>"
        "<tr><td>Genomföra minst femton trafikinsatser per år i kommunens tätorter.<td>Genomförd<td>Sjutton insatser "
        "har gjorts. Vid fyra av dem fanns bilprovningen med.</tr>"
        "<tr><td>Fotpatrullera på torget i Reftele.<td>Pågår<td></tr>"
    )
    html = f"<html lang='sv'><head><title>Svar</title></head><body><h1>Svar</h1><table>{table}</table></body></html>"
    return render(html).data


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_pdf_of_our_own_gives_its_answers_to_the_activities_whichever_way_its_page_is_turned(report, turned):
    lines, pages = table_lines(Word(*word) for word in placed_words(upright(report, turned)))
    page = read_page(lines, Kommun("0662", "Gislaved", "Gislaveds kommun"))
    assert [(one.activity, one.answer.status) for one in propose_answers(page, ACTIVITIES)] == [
        (1, "done"),
        (0, "ongoing"),
    ]
    assert lines[1].text.endswith("\tSjutton insatser har gjorts. Vid fyra av dem fanns bilprovningen med.")
    assert pages == [0, 1, 1]


def upright(data: bytes, turned: int) -> bytes:
    """The same page to look at, written on a sheet that lies so and is turned when it is shown."""
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        _, _, width, height = (float(side) for side in page.mediabox)
        matrix = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height)}
        matrix[270] = (0, -1, 1, 0, 0, width)
        page.contents_add(b"%g %g %g %g %g %g cm" % matrix[turned], prepend=True)
        page.mediabox = [0, 0, width, height] if turned in (0, 180) else [0, 0, height, width]
        page.Rotate = turned
        pdf.save(out)
    return out.getvalue()


def test_the_child_tells_the_same_and_nothing_of_a_file_that_it_cannot_read(report):
    assert words_of(io.BytesIO(report)) == [tuple(word) for word in placed_words(report)]
    assert words_of(io.BytesIO(b"%PDF-1.7 trasig")) == []
