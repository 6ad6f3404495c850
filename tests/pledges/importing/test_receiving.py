"""Old pages that come in: kept once, with a proposal, and a changed one told of as such."""

import datetime

import pytest

from pledges.importing.pieces import laid
from pledges.importing.problems import ImportProblem
from pledges.importing.receiving import receive
from pledges.models import ImportedPage, Revision
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = """Gislaved – medborgarlöften

Medborgarlöfte 2021

 • Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.

Aktiviteter

 • Genomföra en trygghetsvandring i Reftele.
 • Genomföra minst femton trafikinsatser per år.

Uppföljning Gislaveds kommun tertial 3 2020.pdf

Till toppen
"""
ADDRESS = "https://polisen.se/gislaved/"


def received(text: str = PAGE, **fields):
    values = {"municipality": factories.municipality(), "by": factories.user(), "source": ADDRESS, **fields}
    return receive(text=text, **values)


def told(page: ImportedPage) -> dict[str, tuple[str, ...]]:
    return {piece.words: piece.doubts for piece in laid(page.pieces, page.decisions) if piece.kind != "aside"}


def test_a_page_is_kept_as_it_came_with_what_is_proposed_of_it():
    page, is_new = received(fetched=datetime.date(2021, 5, 3), file_name="gislaved.txt")
    assert (is_new, page.title, page.state, page.undecided) == (True, "Gislaved – medborgarlöften", "waiting", 6)
    assert bytes(ImportedPage.objects.get().original).decode() == PAGE
    assert [(line["number"], line["outcome"]) for line in page.lines][-2:] == [(12, "placed"), (14, "aside")]
    assert list(told(page)) == [
        "2021",
        "Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.",
        "Aktiviteter",
        "Genomföra en trygghetsvandring i Reftele.",
        "Genomföra minst femton trafikinsatser per år.",
        "Uppföljning Gislaveds kommun tertial 3 2020.pdf",
    ]
    assert [(one.verb, one.by) for one in Revision.objects.all()] == [("created", page.received_by)]


def test_the_same_page_again_changes_nothing_however_it_is_written():
    first, _ = received()
    before = list(ImportedPage.objects.values())
    for again in (PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace(" • ", "  •  ")):
        assert received(again) == (first, False)
    assert list(ImportedPage.objects.values()) == before
    assert received(municipality=factories.municipality("Sävsjö", "0684")).is_new


def test_a_page_that_has_changed_keeps_what_was_decided_and_tells_what_is_new():
    first, _ = received()
    decided = {"decision": "accepted", "by": "Anna", "count": 1}
    first.decisions = {piece["id"]: decided for piece in first.pieces if piece["kind"] != "aside"}
    first.save()
    later, is_new = received(PAGE.replace("femton", "tjugo").replace("Till toppen", "Uppföljning tertial 1 2021.pdf"))
    assert (is_new, later.replaces, later.undecided) == (True, first, 2)
    doubts = {words: doubts for words, doubts in told(later).items() if doubts}
    assert doubts == {
        "Genomföra minst tjugo trafikinsatser per år.": (
            "Förra gången stod det: Genomföra minst femton trafikinsatser per år.",
        ),
        "Uppföljning tertial 1 2021.pdf": ("Fanns inte på sidan när den hämtades förra gången.",),
    }
    assert ImportedPage.objects.get(pk=first.pk).decisions == first.decisions


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "sida.txt: Filen är tom."),
        (b"\x89PNG\r\n", "sida.txt: Filen är en bild. Portalen läser bara text."),
        (b"%PDF-1.7\ntrasig", "sida.txt: "),
        (b"Rad\nMed \x01 tecken", "sida.txt, rad 2: Tecknet U+0001 hör inte hemma i en text."),
    ],
    ids=["empty", "picture", "broken PDF", "control character"],
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(data, message):
    with pytest.raises(ImportProblem) as problem:
        received("", data=data, file_name="sida.txt")
    assert str(problem.value).startswith(message)
    assert not ImportedPage.objects.exists()
