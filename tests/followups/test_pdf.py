"""A follow-up's PDF: everything that was answered is there, on paper as for those who listen."""

import dataclasses

import pytest

from followups.pdf import follow_up_pdf
from followups.pdf.answers import meter_step
from tests import pdf_checks
from tests.followups.pdf_contents import FIRST, answer, content, earlier, measured

LABEL = "DEMONSTRATION – påhittade uppgifter"
HOSTILE = "<script>alert(1)</script> {{7*7}} {% load x %} &amp; ]]> ' \" \\A"


def pages_of(*args) -> list[str]:
    return pdf_checks.texts(follow_up_pdf(*args).data)


def test_a_follow_up_keeps_both_standards_and_reads_well_aloud_with_its_charts(tmp_path):
    over, nothing = measured(8), measured(9, done_so_far=0, progress_text="0 av minst 10", progress_share=0.0)
    answers = [*content()["answers"], over, nothing]
    data = follow_up_pdf(content(answers, is_demo=True, earlier=[earlier("Tertial 3 2019")]), FIRST).data
    assert pdf_checks.faults(data) == []
    assert pdf_checks.heard(data, tmp_path) == ""
    assert pdf_checks.alternatives(data)[2:] == [
        "Läget för 1 aktivitet. Pågår: 1.",
        "Mål: minst 10 insatser. Utfall: 15 av minst 10.",
        "Mål: minst 10 insatser. Utfall: 0 av minst 10.",
    ]
    text = " ".join(pdf_checks.texts(data))
    assert "Tertial 3 2019 En aktivitet: en pågår." in text
    assert "15 av minst 10, tertial 1–2 2020" in text


def test_everything_that_is_known_stands_in_it():
    text = " ".join(pages_of(content(), FIRST))
    for words in (
        "Exempelby kommun och polisen",
        "Uppföljning av medborgarlöfte 2019–2020",
        "Tertial 1–2 2020, januari–augusti 2020",
        "Centrum ska bli tryggare på kvällen.",
        "Löfte 1: Centrum ska bli tryggare",
        "Sommaren var lugn.",
        "Svarat för polisen Anna Åkesson, kommunpolis",
        "Svarat för kommunen Örjan Ström, säkerhetssamordnare",
        "Redovisad 30 september 2020",
        "Presenterad Kommunstyrelsen, 13 oktober 2020",
        "Utgåva 1, publicerad 1 oktober 2020",  # half past midnight in Sweden
        "loften.example/exempelby/uppfoljning/2020-t1-2/",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("status", "word"),
    [
        ("done", "Genomförd"),
        ("partly_done", "Delvis genomförd"),
        ("ongoing", "Pågår"),
        ("not_started", "Ej påbörjad"),
        ("late", "Försenad"),
        ("cancelled", "Utgår"),
        ("not_reported", "Ingen redovisning"),
    ],
)
def test_each_status_is_a_word_by_its_activity_and_in_the_summary(status, word):
    text = " ".join(pages_of(content([answer(1, status, comment_paragraphs=[])]), FIRST))
    assert f"{word} 1" in text
    assert text.count(word) == 2


def test_every_page_tells_its_number_edition_and_address():
    texts = pages_of(content([answer(number) for number in range(1, 21)]), FIRST)
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"Sida {number} av {len(texts)}" in text
        assert "Utgåva 1, 1 oktober 2020" in text
        assert "loften.example/exempelby/uppfoljning/2020-t1-2/" in text
        assert "Exempelby kommun · Uppföljning tertial 1–2 2020" in text


def test_invented_answers_say_so_on_every_page_and_real_ones_never():
    answers = [answer(number) for number in range(1, 21)]
    demo = pages_of(content(answers, is_demo=True), FIRST)
    assert [LABEL in text for text in demo] == [True] * len(demo)
    assert "Svaren är påhittade" in demo[0]
    assert not any("påhitt" in text.lower() for text in pages_of(content(answers), FIRST))


def test_a_correction_says_what_changed_and_what_it_replaces():
    second = dataclasses.replace(FIRST, number=2, change_note="Antalet kontroller är rättat från sex till fyra.")
    text = " ".join(pages_of(content(), second))
    assert "Utgåva 2 ersätter utgåva 1. Antalet kontroller är rättat från sex till fyra." in text
    assert "ersätter" not in " ".join(pages_of(content(), FIRST))


def test_the_number_of_pages_is_the_files():
    pdf = follow_up_pdf(content([answer(number) for number in range(1, 31)]), FIRST)
    assert pdf.pages == len(pdf_checks.texts(pdf.data))


