"""Files in a folder become documents: once, cleaned, in the place that waited for them, and broken ones harmlessly."""

import dataclasses
import io
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from pikepdf import Encryption

from followups.models import FollowUp
from pledges import publishing
from pledges.models import Document, PublicEvent, Revision
from pledges.search import document_entry
from portal.pdf import intake
from portal.storage import StorageFull
from tests import factories
from tests.pledges.importing.test_pdf_tables import HEADINGS, line
from tests.portal.hostile_pdfs import benign, saved

pytestmark = pytest.mark.django_db
TOP = "kommun;fil;slag;titel;år;tertial;adress;hämtad\n"
ROW = "0662;a.pdf;Uppföljning;Uppföljning tertial 3 2020.pdf;2020;3;https://example.se/a.pdf;2021-03-01\n"


@pytest.fixture(scope="module")
def clean():
    pdf = intake.clean([saved(benign())])
    with pdf.file:
        return pdf, pdf.file.read()


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.mkdir()
    factories.municipality()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(saved(benign()))
    return tmp_path / "in"


@pytest.fixture
def at_once(monkeypatch, clean):
    """The door without its child process: every file comes out as the same clean one."""
    pdf, data = clean

    def door(file):
        return dataclasses.replace(pdf, file=io.BytesIO(data), uploaded_sha256=sha256(file.read()).hexdigest())

    monkeypatch.setattr("pledges.importing.document_files.clean_pdf", door)


@pytest.fixture
def read(folder, capsys):
    """Runs the command on a list of these rows; gives the lines that it tells, and those of what was wrong."""

    def run(rows: str, *options: str) -> tuple[list[str], list[str]]:
        (folder / "lista.csv").write_text(TOP + rows)
        wrong: list[str] = []
        try:
            call_command("import_documents", folder, "--manifest", folder / "lista.csv", *options)
        except CommandError as error:
            wrong = str(error).splitlines()
        return capsys.readouterr().out.splitlines(), wrong

    return run


def stored(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def place(**fields) -> Document:
    values = {"kind": "follow_up", "title": "Uppföljning tertial 3 2020", "source": "En sida", **fields}
    return Document.objects.create(municipality=factories.municipality(), **values)


def test_a_file_becomes_a_draft_with_its_source_and_its_text_and_is_read_once(read, settings):
    assert read(ROW, "--dry-run")[0][-2:] == [
        "Nya: 1. Fick sin fil: 0. Fanns redan: 0. Fel: 0.",
        "Det var en provkörning. Inget är ändrat.",
    ]
    assert (Document.objects.count(), stored(settings)) == (0, [])
    assert read(ROW) == (
        ["Rad 2: ”Uppföljning tertial 3 2020.pdf” är nytt.", "Nya: 1. Fick sin fil: 0. Fanns redan: 0. Fel: 0."],
        [],
    )
    document = Document.objects.get()
    assert (document.state, document.kind, document.year, document.first_tertial) == ("draft", "follow_up", 2020, 3)
    assert (document.source_address, str(document.fetched_on)) == ("https://example.se/a.pdf", "2021-03-01")
    assert (document.pages, document.text.split()) == (2, ["Sida", "1", "Sida", "2"])
    assert "Sida 1" in document_entry(document).text
    assert read(ROW.replace("a.pdf;", "./a.pdf;"))[0][-1] == "Nya: 0. Fick sin fil: 0. Fanns redan: 1. Fel: 0."
    assert len(stored(settings)) == 1


@pytest.mark.usefixtures("at_once")
def test_a_public_place_that_waits_for_the_file_is_filled_and_shown_at_once(read, client):
    waiting = place(year=2020, first_tertial=3, last_tertial=3)
    publishing.make_public(waiting, by=factories.user())
    assert read(ROW)[0][0] == "Rad 2: ”Uppföljning tertial 3 2020” får sin fil."
    waiting.refresh_from_db()
    assert (Document.objects.count(), waiting.is_published, waiting.is_available) == (1, True, True)
    assert client.get(waiting.get_absolute_url()).getvalue() == waiting.file.read()
    waiting.file.close()
    assert PublicEvent.objects.order_by("pk").last().kind == "corrected"
    verbs = Revision.objects.of_thing(waiting).order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["published", "found", "saved", "published"]


@pytest.mark.usefixtures("at_once")
def test_a_place_is_known_by_its_year_and_tertials_too_and_several_are_not_guessed_among(read):
    place(title="T3-rapporten", year=2020, first_tertial=3, last_tertial=3)
    assert read(ROW)[0][0] == "Rad 2: ”T3-rapporten” får sin fil."
    Document.objects.all().delete()
    for title in ("T3-rapporten", "Rapport"):
        place(title=title, year=2020, first_tertial=3, last_tertial=3)
    assert read(ROW)[1] == ["Rad 2: filen kan höra till flera platser: ”T3-rapporten”, ”Rapport”."]
    assert not Document.objects.with_file().exists()


@pytest.mark.usefixtures("at_once")
def test_what_is_new_is_shown_when_asked_for_and_what_was_withdrawn_stays_so(read):
    assert read(ROW, "--publish")[1] == []
    document = Document.objects.get()
    assert document.is_published
    publishing.withdraw(document, by=factories.user(), reason="Fel fil.")
    assert read(ROW, "--publish")[0][0].endswith("finns redan.")
    document.refresh_from_db()
    assert document.state == "withdrawn"


@pytest.mark.usefixtures("at_once")
def test_what_a_follow_up_answers_is_proposed_and_told(read, monkeypatch):
    pledge = factories.pledge(first=2020, last=2020)
    words = [*HEADINGS, *line(30, (40, pledge.activities.get().text), (220, "Genomförd"))]
    monkeypatch.setattr("followups.proposing.words_of", lambda _file: words)
    assert read(ROW)[0][0] == (
        "Rad 2: ”Uppföljning tertial 3 2020.pdf” är nytt. 1 svar föreslås i ett nytt utkast, tertial 3 2020."
    )
    Document.objects.update(uploaded_sha256="")
    FollowUp.objects.update(availability="mentioned")
    assert read(ROW)[0][0].endswith(
        " 1 svar föreslås i uppföljningen, tertial 3 2020. De visas när någon har valt ”Svaren finns här” i den."
    )


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (StorageFull(28, "full"), "disken är full, så filen är inte inläst."),
        (IntegrityError("twice"), "någon annan lade in samma fil just nu. Kör om kommandot."),
    ],
)
def test_what_is_wrong_outside_the_file_is_told_by_row_too(read, settings, monkeypatch, fault, told):
    def fail(*_args, **_kwargs):
        raise fault

    monkeypatch.setattr("pledges.importing.document_files.revisions.record", fail)
    assert read(ROW)[1] == [f"Rad 2: a.pdf: {told}"]
    assert (Document.objects.count(), stored(settings)) == (0, [])


