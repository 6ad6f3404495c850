"""Pages that are laid out as few are: each rule for them has its example, and what each line became."""

import pytest

from pledges.importing.reading.drafts import Kommun, PageDraft
from pledges.importing.reading.lines import plain_lines
from pledges.importing.reading.page import read_page
from pledges.importing.reading.web_pages import html_lines

TOP = "Ås – medborgarlöften\n"
OF_2020 = "Medborgarlöfte 2020\n"


def page(text: str) -> PageDraft:
    return read_page(plain_lines(TOP + text), Kommun("9999", "Ås", "Ås kommun"))


def became(draft: PageDraft) -> list[str]:
    """What each line but the title became, by its code."""
    return [placement.code for placement in draft.placements[1:]]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Våra löften 2022–2023\n\nVi lovar att synas.", ["heading:pledge", "promise"]),
        ("Vad har vi lovat?\nAtt synas mer i Ås.", ["heading:promises", "promise"]),
        (OF_2020 + "Här hittar du vad polisen och kommunen har lovat.", ["heading:pledge", "section:introduction"]),
        (OF_2020 + "Polisen och kommunen har enats om följande.", ["heading:pledge", "section:introduction"]),
        (OF_2020 + "Vi har lyssnat på er som bor i Ås.", ["heading:pledge", "section:residents"]),
        (OF_2020 + "\nLöfte nummer två: Lugn trafik i Ås", ["heading:pledge", "promise"]),
        (OF_2020 + "\nKommunens löften\n• Rusta upp parken.", ["heading:pledge", "heading:promises", "promise"]),
        (OF_2020 + "\nLäs mer\n\nMedborgarlöften 2018 Ås", ["heading:pledge", "heading:links", "link"]),
    ],
)  # fmt: skip
def test_words_over_and_around_the_promises_say_what_they_are(text, codes):
    assert became(page(text)) == codes


def test_numbered_lines_over_lists_of_their_own_are_promises():
    draft = page(
        "Medborgarlöfte 2020\nVi ska tillsammans:\n1. Minska buskörningen\nSå gör vi:\na) Mäta hastigheten.\n"
        "b) Bygga hinder.\n2. Öka vuxennärvaron\nSå gör vi:\na) Nattvandra."
    )
    (pledge,) = draft.pledges
    assert [promise.text.value for promise in pledge.promises] == ["Minska buskörningen", "Öka vuxennärvaron"]
    assert [[activity.text.value for activity in group.activities] for group in pledge.groups] == [
        ["Mäta hastigheten.", "Bygga hinder."], ["Nattvandra."],
    ]  # fmt: skip
    assert [text.value for text in pledge.lead_ins] == ["Vi ska tillsammans:"]


def test_a_heading_over_a_reason_and_what_is_to_be_done_is_a_promise_with_a_doubt():
    draft = page(
        "Löften till medborgarna 2019\n\nTryggt centrum\nAlla ska våga gå ut.\nDärför kommer vi att:\n• öka antalet\n"
        "Lugn trafik\nBilarna kör för fort.\nDärför kommer vi att:\n• mäta hastigheten"
    )
    (pledge,) = draft.pledges
    assert [(promise.text.value, promise.more[0].value, bool(promise.doubt)) for promise in pledge.promises] == [
        ("Tryggt centrum", "Alla ska våga gå ut.", True), ("Lugn trafik", "Bilarna kör för fort.", True),
    ]  # fmt: skip
    assert [group.activities[0].promises[0].value for group in pledge.groups] == [1, 2]


def test_promises_under_a_partys_own_heading_are_that_partys():
    draft = page("2022 års medborgarlöfte\n\nPolisens löften\n• Vi ska synas.\n\nKommunens löften\n• Vi ska rusta upp.")
    assert [promise.promised_by.value for promise in draft.pledges[0].promises] == ["police", "municipality"]


def test_signatures_begin_at_a_place_and_day_or_at_who_they_are_for():
    rows = "Medborgarlöfte 2020\n\nPolisen och kommunen lovar att synas.\n\n"
    alone = page(f"{rows}Ås den 2 februari 2020")
    assert (became(alone)[-1], str(alone.pledges[0].signed.value.date)) == ("signing", "2020-02-02")
    columns = page(
        f"{rows}Åtgärder\n• Gå mer.\n\nFör Ås kommun        För polisen\nEva Berg             Nils Holm\n"
        "Kommunchef           Chef lokalpolisområde Ås"
    )
    assert [person.value.name for person in columns.pledges[0].signatories] == ["Eva Berg", "Nils Holm"]


