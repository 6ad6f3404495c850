"""Each rule that reads words, with an example of what it is for and of what it must leave alone."""

import pytest

from pledges.importing.reading.amounts import Share, Target, read_extent, read_share, read_target
from pledges.importing.reading.follow_up_links import read_listed
from pledges.importing.reading.groups import Ages, read_ages, read_target_group
from pledges.importing.reading.numbers import number_of
from pledges.importing.reading.periods import read_period
from pledges.importing.reading.spelling import respelt
from pledges.importing.reading.texts import Span, Text
from pledges.importing.reading.vocabulary import METHODS, THEMES, read_all, read_development
from pledges.importing.reading.where import read_places

from .words import text


@pytest.mark.parametrize(
    ("words", "number"), [("femton", 15), ("Två", 2), ("tjugoett", 21), ("1 200", 1200), ("ett", 1), ("hundra", 100)]
)
def test_numbers_in_words_and_figures(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("Göra minst femton riktade insatser mot droger.", Target(15, "riktade insatser", at_least=True)),
        ("Ha minst två samverkansmöten under året.", Target(2, "samverkansmöten", at_least=True, per="year")),
        ("En gång varje kvartal hålla en större trafikinsats.", Target(1, "större trafikinsats", per="quarter")),
        ("Polisen ska besöka skolan två gånger per år.", Target(2, "gånger", per="year")),
        ("Hålla en trygghetsvandring i Ås.", Target(1, "trygghetsvandring")),
        ("Trygghetsvandring görs minst en gång per halvår på varje plats.",
         Target(1, "trygghetsvandring", at_least=True, per="half_year", per_place=True)),
        ("Kommunen anställer två trygghetsvärdar.", Target(2, "trygghetsvärdar")),
        ("Minst 40 timmars patrullering per månad.", Target(40, "timmars", at_least=True, per="month")),
        ("Påbörja en åtgärdsplan.", None),
        ("Ta bort klotter inom 24 timmar.", None),
        ("Nå ungdomar i åldern 15-20 år.", None),
        ("Öka närvaron på 2 procent av platserna.", None),
    ],
)  # fmt: skip
def test_a_target_is_what_the_words_promise_and_no_other_number(words, target):
    read = read_target(text(words))
    assert (read.value if read else None) == target


def test_a_target_that_the_portal_cannot_count_is_in_doubt():
    assert read_target(text("Två gånger per termin.")).doubt == "Portalen räknar inte per termin. Räkna om målet."
    assert "varannan månad" in read_target(text("Tre möten varannan månad.")).doubt


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("Minst 12 kontroller per år, varav minst 20 procent på kvällstid.", Share(20, "på kvällstid")),
        ("Sex kontroller, varav minst hälften på helger.", Share(50, "på helger")),
        ("Tre möten, varav minst ett i Ås.", None),
        ("Tre möten, varav minst 140 procent i Ås.", None),
    ],
)
def test_a_part_share(words, share):
    read = read_share(text(words))
    assert (read.value if read else None) == share


@pytest.mark.parametrize(
    ("words", "extent"),
    [
        ("Kommunen ska vid behov sätta upp lampor.", "conditional"),
        ("Polisen patrullerar när resurserna medger det.", "conditional"),
        ("Gruppen träffas kontinuerligt.", "continuous"),
        ("Hålla vandringar. Vid behov görs en plan.", None),
    ],
)
def test_work_without_a_number_is_continuous_or_conditional_by_its_first_sentence(words, extent):
    read = read_extent(text(words))
    assert (read.value if read else None) == extent


@pytest.mark.parametrize(
    ("words", "label", "first", "last"),
    [
        ("Medborgarlöfte 2021", "2021", "2021-01-01", "2021-12-31"),
        ("Medborgarlöfte 2019 - 2020", "2019 - 2020", "2019-01-01", "2020-12-31"),
        ("Löften 2016 och 2017", "2016 och 2017", "2016-01-01", "2017-12-31"),
        ("Löfte 2019/20", "2019/20", "2019-01-01", "2020-12-31"),
        ("Löfte 1 juli 2018 – 30 juni 2020", "1 juli 2018 – 30 juni 2020", "2018-07-01", "2020-06-30"),
        ("Från den 1 april 2022 till och med den 31 mars 2024", "1 april 2022 till och med den 31 mars 2024",
         "2022-04-01", "2024-03-31"),
        ("juli 2018-juni 2020", "juli 2018-juni 2020", "2018-07-01", "2020-06-30"),
        ("2018-07-01 – 2020-06-30", "2018-07-01 – 2020-06-30", "2018-07-01", "2020-06-30"),
        ("Medborgarlöfte hösten 2015", "hösten 2015", "2015-09-01", "2015-12-31"),
    ],
)  # fmt: skip
def test_a_period_is_kept_as_written_and_has_real_days(words, label, first, last):
    read = read_period(text(words))
    assert (read.text.value, str(read.value.first), str(read.value.last)) == (label, first, last)


