"""Old addresses: read from a file as a whole or not at all, and what a reader meets who follows one."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from pledges.importing.csv_files import NOT_TEXT, NOT_UTF8, UTF16, Unreadable
from pledges.importing.old_addresses import carry_out, new_path, old_path, read
from portal.env import BASE_DIR
from portal.models import OldAddress
from tests import factories

pytestmark = pytest.mark.django_db

SAMPLE = BASE_DIR / "fixtures" / "samples" / "gamla-adresser.csv"
TOP = "gammal adress;ny adress;vad\n"
HEADINGS = "Första raden ska vara gammal adress;ny adress;vad."


@pytest.fixture(autouse=True)
def kommuner():
    factories.municipality()
    factories.municipality("Värnamo", "0683")


def rows() -> list[tuple[str, str, str]]:
    return list(OldAddress.objects.order_by("path", "target").values_list("path", "target", "label"))


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(Unreadable) as refused:
        read(text.encode() if isinstance(text, str) else text)
    return refused.value.problems


def test_the_sample_is_read_by_the_command_once_however_often_it_is_run(capsys):
    call_command("import_addresses", SAMPLE, "--dry-run")
    assert rows() == []
    for _ in range(2):
        call_command("import_addresses", SAMPLE)
    stem = "/om-polisen/lokala-samarbeten/medborgarlofte"
    assert rows() == [
        (f"{stem}-gislaved/", "/gislaved/", ""),
        (f"{stem}-varnamo-gislaved/", "/gislaved/", "Medborgarlöften i Gislaved"),
        (f"{stem}-varnamo-gislaved/", "/varnamo/", "Medborgarlöften i Värnamo"),
        ("/trygghet/medborgarlöfte.html/", "/gislaved/", ""),
    ]
    assert capsys.readouterr().out.splitlines() == [
        "Nya: 4. Ny beskrivning: 0. Tas bort: 0. Oförändrade: 0.",
        "Det var en provkörning. Inget är ändrat.",
        "Nya: 4. Ny beskrivning: 0. Tas bort: 0. Oförändrade: 0.",
        "Nya: 0. Ny beskrivning: 0. Tas bort: 0. Oförändrade: 4.",
    ]


def test_a_later_file_decides_for_the_addresses_that_it_names_and_no_others():
    by = factories.user()
    carry_out(read(f"{TOP}/a/;/gislaved/;Ett\n/b/;/gislaved/;\n".encode()), by=by)
    done = carry_out(read(f"{TOP}/a/;/varnamo/;Två\n".encode()), by=by)
    assert str(done) == "Nya: 1. Ny beskrivning: 0. Tas bort: 1. Oförändrade: 0."
    done = carry_out(read(f"{TOP}/a;/varnamo/;Tre\n".encode()), by=by)
    assert str(done) == "Nya: 0. Ny beskrivning: 1. Tas bort: 0. Oförändrade: 0."
    assert rows() == [("/a/", "/varnamo/", "Tre"), ("/b/", "/gislaved/", "")]


def test_one_wrong_row_stops_the_file_and_all_that_is_wrong_is_told_by_row(tmp_path):
    file = tmp_path / "fel.csv"
    file.write_text(f"{TOP}/a/;/gislaved/;\n/b/;https://annan.se/;\n\n/c/?id=1;/gislaved/;\n/d/;/finns-inte/;\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_addresses", file)
    assert str(refused.value).splitlines() == [
        "Rad 3: den nya adressen ”https://annan.se/” ska vara en sida här och börja med ett snedstreck.",
        "Rad 5: den gamla adressen ”/c/?id=1” har ett frågetecken. Portalen ser bara det som står före.",
        "Rad 6: det finns ingen kommun på adressen /finns-inte/.",
        "Inget är ändrat.",
    ]
    assert rows() == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (TOP.encode("utf-16"), UTF16),
        ("gammal adress;ny adress;vad\n/trygghet-för-alla/;/gislaved/;".encode("cp1252"), NOT_UTF8),
        (b"%PDF-1.7 \x00", NOT_TEXT),
        (b"", HEADINGS),
        (b"gammal;ny\n/a/;/b/\n", HEADINGS),
        (TOP.encode(), "Filen har inga rader efter rubrikerna."),
        (f'{TOP}/a/;"/gislaved/;\n'.encode(), "Rad 2: citattecknen går inte ihop."),
        (f"{TOP}/a/;/gislaved/\n".encode(), "Rad 2: raden har 2 värden, men ska ha 3."),
        (f"{TOP};/gislaved/;\n".encode(), "Rad 2: kolumnen ”gammal adress” är tom."),
    ],
)
def test_odd_files_are_answered_in_swedish(data, told):
    assert problems(data) == [told]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_mark_of_utf8_and_any_usual_delimiter_are_read(mark, sign):
    text = f"{mark}{TOP}/a/;/gislaved/;Löften\r\n".replace(";", sign)
    assert [(move.path, move.target, move.label) for move in read(text.encode())] == [("/a/", "/gislaved/", "Löften")]


@pytest.mark.parametrize(
    "target",
    [
        "https://annan.se/", "//annan.se/", "/\\annan.se/", "\\\\annan.se", "javascript:alert(1)", "gislaved/",
        "/gislaved/\n", "/admin/", "/konto/logga-in/", "/halsa/djup", "/vad/som/helst/har/", "http:///gislaved/", "",
    ],
)  # fmt: skip
def test_nothing_leads_away_from_the_portal_nor_behind_its_login(target):
    with pytest.raises(ValueError, match="adress"):
        new_path(target)


@pytest.mark.parametrize("target", ["//annan.se/", "/\\annan.se/", "https://annan.se/", "/a\nb/", ""])
def test_the_database_lets_nothing_lead_away_either(target):
    with pytest.raises(IntegrityError), transaction.atomic():
        OldAddress.objects.create(path="/a/", target=target)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("https://polisen.se/a/b", "/a/b/"),
        ("http://www.gislaved.se/a/b.html#avsnitt", "/a/b.html/"),
        ("/trygghet/l%C3%B6fte/", "/trygghet/löfte/"),
    ],
)
def test_of_an_old_address_the_path_counts_as_the_portal_meets_it(text, path):
    assert old_path(text) == path


@pytest.mark.parametrize(
    "text", ["polisen.se/a/", "ftp://polisen.se/a/", "https://polisen.se/", "/admin/a/", "/%ff/", "/a\x07/"]
)
def test_what_is_no_old_address_is_refused(text):
    with pytest.raises(ValueError, match="adress"):
        old_path(text)


def test_several_need_words_and_none_leads_on_to_another_old_one():
    assert problems(f"{TOP}/a/;/gislaved/;\n/a/;/varnamo/;Värnamo\n/varnamo/;/gislaved/;\n") == [
        "Rad 3: ”/varnamo/” är själv en gammal adress. Skriv dit den leder.",
        "Rad 2: ”/a/” leder till flera sidor. Skriv under ”vad” vad som finns på var och en.",
    ]


def test_one_target_is_gone_to_and_of_several_the_reader_chooses(client):
    carry_out(read(SAMPLE.read_bytes()), by=factories.user())
    moved = client.get("/trygghet/medborgarlöfte.html")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/gislaved/")
    several = client.get("/om-polisen/lokala-samarbeten/medborgarlofte-varnamo-gislaved")
    text = several.content.decode()
    assert (several.status_code, several.headers.get("Location")) == (300, None)
    assert '<a href="/gislaved/">Medborgarlöften i Gislaved</a>' in text
    assert '<a href="/varnamo/">Medborgarlöften i Värnamo</a>' in text
    assert '<meta name="robots" content="noindex">' in text
