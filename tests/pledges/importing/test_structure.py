"""How lines become blocks and blocks become parts of a pledge, where the file says nothing but its words."""

import pytest

from pledges.importing.reading.blocks import blocks_of
from pledges.importing.reading.drafts import Kommun
from pledges.importing.reading.lines import plain_lines
from pledges.importing.reading.page import read_page

KOMMUN = Kommun("9999", "Ås", "Ås kommun")


def blocks(*rows: str) -> list[tuple[str, str]]:
    return [(block.mark, block.text.value) for block in blocks_of(plain_lines("\n".join(rows)))]


def page(*rows: str):
    return read_page(plain_lines("\n".join(rows)), KOMMUN)


def groups(draft) -> list[tuple[str, list[str]]]:
    return [
        (group.lead_in.value if group.lead_in else "", [activity.text.value for activity in group.activities])
        for pledge in draft.pledges
        for group in pledge.groups
    ]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([" • Öka närvaron på", "  torget.", " • Minska"], [("•", "Öka närvaron på torget."), ("•", "Minska")]),
        (["Vi lovar att hålla trygghets-", "vandringar i Ås."], [("", "Vi lovar att hålla trygghetsvandringar i Ås.")]),
        (["nära skol-", "och fritidsmiljöer"], [("", "nära skol- och fritidsmiljöer")]),
        (["Ett stycke.", "Ett annat."], [("", "Ett stycke."), ("", "Ett annat.")]),
        (["Polisen ska vara på plats så ofta som det går att vara", "Aktiviteter"],
         [("", "Polisen ska vara på plats så ofta som det går att vara"), ("", "Aktiviteter")]),
        (["• Öka närvaron.", "Ja, detta har genomförts."], [("•", "Öka närvaron."), ("", "Ja, detta har genomförts.")]),
        (["1. Torget", "a) Lampor", "4.1 Bänkar"], [("1.", "Torget"), ("a)", "Lampor"), ("4.1", "Bänkar")]),
        (["•", "Öka närvaron."], [("", "•"), ("•", "Öka närvaron.")]),
        ([], []),
    ],
)  # fmt: skip
def test_lines_that_belong_together_are_one_block(rows, found):
    assert blocks(*rows) == found


def test_a_misspelt_word_is_kept_and_each_text_knows_its_lines():
    draft = page(
        "Medborgalöfte 2020", "", "Ås kommun och polisen lovar att:", " • öka tyggheten på", "   aktuellla platser"
    )
    promise = draft.pledges[0].promises[0]
    assert promise.text.value == "öka tyggheten på aktuellla platser"
    assert [(span.line, span.start, span.end) for span in promise.text.spans] == [(4, 3, 19), (5, 3, 20)]


def test_bullets_under_a_numbered_promise_are_its_activities():
    draft = page(
        "Medborgarlöfte 2020",
        "",
        "Vi lovar att:",
        "1. Göra torget tryggare",
        "  • Polisen ska finnas på torget.",
        "2. Minska klottret",
        "  • Kommunen ska tvätta väggar.",
    )
    pledge = draft.pledges[0]
    assert [promise.text.value for promise in pledge.promises] == ["Göra torget tryggare", "Minska klottret"]
    assert groups(draft) == [("", ["Polisen ska finnas på torget."]), ("", ["Kommunen ska tvätta väggar."])]
    numbers = [[read.value for read in group.activities[0].promises] for group in pledge.groups]
    assert numbers == [[1], [2]]


def test_headings_over_lists_after_a_lead_in_are_the_promises():
    draft = page(
        "Medborgarlöfte 2020",
        "",
        "Ås kommun och polisen lovar invånarna:",
        "",
        "Ett tryggare torg",
        "",
        " • Polisen ska finnas på torget.",
        "",
        "Mindre klotter",
        "",
        " • Kommunen ska tvätta väggar.",
    )
    pledge = draft.pledges[0]
    assert [promise.text.value for promise in pledge.promises] == ["Ett tryggare torg", "Mindre klotter"]
    assert [promise.promised_by.value for promise in pledge.promises] == ["joint", "joint"]
    assert [[read.value for read in group.activities[0].promises] for group in pledge.groups] == [[1], [2]]


def test_each_period_of_a_page_is_a_pledge_of_its_own_and_what_stands_before_is_of_the_first():
    draft = page(
        "Ås – medborgarlöften",
        "",
        "Lokalpolisområde Väst och Ås kommun har tecknat medborgarlöften.",
        "",
        "Medborgarlöfte 2021",
        "",
        " • Minska klottret.",
        "",
        "Medborgarlöfte 2019 - 2020",
        "",
        " • Minska buskörningen.",
    )
    labels = [(pledge.label.value, pledge.promises[0].text.value) for pledge in draft.pledges]
    assert labels == [("2021", "Minska klottret."), ("2019 - 2020", "Minska buskörningen.")]
    assert [len(pledge.sections) for pledge in draft.pledges] == [1, 0]
    assert [[party.value.name for party in pledge.parties] for pledge in draft.pledges] == [
        ["Lokalpolisområde Väst", "Ås kommun"]
    ] * 2


def test_a_table_in_the_text_of_a_pdf_is_cut_at_its_statuses():
    draft = page(
        "Uppföljning av medborgarlöfte Ås kommun, tertial 2 2022",
        "",
        "Aktivitet Status Kommentar",
        "Trafikkontroller vid skolor Pågår Sju kontroller är gjorda.",
        "Belysning i centrum Ej påbörjad",
    )
    activities = draft.pledges[0].groups[0].activities
    found = [(activity.text.value, activity.answers[0].status) for activity in activities]
    assert found == [("Trafikkontroller vid skolor", "ongoing"), ("Belysning i centrum", "not_started")]
    assert activities[0].answers[0].comment.value == "Sju kontroller är gjorda."


def test_an_answer_under_the_words_of_an_activity_goes_to_that_activity_and_is_in_doubt():
    draft = page(
        "Medborgarlöfte hösten 2015",
        "",
        "Polisen och Ås kommun lovar att göra torget tryggare.",
        "",
        "Aktiviteter",
        "",
        " • Polisen ska patrullera på torget varje vecka.",
        " • Kommunen ska kontakta ägare till skräpiga hus.",
        "",
        "Så gick det",
        "",
        "Kontakta ägare till skräpiga hus",
        "Ja, detta har genomförts under tertial 3.",
    )
    first, second = draft.pledges[0].groups[0].activities
    assert first.answers == ()
    assert [(answer.status, answer.tertials) for answer in second.answers] == [("done", (3, 3))]
    assert second.answers[0].doubt == "Svaret hör till aktiviteten som raden ovanför liknar mest."


def test_a_page_of_another_kommun_or_without_a_pledge_is_in_doubt():
    draft = page("Om kommunen", "", "Kommunen har en hamn.")
    assert draft.doubts == (
        "Sidan nämner inte Ås kommun. Kontrollera att det är rätt kommun.",
        "Sidan säger inte för vilken tid löftet gäller.",
    )
    assert page("Ås hamn", "", "Till toppen").doubts == ("Inget medborgarlöfte hittades på sidan.",)
