"""A pledge's PDF: all that the pledge says, in its own order, on paper as for those who listen."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from pledges.pdf import pledge_pdf
from tests import pdf_checks
from tests.pledges.pdf_contents import FIRST, activity, content, promise

LISTS = (
    "promises",
    "dropped_promises",
    "groups",
    "sections",
    "statements",
    "effects",
    "focus_areas",
    "quotes",
    "links",
)
FACTS = ("extension", "signed", "decided", "area")
NOTHING = {name: [] for name in LISTS} | dict.fromkeys(FACTS) | {"signatories": []}


def text_of(pledge: dict) -> str:
    return " ".join(pdf_checks.texts(pledge_pdf(pledge, FIRST).data))


def test_a_pledge_keeps_both_standards_and_reads_well_aloud(tmp_path):
    data = pledge_pdf(content(), FIRST).data
    assert pdf_checks.faults(data) == []
    assert pdf_checks.heard(data, tmp_path) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Exempelby kommun och Polisen Medborgarlöfte 2023–2024, Norra staden",
        "Gäller för Norra staden",
        "Gäller 2023–2024, från undertecknandet",
        "Lokalpolisområde Exempelbygden",
        "Undertecknat 1 februari 2023",
        "Beslutat Kommunstyrelsen 20 januari 2023",
        "Löftet ses över efter ett år.",
        "Förlänger medborgarlöftet för 2021 och 2022. Mer tid.",
        "Löftena Polisen och kommunen lovar att: Löftestext nummer 1.",
        "Målgrupp: främst unga, 21 år och yngre · Tema: narkotika och unga",
        "Mot förra perioden: samma som förra perioden (2021–2022)",
        "Färre inbrott. Från 2021–2022. De har blivit få.",
        "Ansvarig: Polisen (områdespoliserna)",
        "Mål: minst 15 riktade insatser, varav minst 20 procent kvällstid",
        "Var: Torget i Exempelby och Väg 26",
        "Hur: trafikkontroll",
        "Medverkar: skola och föreningar",
        "Hör till: löfte 2",
        "Utveckling: utökas eller utvecklas",
        "Enligt texten är det här exempel: fler aktiviteter kan ingå.",
        "Löfte 2. Tillsammans ska vi",
        "Många är oroliga. (12 procent) Källa: trygghetsmätningen. Ligger bakom löfte 1.",
        "Fler är trygga.",
        "Trafik. Hastighet vid skolor.",
        "”Nu gör vi det.” Bo Ek, kommunpolis, Polisen. Åsa Öst instämmer",
        "Undertecknat av Åsa Öst kommunstyrelsens ordförande",
        "Sidansvarig Lokalpolisområdet",
        "Först publicerat 2 februari 2023",
        "Senast uppdaterat 3 mars 2023",
        "Källa Polisens sida om Exempelby",
    ],
)
def test_it_says(words, whole_text):
    assert words in whole_text


@pytest.fixture(scope="module")
def whole_text():
    return text_of(content())


def test_what_introduces_comes_before_the_promises_and_the_rest_after_the_activities(whole_text):
    order = ["Först några ord.", "Löftestext nummer 1.", "Aktivitetstext nummer 1.", "Lägesbild", "Varje tertial."]
    places = [whole_text.index(words) for words in order]
    assert places == sorted(places)


def test_a_promise_of_its_own_is_named_in_the_singular():
    assert " Löftet Löftestext" in text_of(content(promises=[promise(1, lead_in="")], dropped_promises=[]))


def test_sixty_activities_keep_their_numbers_over_groups_and_pages():
    groups = [
        {"lead_in": "Grupp", "is_open_list": False, "promise": None, "activities": list(map(activity, numbers))}
        for numbers in (range(1, 31), range(31, 61))
    ]
    data = pledge_pdf(content(groups=groups), FIRST).data
    text = " ".join(pdf_checks.texts(data))
    # The number of an item is painted after its words; the structure tree has it first.
    told = re.findall(r"Aktivitetstext nummer (\d+)\..*?utvecklas (\d+)\.", text)
    assert told == [(str(number), str(number)) for number in range(1, 61)]
    assert pdf_checks.faults(data) == []


def test_no_label_is_broken_where_a_line_ends():
    """The words before it grow a letter at a time, so that it ends every possible line."""
    places = ["väg " * (letters // 4) + "a" * (letters % 4 + 1) for letters in range(40)]
    grown = [activity(number, places=[place], relation_text="Nytt") for number, place in enumerate(places, 1)]
    groups = [{"lead_in": "Grupp", "is_open_list": False, "promise": None, "activities": grown}]
    assert text_of(content(groups=groups, promises=[])).count("Mot förra perioden:") == 40


def test_no_first_word_of_a_promise_stands_alone():
    text = "Det ska kännas tryggare i centrala Exempelby, runt stationen och i Åsby."
    first = "Det ska kännas tryggare i centrala Exempelby, runt stationen och i"
    assert first in pdf_checks.lines(pledge_pdf(content(promises=[promise(1, text=text)]), FIRST).data)


def test_an_invented_pledge_says_so_on_every_page():
    texts = pdf_checks.texts(pledge_pdf(content(is_demo=True), FIRST).data)
    assert len(texts) > 1
    assert all("DEMONSTRATION – påhittade uppgifter" in text for text in texts)
    assert "Uppgifterna i det här dokumentet är påhittade" in texts[0]


@pytest.mark.parametrize(
    ("availability", "said"),
    [
        ("document", "Det här medborgarlöftet är känt bara som ett dokument."),
        ("mentioned", "Det här medborgarlöftet är omnämnt, men texten har inte återfunnits."),
    ],
)
def test_a_pledge_whose_text_nobody_has_says_so_on_one_page(availability, said):
    pdf = pledge_pdf(content(availability=availability, **NOTHING), FIRST)
    (text,) = pdf_checks.texts(pdf.data)
    assert said in text
    assert "Aktiviteter" not in text
    assert pdf_checks.faults(pdf.data) == []


def test_hostile_text_is_shown_as_text():
    hostile = "<script>alert(1)</script> {{7*7}} </ol> &amp;"
    pledge = content(
        promises=[promise(1, text=hostile)],
        groups=[
            {"lead_in": hostile, "is_open_list": False, "promise": None, "activities": [activity(1, text=hostile)]}
        ],
        effects=[hostile],
    )
    assert text_of(pledge).count(hostile) == 4


def test_the_same_edition_gives_the_same_file():
    assert pledge_pdf(content(), FIRST) == pledge_pdf(content(), FIRST)


@pytest.fixture
def stored(settings, tmp_path):
    """A storage of its own."""
    settings.MEDIA_ROOT = tmp_path
    return default_storage


def photo(stored, mode: str, kind: str) -> dict:
    written = io.BytesIO()
    Image.new(mode, (2400, 1200)).save(written, kind)
    name = stored.save(f"photos/foto.{kind.lower()}", ContentFile(written.getvalue()))
    return {"file": name, "alt": "Tre personer skakar hand", "caption": "Undertecknandet"}


@pytest.mark.parametrize(("mode", "kind"), [("RGBA", "PNG"), ("CMYK", "JPEG"), ("L", "JPEG")])
def test_a_photo_of_any_kind_keeps_the_standards_and_has_its_texts(stored, mode, kind):
    data = pledge_pdf(content(photo=photo(stored, mode, kind)), FIRST).data
    assert pdf_checks.faults(data) == []
    assert "Undertecknandet" in " ".join(pdf_checks.texts(data))
    assert pdf_checks.alternatives(data) == ["Tre personer skakar hand"]


def test_a_photo_whose_file_is_gone_leaves_no_hole(stored):
    lost = {"file": "photos/borta.jpg", "alt": "Något", "caption": "Text under"}
    assert text_of(content(photo=lost)) == text_of(content())
