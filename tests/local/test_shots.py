"""The pictures of make shots: every kind in every look, chosen by words, in an index that leads to them."""

import io
import re

from pypdfium2 import PdfDocument

from tests.journeys.kinds import FRAMED, PAGES
from tests.journeys.office_kinds import KINDS, RARER
from tests.shots import LOOKS, MOST_SHEETS, PAPER, file_name, index, stacked, wanted


def test_each_kind_has_a_file_of_its_own_for_each_look():
    kinds = [*PAGES, *FRAMED, "logga in", *(f"redaktion, {kind}" for kind in [*KINDS, *RARER])]
    files = [file_name(kind, look) for kind in kinds for look in [*LOOKS, PAPER]]
    assert len(set(files)) == len(kinds) * 4
    assert [name for name in files if not re.fullmatch(r"[a-zåäö0-9-]+\.jpg", name)] == []


def test_the_index_shows_each_picture_beside_its_name_and_address():
    shown = index({"sök, träffar": "/sok/?q=a&b=<"})
    assert re.findall(r'<img src="([^"]+)" alt="([^"]+)"', shown) == [
        (f"sök-träffar-{look}.jpg", f"sök, träffar, {look}") for look in ("ljust", "mörkt", "mobil", "papper")
    ]
    assert "<code>/sok/?q=a&amp;b=&lt;</code>" in shown


def test_words_choose_by_name_or_address_and_none_takes_all():
    chosen = [wanted("löfte /gislaved/2018/", words) for words in ([], ["LÖFTE"], ["sok", "2018"], ["sok"])]
    assert chosen == [True, True, True, False]


def test_sheets_of_paper_are_stacked_as_many_as_one_looks_through():
    document, file = PdfDocument.new(), io.BytesIO()
    for _ in range(MOST_SHEETS + 1):
        document.new_page(100, 50)
    document.save(file)
    picture = stacked(file.getvalue())
    assert picture.size == (130, MOST_SHEETS * (65 + 4))