@pytest.mark.parametrize("words", ["Löftet gäller i två år", "31 februari 2020-99-99", "2020 - 1999", "nr 20201"])
def test_what_is_no_period_is_not_made_one(words):
    read = read_period(text(words))
    assert read is None or read.text.value in words


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Uppföljning medborgarlöfte Ås kommun, tertial 3 2020", ["2020-t3"]),
        ("Uppföljning 2018 tertial 2", ["2018-t2"]),
        ("Uppföljning Ås kommun tertial 1-3 2019.pdf", ["2019-t1-3"]),
        ("Uppföljning 2022, tertial 1 och 2 (PDF)", ["2022-t1-2"]),
        ("Uppföljning T2-T3 2018", ["2018-t2-3"]),
        ("Uppföljning första halvåret 2019", ["2019-h1"]),
        ("Halvårsrapport 2 2014", ["2014-h2"]),
        ("Uppföljning juli-december 2018", ["2018-h2"]),
        ("Uppföljning helår 2017.pdf", ["2017-t1-3"]),
        ("Medborgarlöften Ås kommun 2018 Uppföljning Ås kommun, tertial 3 2017.pdf", [None, "2017-t3"]),
        ("Uppföljningen ska ske i tertial 3 2020", []),
        ("Uppföljning", []),
    ],
)
def test_titles_of_follow_ups_say_year_and_tertials(title, slugs):
    assert [one.span.value.slug if one.span else None for one in read_listed(text(title))] == slugs


@pytest.mark.parametrize(
    ("title", "doubt"),
    [
        ("Uppföljning tertial 1-3 2019", ""),
        ("Uppföljning tertial 1 och 3 2019", "Titeln nämner tertial 1 och 3 men inte 2."),
        ("Uppföljning 2019", "Titeln nämner bara året. Uppföljningen antas gälla hela året."),
        ("Uppföljning hösten 2019", "Titeln nämner en årstid. Den antas vara ett halvår."),
    ],
)
def test_a_title_that_leaves_something_to_guess_is_in_doubt(title, doubt):
    assert read_listed(text(title))[0].span.doubt == doubt


@pytest.mark.parametrize(
    ("table", "words", "found"),
    [
        (METHODS, "Fortsätta med EST och trygghets- och nattvandra.", ["est", "trygghetsvandring", "nattvandring"]),
        (METHODS, "Det är est ett ord.", []),
        (THEMES, "Minska droger bland unga i trafiken.", ["narkotika", "trafik", "unga"]),
        (THEMES, "Arbeta med tygghetsskapande åtgärder.", ["trygghet"]),
        (THEMES, "Trygghetsmätningen visar mycket.", []),
    ],
)
def test_methods_and_themes_are_found_in_any_form_of_the_word(table, words, found):
    assert [read.value for read in read_all(table, text(words))] == found


@pytest.mark.parametrize(
    ("words", "development"),
    [
        ("Påbörja arbetet med EST.", "starts"),
        ("Fortsätta med EST.", "continues"),
        ("Fortsätta och vidareutveckla EST.", "widens"),
        ("Göra EST.", None),
    ],
)
def test_something_starts_continues_or_widens(words, development):
    read = read_development(text(words))
    assert (read.value if read else None) == development


@pytest.mark.parametrize(
    ("words", "group", "ages"),
    [
        ("särskilt fokus på ungdomar i åldern 15-20 år", "ungdomar", Ages(15, 20)),
        ("främst unga, 21 år och yngre", "unga", Ages(None, 21)),
        ("unga mellan 13 och 17 år", "unga", Ages(13, 17)),
        ("ungdomar under 18 år", "ungdomar", Ages(None, 17)),
        ("alla över 80 år", None, Ages(80, None)),
        ("trygghet bland kommunens invånare", "kommunens invånare", None),
        ("ett arbete sedan två år", None, None),
    ],
)
def test_target_groups_with_their_ages(words, group, ages):
    read_group, years = read_target_group(text(words)), read_ages(text(words))
    assert (read_group.value if read_group else None, years.value if years else None) == (group, ages)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("medborgalöfte", "medborgarlöfte"),
        ("Lokapolisområdeschef", "Lokalpolisområdeschef"),
        ("aktuellla", "aktuella"),
        ("medborgarlöftes", "medborgarlöftes"),
        ("aktuellt", "aktuellt"),
        ("trygghets", "trygghets"),
    ],
)
def test_a_word_of_the_field_is_known_with_one_wrong_letter(written, right):
    assert respelt(written) == right


def test_what_is_found_in_a_misspelt_text_is_given_as_it_was_written():
    page = Text("Nya medborgalöften på aktuellla platser", (Span(3, 0, 39),))
    assert read_places(page)[0].text.value == "aktuellla platser"
    assert [(span.line, span.start) for span in read_places(page)[0].text.spans] == [(3, 22)]