@pytest.mark.usefixtures("at_once")
def test_a_save_that_fails_leaves_no_file(read, settings, monkeypatch):
    def fail(*_args, **_kwargs):
        raise ValidationError("Nej")

    monkeypatch.setattr("pledges.importing.document_files.revisions.record", fail)
    with pytest.raises(ValidationError):
        read(ROW)
    assert (Document.objects.count(), stored(settings)) == (0, [])


def test_broken_files_are_told_of_by_row_and_hinder_no_others(read, folder):
    whole = saved(benign())
    (folder / "avbruten.pdf").write_bytes(whole[: len(whole) // 2])
    (folder / "ord.pdf").write_bytes(b"PK\x03\x04 inte en PDF")
    (folder / "hemlig.pdf").write_bytes(saved(benign(), encryption=Encryption(owner="a", user="b")))
    (folder / "tom.pdf").touch()
    with (folder / "bomb.pdf").open("wb") as bomb:
        bomb.truncate(300 * 2**20)
    (folder.parent / "utanför.pdf").write_bytes(whole)
    names = ["avbruten", "ord", "hemlig", "tom", "bomb", "../utanför", "a"]
    done, wrong = read("".join(ROW.replace("a.pdf", f"{name}.pdf", 1) for name in names))
    assert done[-1] == "Nya: 1. Fick sin fil: 0. Fanns redan: 0. Fel: 6."
    assert [line.split(". ")[0].removesuffix(".") for line in wrong] == [
        "Rad 2: avbruten.pdf: PDF:en är skadad eller bara delvis kopierad",
        "Rad 3: ord.pdf: Filen är inte en PDF",
        "Rad 4: hemlig.pdf: PDF:en är skyddad med lösenord eller spärrar",
        "Rad 5: filen ”tom.pdf” är tom",
        "Rad 6: filen ”bomb.pdf” är större än 25 MB och läses inte",
        "Rad 7: filen ”../utanför.pdf” finns inte i mappen",
    ]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("0662;a.pdf;Broschyr;T;;;;", "”Broschyr” är inget slag av dokument. Skriv något av: Uppföljning, "),
        ("0662;a.pdf;Annat;T;20;;;", "”20” under ”år” är inget år."),
        ("0662;a.pdf;Annat;T;2020;4;;", "”4” under ”tertial” ska vara 1, 2 eller 3, eller flera som 1-2."),
        ("0662;a.pdf;Annat;T;;1-2;;", "tertialet behöver ett år."),
        ("0662;a.pdf;Annat;T;;;javascript:alert(1);", "Fyll i en giltig URL."),
        ("0662;a.pdf;Annat;T;;;;1/3", "”1/3” under ”hämtad” är inget datum; skriv som 2021-12-31."),
        ("0000;a.pdf;Annat;T;;;;", "det finns ingen kommun med koden eller namnet ”0000”."),
    ],
)
def test_a_wrong_row_says_what_to_write(read, row, told):
    wrong = read(f"{row}\n")[1]
    assert [line[: len(told) + 7] for line in wrong] == [f"Rad 2: {told}"]
