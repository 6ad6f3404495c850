"""Who does something, with whom, where, and who has signed or said it: rules with what they must leave alone."""

import datetime

import pytest

from pledges.importing.reading.people import read_people, read_quote, read_signing_day
from pledges.importing.reading.vocabulary import read_partners
from pledges.importing.reading.where import read_places
from pledges.importing.reading.who import read_responsibility

from .words import text


@pytest.mark.parametrize(
    ("words", "responsible", "lead", "body", "role"),
    [
        ("Polisen ska synas.", "police", None, None, None),
        ("Ås kommun ska bygga.", "municipality", None, None, None),
        ("Polisen och kommunen ska mötas.", "joint", None, None, None),
        ("Kommunen ska tillsammans med polisen gå ut.", "joint", "municipality", None, None),
        ("Områdespoliserna ska mötas.", "police", None, None, "Områdespoliserna"),
        ("Kommunens fältassistenter är ute.", "municipality", None, None, "fältassistenter"),
        ("Den strategiska säkerhetsgruppen (SSG) kommer att träffas.", "body", None,
         "Den strategiska säkerhetsgruppen (SSG)", None),
        ("Utefter lägesbilden genomför kommunen och polisen rundor.", "joint", None, None, None),
        ("Tillsammans kommer vi att mötas.", "joint", None, None, None),
        ("Insatser görs i samverkan med Ås kommun.", "joint", None, None, None),
        ("Fastighetsägare, polis och kommun ska vandra.", "joint", None, None, None),
        ("Öka närvaron.", None, None, None, None),
        ("Involvera kommunens invånare.", None, None, None, None),
    ],
)  # fmt: skip
def test_who_is_responsible_follows_from_the_first_sentence(words, responsible, lead, body, role):
    read = read_responsibility(text(words))
    found = [read.responsible, read.lead]
    assert [each.value if each else None for each in found] == [responsible, lead]
    assert [each.value if each else None for each in (read.body, read.sub_role)] == [body, role]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Trygghetsvandringar i centrala Ås och Berga.", ["centrala Ås", "Berga"]),
        ("Områdena vid Storgatan, Torgparken och Nytorget ska prioriteras.", ["Storgatan", "Torgparken", "Nytorget"]),
        ("Vägar är Sjövägen i Ås samt Norra vägen/rv 26 i Berga.", ["Sjövägen", "Norra vägen/rv 26"]),
        ("Rundor på aktuella platser (hot spots) i kommunen.", ["aktuella platser (hot spots)"]),
        ("Kontroller på väg 40 och vid skolor.", ["väg 40", "skolor"]),
        ("Insatser mot Badparken, busstorget och Kyrkan.", ["Badparken", "busstorget", "Kyrkan"]),
        ("Arbeta enligt Effektiv samordning för trygghet i Ås kommun.", []),
        ("Samverka med Polisen och Socialtjänsten.", []),
    ],
)
def test_places_of_any_grain_but_no_whole_kommun(words, places):
    assert [read.value.name for read in read_places(text(words))] == places


def test_a_place_knows_the_place_that_it_is_in():
    read = read_places(text("Öka närvaron runt Storgatan i Berga."))[0]
    assert (read.value.name, read.value.within) == ("Storgatan", "Berga")


@pytest.mark.parametrize(
    ("words", "partners"),
    [
        ("Arbeta i samarbete med fastighetsbolag och näringsidkare.", ["fastighetsbolag", "naringsidkare"]),
        (
            "Kontakter med skola, fritid och socialtjänst för att hjälpa.",
            ["fritidsverksamhet", "skola", "socialtjanst"],
        ),
        ("Söka med hund i skolor.", []),
        ("Öka tryggheten för boende.", []),
    ],
)
def test_partners_are_those_that_something_is_done_with(words, partners):
    assert [read.value for read in read_partners(text(words), None)] == partners


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("kommunstyrelsens ordförande Åsa Ek och lokapolisområdeschef Bo By",
         [("Åsa Ek", "board_chair", ""), ("Bo By", "area_chief", "")]),
        ("Per-Olof Lind, tf lokalpolisområdeschef", [("Per-Olof Lind", "area_chief", "acting")]),
        ("vice ordförande i kommunstyrelsen Stig Alm", [("Stig Alm", "board_vice_chair", "")]),
        ("Åsa Ek, kommunstyrelsens ordförande i Ås, Bo By, kommunalråd i Berg",
         [("Åsa Ek", "board_chair", ""), ("Bo By", "other", "")]),
        ("Ann Ek, biträdande lokalpolisområdeschef", [("Ann Ek", "area_chief", "deputy")]),
        ("Anna Ek gick hem", []),
    ],
)  # fmt: skip
def test_people_with_their_roles(words, people):
    found = [read.value for read in read_people(text(words))]
    assert [(person.name, person.role, person.capacity) for person in found] == people


def test_a_quote_has_its_words_its_person_and_who_agrees():
    quote = read_quote(text("– Det går bra, säger Åsa Ek, samordnare Ås kommun och får medhåll av Bo By."))
    parts = [quote.text, quote.person, quote.title, quote.organisation, quote.agrees]
    assert [part.value for part in parts] == ["Det går bra", "Åsa Ek", "samordnare", "Ås kommun", "Bo By"]


def test_a_day_of_signing_without_a_year_is_in_the_first_year_and_in_doubt():
    day = read_signing_day(text("Löftet skrevs under den 1 februari."), 2022)
    assert (day.value.date, day.value.precision) == (datetime.date(2022, 2, 1), "day")
    assert day.doubt == "Året står inte vid dagen. Det antas vara 2022."