def test_a_period_with_a_slash_is_no_path_through_a_website():
    draft = read_page(plain_lines("Medborgarlöfte 2021/2022\n\nVi lovar att synas."), Kommun("9999", "Ås", "Ås kommun"))
    assert (draft.title.value, str(draft.pledges[0].period.value.last)) == ("Medborgarlöfte 2021/2022", "2022-12-31")


def test_a_quoted_persons_party_letter_is_passed_by():
    draft = page("Medborgarlöfte 2020\n\n– Det här är viktigt, säger Lena Falk (S), kommunalråd.")
    assert [(quote.person.value, quote.title.value) for quote in draft.pledges[0].quotes] == [
        ("Lena Falk", "kommunalråd")
    ]


def test_headings_over_lists_are_the_promises_that_the_page_says_there_are():
    draft = page(
        f"{OF_2020}Kommunen och polisen har tagit fram två gemensamma löften.\n\nÖkad trygghet\n• Gå ut mer.\n\n"
        "Lugnare trafik\n• Mäta mer."
    )
    (pledge,) = draft.pledges
    assert [promise.text.value for promise in pledge.promises] == ["Ökad trygghet", "Lugnare trafik"]
    assert [group.activities[0].promises[0].value for group in pledge.groups] == [1, 2]


def test_what_follows_the_years_of_a_heading_is_a_promise():
    draft = page("Löfte 2019-2020: En tryggare park\n\nSå här jobbar vi\n\nPolisen:\nPatrullerar i parken.")
    (pledge,) = draft.pledges
    assert [promise.text.value for promise in pledge.promises] == ["En tryggare park"]
    assert pledge.groups[-1].activities[0].responsible.value == "police"


def test_those_who_sign_side_by_side_keep_their_roles_under_lines_to_write_on():
    line = "_____________________            _____________________"
    draft = page(
        f"{OF_2020}\nPolisen lovar att synas.\n\nÅs 2020-03-01\n\n{line}\nSiv Ask                          Leif Blom\n"
        "Kommunchef                       Kommunpolis"
    )
    assert [(one.value.name, one.value.role) for one in draft.pledges[0].signatories] == [
        ("Siv Ask", "chief_executive"), ("Leif Blom", "municipal_officer"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("Anna Ek, kommundirektör", "signing"),
        ("Beslutat av kommunstyrelsen 2021-12-14, § 210", "validity"),
        ("Från och med den 1 mars till och med den 31 december 2020.", "validity"),
    ],
)
def test_what_stands_last_says_itself_what_it_is(last, code):
    draft = page(f"{OF_2020}\nPolisen och kommunen lovar att synas.\nÅtgärder\n• Gå mer.\n\n{last}")
    assert became(draft)[-1] == code
    assert draft.pledges[0].signed is None


def test_what_is_done_each_weekend_is_nothing_that_the_portal_counts():
    draft = page(f"{OF_2020}\nVi lovar att synas.\n\nÅtgärder\n• Polisen gör minst ett krogbesök varje helg.")
    target = draft.pledges[0].groups[0].activities[0].target
    assert (target.value.per, target.doubt) == ("weekend", "Portalen räknar inte per helg. Räkna om målet.")


def test_headings_below_the_heading_of_promises_name_them():
    draft = read_page(
        html_lines(
            "<h1>Medborgarlöfte 2023</h1><h2>Löften</h2><h3>Trygghet i Ås</h3><p>Vi ska göra Ås tryggare.</p>"
            "<h4>Aktiviteter</h4><ul><li>Gå mer.</li></ul><h3>Unga</h3><p>Vi ska se dem.</p>"
            "<h2>Kontakt</h2><h3>Växel</h3>"
        ),
        Kommun("9999", "Ås", "Ås kommun"),
    )
    (pledge,) = draft.pledges
    assert [(promise.text.value, promise.more[0].value) for promise in pledge.promises] == [
        ("Trygghet i Ås", "Vi ska göra Ås tryggare."), ("Unga", "Vi ska se dem."),
    ]  # fmt: skip


