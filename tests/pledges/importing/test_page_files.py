"""Files of every kind become lines, and a broken one becomes a word in Swedish and nothing else."""

import io
import zipfile

import pytest

from pledges.importing.page_files import MOST_READ, page_lines
from pledges.importing.problems import ImportProblem
from pledges.importing.reading import files, word_files
from pledges.importing.reading.files import Unreadable, lines_of
from pledges.importing.reading.lines import Shape

PAGE = "Ås – medborgarlöften\r\n\r\n • Öka närvaron på torget.\r\n"
WANTED = [(1, "Ås – medborgarlöften"), (3, " • Öka närvaron på torget.")]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def found(data: bytes) -> list[tuple[int, str]]:
    return [(line.number, line.text) for line in lines_of(data)]


def word(body: str, name: str = "word/document.xml", head: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            name, f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
    return file.getvalue()


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_any_usual_encoding(encoding):
    assert found(PAGE.encode(encoding)) == WANTED


def test_a_text_that_was_cut_off_in_the_middle_of_a_letter_is_read_up_to_there():
    assert found("Ås – medborgarlöften\nö".encode()[:-1]) == WANTED[:1]
    assert found(PAGE.encode("utf-16")[:-1])[0] == WANTED[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Filen är tom."),
        (b"\xef\xbb\xbf \r\n", "Filen är tom."),
        ("\u00a0\n".encode(), "Det finns ingen text i filen."),
        (b"<html><body><script>x</script></body></html>", "Det finns ingen text i filen."),
        (b"\xd0\xcf\x11\xe0 gammal Word", "Filen är en äldre Word-fil (.doc). Spara den som .docx eller PDF."),
        (b"\x89PNG\r\n", "Filen är en bild. Portalen läser bara text."),
        (b"\x00\x01\x02\x03text", "Filen är inte en text. Spara sidan som text, HTML, Word (.docx) eller PDF."),
        (b"PK\x03\x04 trasig", "Filen är inte en Word-fil (.docx), eller så är den skadad."),
        (b"Hej\nd\x07", "Rad 2: Tecknet U+0007 hör inte hemma i en text."),
        (b"Hej\n" + b"a" * 401, "Rad 2: Raden har mer än 400 tecken i följd utan mellanrum."),
        (b"Hej\n" + b"a " * 10_001, "Rad 2: Raden är längre än 20000 tecken."),
        (b"<p>" + b"<b>a" * 20_000, "Sidan är för invecklad för att vara en sida med ett medborgarlöfte."),
        (b"a\n" * 5001, "Rad 5001: Filen har fler än 5000 rader."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_says_in_swedish_what_is_wrong_and_where(data, message):
    with pytest.raises(Unreadable) as problem:
        lines_of(data)
    assert str(problem.value) == message


def test_a_saved_page_gives_what_is_shown_with_its_shapes_and_regions():
    page = """<!doctype html><head><title>Nej</title></head><body><nav><a href="/a">Meny</a></nav>
    <main><h2>Åtgärder &amp; mål</h2><ul><li>Ett<li>Två <ul><li>Inre</ul></ul><img src="a" alt="Två poliser">
    <table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td></td></tr></table>
    <p><a href="/x.pdf">Uppföljning<br>2020</a></p><p hidden>Dold</p></main>
    <div class="cookie-banner"><button>Ja</button></div><script>Nej</script>Utanför"""
    lines = [(line.text, line.shape, line.level, line.region, line.address) for line in lines_of(page.encode())]
    assert lines == [
        ("Meny", Shape.PARAGRAPH, 0, "menu", "/a"),
        ("Åtgärder & mål", Shape.HEADING, 2, "", ""),
        ("Ett", Shape.ITEM, 1, "", ""),
        ("Två", Shape.ITEM, 1, "", ""),
        ("Inre", Shape.ITEM, 2, "", ""),
        ("Två poliser", Shape.IMAGE, 0, "", ""),
        ("A\tB", Shape.ROW, 0, "", ""),
        ("1\t", Shape.ROW, 0, "", ""),
        ("Uppföljning", Shape.PARAGRAPH, 0, "", "/x.pdf"),
        ("2020", Shape.PARAGRAPH, 0, "", "/x.pdf"),
        ("Dold", Shape.PARAGRAPH, 0, "hidden", ""),
        ("Ja", Shape.PARAGRAPH, 0, "cookies", ""),
        ("Utanför", Shape.PARAGRAPH, 0, "", ""),
    ]


def test_a_word_file_gives_headings_lists_and_tables():
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    table = f"<w:tbl><w:tr><w:tc>{paragraph('A')}</w:tc><w:tc>{paragraph('B')}</w:tc></w:tr></w:tbl>"
    body = paragraph("Rubrik", '<w:pStyle w:val="Rubrik2"/>') + paragraph("") + paragraph("Punkt", numbered) + table
    lines = [(line.number, line.text, line.shape, line.level) for line in lines_of(word(body))]
    assert lines == [
        (1, "Rubrik", Shape.HEADING, 2),
        (3, "Punkt", Shape.ITEM, 2),
        (4, "A\tB", Shape.ROW, 0),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word("", name="annat.xml"), "Filen är inte en Word-fil (.docx), eller så är den skadad."),
        (word("<w:p>"), "Word-filen är skadad vid rad 1 i dess text."),
        (word("", head='<!DOCTYPE x [<!ENTITY a "b">]>'), "Word-filen innehåller sådant som en Word-fil inte ska ha."),
        (word("x" * (word_files.MOST_UNPACKED + 1)), "Word-filens text är för stor för att vara ett medborgarlöfte."),
        (word(paragraph("")), "Det finns ingen text i filen."),
    ],
    ids=["other part", "broken", "entities", "bomb", "empty"],
)
def test_a_word_file_that_is_broken_or_a_bomb_is_refused(data, message):
    with pytest.raises(Unreadable) as problem:
        lines_of(data)
    assert str(problem.value) == message


def test_a_text_of_megabytes_is_refused_before_it_is_decoded():
    with pytest.raises(Unreadable) as problem:
        lines_of(b"a" * (files.MOST_BYTES + 1))
    assert str(problem.value) == "Filen är större än 5 MB. En sida med ett medborgarlöfte är mycket mindre."


def test_a_file_of_300_megabytes_is_never_opened_for_reading(tmp_path):
    path = tmp_path / "bomb.txt"
    with path.open("wb") as file:
        file.truncate(300 * 2**20)
    with pytest.raises(ImportProblem) as problem:
        page_lines(path)
    assert str(problem.value) == f"bomb.txt: Filen är större än {MOST_READ // 2**20} MB och läses inte."


def test_a_problem_names_the_file_and_the_row(tmp_path):
    path = tmp_path / "sida.txt"
    path.write_bytes(b"Hej\n\nd\x07")
    with pytest.raises(ImportProblem) as problem:
        page_lines(path)
    assert str(problem.value) == "sida.txt, rad 3: Tecknet U+0007 hör inte hemma i en text."
    with pytest.raises(ImportProblem) as problem:
        page_lines(tmp_path / "saknas.txt")
    assert str(problem.value) == "saknas.txt: Filen går inte att öppna."


def test_a_pdf_is_read_through_the_portals_door_whatever_it_is_called(tmp_path, monkeypatch):
    given = []

    class Cleaned:
        text, file = "Medborgarlöfte 2020\r\nAktiviteter\r\n", io.BytesIO()

    monkeypatch.setattr("pledges.importing.page_files.clean", lambda chunks: given.append(b"".join(chunks)) or Cleaned)
    path = tmp_path / "sida.html"
    path.write_bytes(b"%PDF-1.7 fil")
    assert [line.text for line in page_lines(path)] == ["Medborgarlöfte 2020", "Aktiviteter"]
    assert given == [b"%PDF-1.7 fil"]


def test_a_broken_pdf_is_refused_in_swedish(tmp_path):
    path = tmp_path / "sida.pdf"
    path.write_bytes(b"%PDF-1.7 trasig")
    with pytest.raises(ImportProblem) as problem:
        page_lines(path)
    assert str(problem.value).startswith("sida.pdf: PDF:en är skadad")