def test_sixty_activities_are_all_there_in_order_and_each_has_its_bookmark():
    data = follow_up_pdf(content([answer(number) for number in range(1, 61)]), FIRST).data
    text = " ".join(pdf_checks.texts(data))
    places = [text.index(f"Kommentar till aktivitet {number}.") for number in range(1, 61)]
    assert places == sorted(places)
    marks = pdf_checks.bookmarks(data)
    assert [mark.split(".")[0] for mark in marks if mark[0].isdigit()] == [str(number) for number in range(1, 61)]
    assert {"Läget i korthet", "Det här är lovat", "Svar och redovisning", "Om det här dokumentet"} < set(marks)
    assert pdf_checks.faults(data) == []


def test_no_activity_is_divided_between_pages_unless_it_is_long():
    for text in pages_of(content([answer(number) for number in range(1, 41)]), FIRST):
        assert text.count("trygghetsvandring nummer") == text.count("Kommentar till aktivitet")


def test_nine_thousand_letters_in_one_comment_run_over_the_pages_without_loss():
    words = " ".join(f"ord{number}" for number in range(1300))
    texts = pages_of(content([answer(1, comment_paragraphs=[words]), answer(2)]), FIRST)
    assert len(texts) > 2
    whole = " ".join(texts)
    assert [number for number in range(1300) if f"ord{number}" not in whole] == []


def test_a_word_without_end_stays_on_the_page():
    data = follow_up_pdf(content([answer(1, text="A" * 3000)]), FIRST).data
    assert sum(text.count("A") for text in pdf_checks.texts(data)) >= 3000


def test_hostile_text_is_shown_as_text():
    hostile = content(
        [answer(1, text=HOSTILE, responsible_text=HOSTILE, comment_paragraphs=[HOSTILE])],
        narratives=[{"promise": None, "about": HOSTILE, "paragraphs": [HOSTILE]}],
        respondents=[{"party": "police", "party_text": "Polisen", "name": HOSTILE, "title": HOSTILE}],
    )
    data = follow_up_pdf(hostile, FIRST).data
    assert " ".join(pdf_checks.texts(data)).count(HOSTILE) == 7
    assert pdf_checks.faults(data) == []


def test_a_sign_that_turns_text_around_does_not():
    text = " ".join(pages_of(content([answer(1, comment_paragraphs=["Före \u202eefter\u2066 slut"])]), FIRST))
    assert "Före efter slut" in text


def test_the_same_edition_gives_the_same_file():
    assert follow_up_pdf(content(), FIRST).sha256 == follow_up_pdf(content(), FIRST).sha256


def test_a_changed_answer_gives_another_file():
    changed = content([answer(1, "done")])
    assert follow_up_pdf(changed, FIRST).sha256 != follow_up_pdf(content([answer(1, "late")]), FIRST).sha256


@pytest.mark.parametrize(
    ("availability", "available", "said"),
    [
        ("document", True, "Redovisningen finns bara som ett dokument."),
        ("document", False, "Redovisningen gjordes i ett dokument som portalen inte har."),
        ("mentioned", False, "Redovisningen är omnämnd, men handlingen har inte återfunnits."),
    ],
)
def test_what_nobody_has_is_said_plainly_on_one_page(availability, available, said):
    document = {"id": 1, "title": "Uppföljning T3.pdf", "available": available}
    known = content(
        [], availability=availability, document=document, title="Uppföljning, tertial 3 2020",
        pledge=None, promises=[], narratives=[], respondents=[], reported=None, presented=None,
    )  # fmt: skip
    pdf = follow_up_pdf(known, FIRST)
    (text,) = pdf_checks.texts(pdf.data)
    assert said in text
    assert f"Dokument Uppföljning T3.pdf{'' if available else ' (saknas)'}" in text
    assert "Titel Uppföljning, tertial 3 2020" in text
    assert "Texten till det medborgarlöfte som följs upp finns inte i portalen." in text
    assert "Läget i korthet" not in text
    assert pdf_checks.faults(pdf.data) == []


def test_target_and_outcome_speak_in_words():
    given = answer(
        1, "late", target_text="minst 15 insatser per år", done_text="5 under tertial 1–2 2020", done_count=5,
        progress_text="9 av minst 15 per år", progress_share=0.6, covers="Tertial 3 2019–tertial 2 2020",
    )  # fmt: skip
    text = " ".join(pages_of(content([given]), FIRST))
    assert "9 av minst 15 per år" in text
    assert "Mål: minst 15 insatser per år" in text
    assert "5 under tertial 1–2 2020. Summan avser Tertial 3 2019–tertial 2 2020." in text


def test_a_meter_is_full_only_when_all_is_done_and_empty_only_when_nothing_is():
    shares = (None, 0, 0.01, 0.5, 0.99, 1, 1.2)
    assert [meter_step(share) for share in shares] == [None, 0, 5, 50, 95, 100, 100]