def test_what_it_means_for_each_party_is_activities_and_no_more_promises():
    draft = page(
        "Medborgarlöfte 2018\n\nDärför lovar vi\n1. att färre provar narkotika\n\nDet innebär att polisen\n"
        "- besöker skolor\n\nDet innebär att kommunen\n- bjuder in föräldrar\n\nRevidering sker efter ett år."
    )
    (pledge,) = draft.pledges
    assert len(pledge.promises) == 1
    assert [activity.responsible.value for group in pledge.groups for activity in group.activities] == [
        "police", "municipality",
    ]  # fmt: skip
    assert became(draft)[-1] == "validity"


def test_what_residents_answered_and_what_lapses_are_no_promises():
    draft = page(
        f"{OF_2020}De vanligaste svaren:\n1. Synlig polis\nVi lovar därför att\n– fotpatrullera i centrum\n"
        "Följande punkt utgår:\n• Ny belysning."
    )
    assert [promise.text.value for promise in draft.pledges[0].promises] == ["fotpatrullera i centrum"]
    assert [section.kind for section in draft.pledges[0].sections] == ["residents", "other"]


def test_a_prolongation_names_the_year_that_it_reaches():
    draft = page("2016 och 2017 års medborgarlöften förlängs att gälla även 2018.\n\nVi lovar att synas.")
    assert (str(draft.pledges[0].period.value.first), bool(draft.pledges[0].period.doubt)) == ("2018-01-01", True)


def test_a_sentence_about_results_is_no_title_of_a_report():
    draft = page(
        "Polisen tecknade 2018 ett löfte. Löftet grundar sig på resultatet av en enkät.\n\nVi lovar att synas."
    )
    assert draft.documents == ()


def test_a_share_of_those_who_answer_is_no_number_of_things_to_do():
    draft = page(f"{OF_2020}Vi lovar att synas.\n\nÅtgärder\n• Mätningen ska visa minst 60 procent trygga.")
    assert draft.pledges[0].groups[0].activities[0].target is None


def test_years_alone_on_a_line_are_the_period_of_what_follows():
    draft = page("Ås kommun och Polisen\n2021–2022\n\nVÅRT LÖFTE\nVi lovar att synas.")
    assert str(draft.pledges[0].period.value.last) == "2022-12-31"


def test_a_headline_at_the_top_is_the_title_though_it_does_not_speak_of_promises():
    draft = read_page(
        plain_lines(
            "Polis och kommun satsar på tryggare Ås\n2022-02-01\n\nDet nya medborgarlöftet gäller från 1 februari 2022 "
            "till 31 januari 2024.\n\nI löftet står att polis och kommun ska\n· synas\n\nLäs hela löftet (pdf)"
        ),
        Kommun("9999", "Ås", "Ås kommun"),
    )
    (pledge,) = draft.pledges
    assert draft.title.value == "Polis och kommun satsar på tryggare Ås"
    assert [promise.text.value for promise in pledge.promises] == ["synas"]
    assert str(pledge.period.value.last) == "2024-01-31"


def test_labelled_lines_under_an_activity_are_about_it():
    draft = page(
        "Medborgarlöfte 1:\nFärre olyckor i Ås.\n\nAktivitet: Polisen ska kontrollera farten mer.\n"
        "Ansvarig: Kommunpolisen\nTidsplan: Klart senast juni\n\nMedborgarlöfte 2:\nÖkad trygghet i Ås."
    )
    (pledge,) = draft.pledges
    ((activity,),) = [group.activities for group in pledge.groups]
    assert [note.value for note in activity.notes] == ["Tidsplan: Klart senast juni"]
    assert [promise.text.value for promise in pledge.promises] == ["Färre olyckor i Ås.", "Ökad trygghet i Ås."]


def test_a_partys_name_and_a_colon_say_who_is_responsible():
    draft = read_page(
        html_lines(
            "<h1>Medborgarlöfte 2020</h1><h2>1. Trafik</h2><p>Löfte: Vi ska få ner farten i Ås.</p><p>Aktiviteter:</p>"
            "<ul><li>Polisen: kontroller på väg 23</li><li>Skolan: undervisning</li></ul>"
        ),
        Kommun("9999", "Ås", "Ås kommun"),
    )
    activities = [activity for group in draft.pledges[0].groups for activity in group.activities]
    assert [one.responsible.value if one.responsible else "" for one in activities] == ["police", ""]
    assert [promise.text.value for promise in draft.pledges[0].promises] == ["Vi ska få ner farten i Ås."]
