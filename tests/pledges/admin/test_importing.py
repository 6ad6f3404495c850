"""Reviewing an old page in the back office, without script: taken in, gone through, and made into drafts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pledges.importing import deciding
from pledges.importing.pieces import laid
from pledges.importing.problems import ImportProblem
from pledges.importing.receiving import receive
from pledges.models import ImportedPage, Pledge
from tests import factories
from tests.approving import person
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ADD = reverse("admin:pledges_importedpage_add")
PAGE = """Gislaved – medborgarlöften
Medborgarlöfte 2021
 • Vi lovar att arbeta för ökad trygghet i Gislaveds kommun.
Aktiviteter
 • Genomföra en trygghetsvandring i Reftele.
 • Polisen ska genomföra två fikastunder per vecka.
Aktiviteterna ovan har diskuterats länge.
Till toppen
"""


@pytest.fixture
def imported(office, editor) -> ImportedPage:
    return receive(municipality=factories.municipality(), text=PAGE, by=editor).page


def address(page: ImportedPage) -> str:
    return reverse("admin:pledges_importedpage_change", args=[page.pk])


def pieces(page: ImportedPage) -> list:
    page.refresh_from_db()
    return laid(page.pieces, page.decisions)


def piece(page: ImportedPage, words: str):
    return next(one for one in pieces(page) if words in one.words)


def decide(office, page: ImportedPage, words: str, button: str, **fields):
    asked = piece(page, words)
    return office.post(address(page), {"bit": asked.id, "opened": asked.count, button: "1", **fields})


def sent(**fields) -> dict:
    return {"municipality": "Gislaved", "source": "", "fetched": "", "text": "", **fields}


def test_a_page_is_pasted_once_and_leads_to_its_review(office):
    factories.municipality()
    first = office.post(ADD, sent(text=PAGE, source="polisen.se/gislaved", fetched="2021-05-03"))
    page = ImportedPage.objects.get()
    assert (first["Location"], page.source_address) == (address(page), "https://polisen.se/gislaved")
    again = office.post(ADD, sent(text=PAGE), follow=True)
    assert "Sidan har redan kommit in" in again.content.decode()
    assert ImportedPage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("tom.txt", b" \n", "tom.txt: Filen är tom."),
        ("sida.pdf", b"\x89PNG", "sida.pdf: Filen är en bild. Portalen läser bara text."),
        ("gammal.doc", b"\xd0\xcf\x11\xe0", "gammal.doc: Filen är en äldre Word-fil (.doc)."),
        ("a.html", b"<p>Rad\x01</p>", "Tecknet U+0001 hör inte hemma i en text."),
        ("a.docx", b"PK\x03\x04trasig", "a.docx: Filen är inte en Word-fil (.docx), eller så är den skadad."),
    ],
)
def test_a_broken_file_is_answered_in_swedish_and_what_was_typed_stands(office, name, data, message):
    factories.municipality()
    answer = office.post(ADD, sent(source="https://ås.se/", file=SimpleUploadedFile(name, data)))
    text = answer.content.decode()
    assert (answer.status_code, message in text, "https://ås.se/" in text) == (200, True, True)
    assert not ImportedPage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Klistra in sidans text, eller välj en fil."),
        ({"text": "a", "file": SimpleUploadedFile("a.txt", b"a")}, "Du har både klistrat in text och valt en fil."),
        ({"text": "a", "municipality": "Sävsjö"}, "Hittar inte ”Sävsjö”."),
    ],
    ids=["nothing", "both", "another's kommun"],
)
def test_what_is_missing_is_told(client, fields, message):
    factories.municipality("Sävsjö", "0684")
    local = sign_in(client, person("bo", "editor", "police", municipality=factories.municipality()))
    answer = local.post(ADD, sent(**fields))
    assert (answer.status_code, message in answer.content.decode()) == (200, True)
    assert not ImportedPage.objects.exists()


def test_the_review_shows_each_line_beside_what_it_became_linked_both_ways(office, imported):
    text = office.get(address(imported)).content.decode()
    marks = {mark: text.count(f'class="line {mark}"') for mark in ("placed", "left", "aside")}
    assert marks == {"placed": 5, "left": 1, "aside": 2}
    activity = piece(imported, "Reftele")
    assert f'id="bit-{activity.id}"' in text
    assert 'id="rad-5"' in text
    period = piece(imported, "2021")
    assert (period.lines, f'href="#bit-{period.id}"' in text) == ((2,), False)
    assert "6 kvar att bestämma</strong>, varav 2 osäkra" in text
    assert "Mål: Portalen räknar inte per vecka. Räkna om målet." in text


def test_pieces_are_decided_by_small_forms_and_the_next_that_is_left_is_shown(office, imported):
    answer = decide(office, imported, "Reftele", "_accept")
    assert answer["Location"] == f"{address(imported)}#bit-{piece(imported, 'fikastunder').id}"
    answer = decide(office, imported, "diskuterats", "_drop", varfor="Hör inte till löftet.")
    assert [(one.decision, one.reason) for one in [piece(imported, "diskuterats")]] == [
        ("dropped", "Hör inte till löftet.")
    ]
    decide(office, imported, "diskuterats", "_undo")
    answer = decide(office, imported, "diskuterats", "_move", till="section:1")
    assert piece(imported, "diskuterats").kind == "section"
    office.post(address(imported), {"_certain": "1", "lofte": "1"})
    assert [one.words for one in pieces(imported) if one.is_open] == [
        "Polisen ska genomföra två fikastunder per vecka."
    ]


def test_a_piece_is_opened_changed_and_shown_with_what_the_page_said(office, imported, page):
    asked = piece(imported, "fikastunder")
    opened = page(f"{address(imported)}?andra={asked.id}")
    wanted = {
        name.removeprefix(f"{asked.id}-"): value for name, value in opened.fields.items() if name.startswith(asked.id)
    }
    assert (wanted["responsible"], wanted["text"]) == ("police", asked.words)
    fields = {name: value for name, value in opened.fields.items() if name.startswith(asked.id)}
    fields |= {f"{asked.id}-text": "Polisen ska fika.", f"{asked.id}-places": "Torget / Gislaved\n\nReftele"}
    decide(office, imported, "fikastunder", "_change", **fields)
    changed = piece(imported, "Polisen ska fika")
    assert (changed.decision, changed.proposed) == ("changed", asked.words)
    assert changed.values == {
        "text": "Polisen ska fika.",
        "responsible": "police",
        "promises": asked.values["promises"],
        "group": asked.values["group"],
        "places": ["Torget / Gislaved", "Reftele"],
    }
    assert (
        "På sidan: Polisen ska genomföra två fikastunder per vecka." in office.get(address(imported)).content.decode()
    )


def test_what_is_wrong_is_told_where_it_was_typed(office, imported):
    asked = piece(imported, "fikastunder")
    fields = {f"{asked.id}-text": "Fika.", f"{asked.id}-extent": "counted", f"{asked.id}-target_count": "2"}
    answer = decide(office, imported, "fikastunder", "_change", **fields)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ett mål i antal behöver antal och vad som räknas" in text
    assert ">\nFika.</textarea>" in text
    assert piece(imported, "fikastunder").decision == ""


def test_two_who_review_at_once_are_told(office, imported, editor):
    asked = piece(imported, "Reftele")
    bo = person("bo", "editor", "police", municipality=factories.municipality())
    deciding.drop(imported, asked.id, "Fel år.", opened=0, by=bo)
    answer = office.post(address(imported), {"bit": asked.id, "opened": "0", "_accept": "1"})
    assert (answer.status_code, "bestämde om biten efter att du öppnade sidan" in answer.content.decode()) == (
        409,
        True,
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"_accept": "1"},
        {"_accept": "1", "bit": "\u202e", "opened": "²"},
        {"_change": "1", "bit": "left"},
        {"_move": "1", "bit": "1-activity-1", "opened": "0", "till": "activity:" + "9" * 5000},
        {"_take": "1", "rad": "9" * 5000, "till": "promise:1"},
        {"_drop": "1", "bit": "1-activity-1", "opened": "0", "varfor": ""},
    ],
)
def test_what_no_button_sends_changes_nothing(office, imported, fields):
    assert office.post(address(imported), fields).status_code in (409, 422)
    assert ImportedPage.objects.get().decisions == {}


def test_with_script_only_the_piece_is_answered_and_refusals_are_shown_in_it(office, imported):
    asked = piece(imported, "diskuterats")
    sent_by_htmx = {"bit": asked.id, "opened": "0", "_drop": "1", "varfor": ""}
    answer = office.post(address(imported), sent_by_htmx, headers={"HX-Request": "true"})
    assert (answer.status_code, "Skriv varför den inte ska vara med." in answer.content.decode()) == (200, True)


def test_drafts_are_made_when_nothing_is_left_and_asking_again_shows_them(office, imported):
    assert office.post(address(imported), {"_make": "1"}).status_code == 422
    office.post(address(imported), {"_certain": "1", "lofte": "1"})
    decide(office, imported, "fikastunder", "_accept")
    decide(office, imported, "diskuterats", "_drop", varfor="Prat.")
    told = [office.post(address(imported), {"_make": "1"}, follow=True).content.decode() for _ in range(2)]
    assert "Nya utkast: 1. Nya platser för dokument: 0." in told[0]
    assert "Utkasten var redan gjorda." in told[1]
    pledge = Pledge.objects.get()
    assert reverse("admin:pledges_pledge_change", args=[pledge.pk]) in told[1]
    assert office.get(reverse("admin:pledges_pledge_change", args=[pledge.pk])).status_code == 200


def test_a_page_is_put_aside_with_a_reason_and_taken_up_again(office, imported):
    assert office.post(address(imported), {"_aside": "1", "varfor": ""}).status_code == 422
    office.post(address(imported), {"_aside": "1", "varfor": "Dubblett."})
    assert "lagd åt sidan: Dubblett." in office.get(address(imported)).content.decode()
    office.post(address(imported), {"_up": "1"})
    assert ImportedPage.objects.get().state == "review"


def test_history_tells_who_decided_what(office, imported):
    decide(office, imported, "Reftele", "_accept")
    text = office.get(reverse("admin:pledges_importedpage_history", args=[imported.pk])).content.decode()
    assert "Aktivitet, rad 5: godkänd." in text


def test_the_start_page_tells_how_many_wait(office, imported):
    assert '<span class="what">Importerade sidor</span>' in office.get("/admin/").content.decode()
    office.post(address(imported), {"_aside": "1", "varfor": "Dubblett."})
    assert '<span class="what">Importerade sidor</span>' not in office.get("/admin/").content.decode()


def test_hostile_text_is_text_and_no_address_leads_to_script(office, editor):
    text = PAGE.replace("Reftele", '"><svg/onload=alert(1)> {{ 7|add:7 }} javascript:alert(1)')
    page = receive(municipality=factories.municipality(), text=text, by=editor, file_name="<b>.txt").page
    shown = office.get(f"{address(page)}?andra={piece(page, 'onload').id}").content.decode()
    assert "<svg/onload" not in shown
    assert "&lt;svg/onload=alert(1)&gt; {{ 7|add:7 }}" in shown
    assert "<b>.txt" not in shown
    with pytest.raises(ImportProblem, match="Adressen ska börja med"):
        receive(municipality=page.municipality, text="Annat", by=editor, source="javascript:alert(1)")
