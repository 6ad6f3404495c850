"""Many follow-ups as one PDF: as sound and as accessible as each of them, with contents that lead to the right page."""

import io

import pikepdf
import pytest

from followups.exports import bound_pdf, contents_pages
from followups.exports.places import named, places
from followups.exports.selection import select
from followups.pdf import follow_up_pdf
from tests import pdf_checks
from tests.conftest import TODAY
from tests.followups.pdf_contents import FIRST, answer, content

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "files"), pytest.mark.xdist_group("exports")]


@pytest.fixture(scope="module")
def rendered():
    """A real PDF for each report, with a picture, a table and a link; the second is longer than a page."""
    made = {}
    for name, answers in (("Gislaved 2025-t1-2", 2), ("Gislaved 2025-t3", 12), ("Värnamo 2025-t3", 1)):
        told = content([answer(number) for number in range(1, answers + 1)])
        told["municipality"] = {**told["municipality"], "official_name": f"{name} kommun"}
        made[name] = follow_up_pdf(told, FIRST).data
    return made


@pytest.fixture
def files(rendered, reports, monkeypatch):
    """Their files in place of the stand-ins; returns the names of those that are read."""
    read: list[str] = []

    def public_bytes(follow_up) -> bytes:
        read.append(f"{follow_up.municipality.name} {follow_up.slug}")
        return rendered[read[-1]]

    monkeypatch.setattr(bound_pdf, "public_bytes", public_bytes)
    return read


def chosen(word: str = "omrade:varnamo"):
    return select(named(word, places(TODAY)), 2025, (1, 2, 3), TODAY)


def bound(folder, name: str = "ut.pdf", steps: int | None = None) -> bytes:
    """The file after all the steps, or nothing after some of them, as when a worker is killed."""
    work = bound_pdf.make(chosen(), folder / name, folder)
    if steps is not None:
        for _ in range(steps):
            next(work)
        work.close()
        return b""
    assert len(list(work)) == bound_pdf.steps(chosen())
    return (folder / name).read_bytes()


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return {"folder": tmp_path_factory.mktemp("bunden")}


@pytest.fixture
def whole(files, shared) -> bytes:
    """Bound once for all that only read it."""
    if "data" not in shared:
        shared["data"] = bound(shared["folder"])
    return shared["data"]


def plain(texts: list[str]) -> list[str]:
    return [text.replace("\xa0", " ") for text in texts]


def test_it_keeps_both_standards_and_reads_well_aloud(whole, tmp_path):
    assert pdf_checks.faults(whole) == []
    assert pdf_checks.heard(whole, tmp_path) == ""


