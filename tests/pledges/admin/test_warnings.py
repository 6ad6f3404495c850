"""After saving, what deserves a second look is told; nothing is stopped."""

import pytest

from pledges.guardrails import looks_like_personnummer, unknown_abbreviations
from pledges.models import GlossaryTerm, Method
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("811218-9876", True),
        ("Personen (19811218-9876) hördes.", True),
        ("811218+9876", True),
        ("8112189876", True),
        ("811278-9873", True),
        ("811218-9877", False),
        ("811318-9876", False),
        ("Diarienummer 2024-123456", False),
        ("15 trafikinsatser 2025–2026", False),
    ],
)
def test_a_personnummer_is_known_by_its_day_and_check_digit(text, looks):
    assert looks_like_personnummer(text) is looks


def test_abbreviations_that_are_explained_or_are_roman_numerals_are_left_alone():
    assert unknown_abbreviations(["BRÅ och EST om XII, SSPF"], {"EST"}) == ["BRÅ", "SSPF"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"promises__0__text": "Vi ringer 811218-9876."}, "ser ut som ett personnummer"),
        ({"promises__0__text": "Vi arbetar med SSPF."}, "Skriv ut eller förklara i ordlistan: SSPF."),
        ({"activities__0__happens_on": "2030-01-01"}, "Dagen för ”Gör sak 1.” ligger utanför löftets period."),
    ],
)
def test_it_is_saved_and_told(page, values, words):
    pledge = factories.pledge()
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/").fill(**values).send()
    assert form.errors == []
    assert words in form.text
    assert words not in form.send().text


WHILE_TYPING = (
    ("promises-0-text", {"promises-0-text": "Vi ringer 811218-9876."}, "ser ut som ett personnummer"),
    ("lead", {"lead": "Vi arbetar med SSPF."}, "Skriv ut eller förklara i ordlistan: SSPF."),
    ("photo_alt", {"photo": "1", "photo_alt": " "}, "Beskriv vad bilden visar"),
    ("activities-3-target_unit", {"activities-3-target_count": "4", "activities-3-target_unit": ""}, "vad som räknas"),
    (
        "activities-0-happens_on",
        {
            "activities-0-happens_on": "2030-01-01", "activities-0-text": "Gå.",
            "starts_on": "2025-01-01", "ends_on": "2026-12-31",
        },
        "Dagen för ”Gå.” ligger utanför löftets period.",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("field", "typed", "words"), WHILE_TYPING)
def test_the_same_is_told_while_it_is_typed_and_nothing_is_saved(office, field, typed, words):
    start = field.rpartition("-")[0]
    answer = office.post("/admin/synpunkter/", {**typed, "_row": f"{start}-" if start else ""})
    found = {name: sentences for name, sentences in answer.json().items() if sentences}
    assert list(found) == [field]
    assert words in found[field][0]


def test_what_is_well_is_told_as_well_so_that_an_old_remark_goes(office):
    answer = office.post(
        "/admin/synpunkter/", {"happens_on": "i morgon", "text": "Vi går.", "starts_on": "x", "slug": "AB"}
    )
    assert answer.json() == {"happens_on": [], "text": [], "starts_on": [], "slug": []}
    assert office.get("/admin/synpunkter/").status_code == 405


def test_what_is_explained_is_not_told(page):
    GlossaryTerm.objects.create(name="SSPF", slug="sspf")
    Method.objects.create(name="Effektiv samordning för trygghet", abbreviation="EST", slug="est")
    pledge = factories.pledge()
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/").fill(promises__0__text="SSPF och EST.").send()
    assert "Skriv ut" not in form.text