def test_it_says_what_it_is_and_in_which_language(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        assert str(pdf.Root.Lang) == "sv"
        assert str(pdf.docinfo.Title) == "Uppföljningar, Lokalpolisområde Värnamo, tertial\xa01–3 2025"
        metadata = bytes(pdf.Root.Metadata.read_bytes()).decode()
        assert 'pdfaid:part="2" pdfaid:conformance="A"' in metadata
        assert 'pdfuaid:part="1"' in metadata


def test_contents_come_first_with_the_page_of_each_and_what_is_missing(whole, rendered):
    texts = plain(pdf_checks.texts(whole))
    first, second, third = (len(pdf_checks.texts(data)) for data in rendered.values())
    assert second > 1
    assert "Gislaved Tertial 1–2 2025 2 " in texts[0]
    assert f"Gislaved Tertial 3 2025 {2 + first} " in texts[0]
    assert f"Värnamo Tertial 3 2025 {2 + first + second} " in texts[0]
    assert "Värnamo Tertial 1 2025 Saknas. Skulle ha publicerats 31 maj 2025" in texts[0]
    assert len(texts) == 1 + first + second + third
    for number, name in ((1, "Gislaved 2025-t1-2"), (1 + first, "Gislaved 2025-t3"), (1 + first + second, "Värnamo")):
        assert texts[number].startswith(name)


def test_each_line_of_the_contents_leads_to_the_first_page_of_its_report(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        pages = [page.obj.objgen for page in pdf.pages]
        links = [link for link in pdf.pages[0].Annots if "/Dest" in link]
        texts = plain(pdf_checks.texts(whole))
        led = [(str(link.Contents).replace("\xa0", " "), texts[pages.index(link.Dest[0].objgen)][:8]) for link in links]
    assert led == [
        ("Gislaved, Tertial 1–2 2025", "Gislaved"),
        ("Gislaved, Tertial 3 2025", "Gislaved"),
        ("Värnamo, Tertial 3 2025", "Värnamo "),
    ]
    assert b"rapport.invalid" not in whole


def test_the_structure_is_one_document_with_a_part_for_each_in_reading_order(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert document.S == "/Document"
        parts = [(str(part.S), str(part.T).replace("\xa0", " ")) for part in document.K]
        assert parts == [
            ("/Part", "Innehåll"),
            ("/Part", "Gislaved, Tertial 1–2 2025"),
            ("/Part", "Gislaved, Tertial 3 2025"),
            ("/Part", "Värnamo, Tertial 3 2025"),
        ]
        keys = [int(page.obj.StructParents) for page in pdf.pages]
        assert len(set(keys)) == len(keys)
        tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            owners = {element.Pg.objgen for element in tree[int(page.obj.StructParents)] if element is not None}
            assert owners == {page.obj.objgen}


def test_names_inside_tables_are_no_other_documents(whole):
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        names = [str(thing.ID) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/ID" in thing]
        headers = [
            str(name)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Headers" in thing.get("/A", {})
            for name in thing.A.Headers
        ]
    assert len(set(names)) == len(names) > 5
    assert headers
    assert set(headers) <= set(names)


def test_bookmarks_lead_by_kommun_and_report_into_each_report(whole):
    marks = plain(pdf_checks.bookmarks(whole))
    assert marks[:3] == ["Innehåll", "Gislaved", "Tertial 1–2 2025"]
    assert [mark for mark in marks if mark.startswith(("Gislaved", "Värnamo", "Tertial"))] == [
        "Gislaved",
        "Tertial 1–2 2025",
        "Tertial 3 2025",
        "Värnamo",
        "Tertial 3 2025",
    ]
    assert marks.count("Om det här dokumentet") == 3


def test_many_kommuner_stand_under_their_first_letters(files, tmp_path, monkeypatch):
    monkeypatch.setattr(bound_pdf, "MOST_BESIDE", 1)
    data = bound(tmp_path)
    marks = [
        mark for mark in plain(pdf_checks.bookmarks(data)) if mark in {"Innehåll", "G", "Gislaved", "V", "Värnamo"}
    ]
    assert marks == ["Innehåll", "G", "Gislaved", "V", "Värnamo"]
    assert pdf_checks.faults(data) == []


def test_a_run_after_a_broken_one_reads_only_what_is_left_and_makes_the_same(whole, files, tmp_path, monkeypatch):
    monkeypatch.setattr(bound_pdf, "NOTE_SECONDS", 0)
    bound(tmp_path, "bruten.pdf", steps=2)
    assert files[-2:] == ["Gislaved 2025-t1-2", "Gislaved 2025-t3"]
    files.clear()
    again = bound(tmp_path, "igen.pdf")
    assert files == ["Värnamo 2025-t3"]
    assert pdf_checks.texts(again) == pdf_checks.texts(whole)
    assert pdf_checks.faults(again) == []


def test_a_run_whose_reports_are_others_begins_anew(files, tmp_path, monkeypatch, reports):
    monkeypatch.setattr(bound_pdf, "NOTE_SECONDS", 0)
    bound(tmp_path, "bruten.pdf", steps=2)
    other = chosen("kommun:0662")
    assert bound_pdf.go_on(other, tmp_path, tmp_path / "annan.unfinished") is None


def test_contents_are_made_in_parts_that_each_say_that_they_go_on(reports, monkeypatch):
    monkeypatch.setattr(contents_pages, "LINES", 2)
    made = contents_pages.parts(chosen())
    assert [(len(part.follow_ups), len(part.gaps), part.opens, part.gaps_begin) for part in made] == [
        (2, 0, True, False),
        (1, 1, False, True),
        (0, 1, False, False),
    ]
    html = [contents_pages.part_html(chosen(), part, [1, 4, 2], 3) for part in made]
    assert ["<h1>" in one for one in html] == [True, False, False]
    assert "<td>9</td>" in html[1]
    assert "Innehåll, fortsättning" in html[1]
    assert "Saknas, fortsättning" in html[2]
