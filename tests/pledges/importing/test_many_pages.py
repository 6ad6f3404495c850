"""Old pages by a list: each whole or not at all, once, and what is wrong with one told by row and harmful to none."""

import multiprocessing
import os
import time
import unicodedata
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from pledges import revisions
from pledges.importing import many_pages
from pledges.importing.folders import file_in
from pledges.models import ImportedPage, Pledge
from portal.models import OldAddress
from portal.progress import Progress, bar
from tests import factories

TOP = "kommun;adress;hämtad;fil\n"
PAGE = "Gislaved – medborgarlöften\n\nMedborgarlöfte {year}\n\n • Vi lovar att arbeta för trygghet i Gislaved.\n"
ADDRESS = "https://polisen.se/lofte-gislaved/"


@pytest.fixture
def folder(tmp_path) -> Path:
    factories.municipality()
    factories.municipality("Värnamo", "0683")
    for year in (2020, 2021):
        (tmp_path / f"{year}.txt").write_text(PAGE.format(year=year))
    return tmp_path


@pytest.fixture
def read(folder, capsys):
    """Runs the command on a list of these rows; gives the lines that it tells, and those of what was wrong."""

    def run(rows: str, *options: str) -> tuple[list[str], list[str]]:
        (folder / "lista.csv").write_text(TOP + rows)
        wrong: list[str] = []
        try:
            call_command("import_pages", folder / "lista.csv", *(options or ["--workers=1"]))
        except CommandError as error:
            wrong = str(error).splitlines()
        return capsys.readouterr().out.splitlines(), wrong

    return run


@pytest.mark.django_db
def test_pages_wait_for_an_editor_and_come_in_once(read):
    rows = f"0662;{ADDRESS};2021-05-03;2021.txt\nVärnamo;;;2020.txt\n"
    assert read(rows) == (
        [
            "Rad 2: Gislaved, 2021.txt: ny sida, 2 förslag att ta ställning till.",
            "Rad 3: Värnamo, 2020.txt: ny sida, 2 förslag att ta ställning till.",
            "Nya: 2. Fanns redan: 0. Fel: 0.",
        ],
        [],
    )
    kept = list(ImportedPage.objects.order_by("pk").values())
    assert [(one["source_address"], str(one["fetched_on"])) for one in kept] == [(ADDRESS, "2021-05-03"), ("", "None")]
    assert read(rows)[0][-1] == "Nya: 0. Fanns redan: 2. Fel: 0."
    assert list(ImportedPage.objects.order_by("pk").values()) == kept
    assert not Pledge.objects.exists()


@pytest.mark.django_db
def test_pages_of_one_address_come_in_by_the_day_that_they_were_fetched(read):
    told = read(f"0662;{ADDRESS};2021-05-03;2021.txt\n0662;{ADDRESS};2020-05-03;2020.txt\n")[0]
    assert [line.partition(": ")[2] for line in told[:2]] == [
        "Gislaved, 2020.txt: ny sida, 2 förslag att ta ställning till.",
        "Gislaved, 2021.txt: ändrad sida sedan 2020-05-03, 2 förslag att ta ställning till.",
    ]
    assert ImportedPage.objects.get(fetched_on="2021-05-03").replaces.fetched_on.year == 2020


@pytest.mark.django_db
def test_broken_files_and_rows_are_told_of_and_hinder_no_others(read, folder):
    text = PAGE.format(year=2019)
    (folder / "utf16.txt").write_bytes(text.encode("utf-16"))
    (folder / "cp1252.txt").write_bytes(text.replace("2019", "2018").encode("cp1252"))
    (folder / "bom.txt").write_bytes(text.replace("2019", "2017").encode("utf-8-sig"))
    (folder / "avbruten.txt").write_bytes(text.replace("2019", "2016").encode()[:-3])
    (folder / "tom.txt").touch()
    (folder / "bild.html").write_bytes(b"\x89PNG\r\n")
    (folder / "trasig.pdf").write_bytes(b"%PDF-1.7\ntrasig")
    with (folder / "bomb.txt").open("wb") as bomb:
        bomb.truncate(300 * 2**20)
    texts = ("utf16.txt", "cp1252.txt", "bom.txt", "avbruten.txt", "tom.txt")
    names = (*texts, "bild.html", "trasig.pdf", "bomb.txt", "../ute.txt", "2021.txt")
    done, wrong = read("".join(f"0662;;;{name}\n" for name in names) + "9999;;;2021.txt\n0662;ftp:/x;;2020.txt\n")
    assert done[-1] == "Nya: 5. Fanns redan: 0. Fel: 7."
    assert [line.split(". ")[0].removesuffix(".") for line in sorted(wrong)] == [
        "Rad 10: filen ”../ute.txt” finns inte i mappen",
        "Rad 12: det finns ingen kommun med koden eller namnet ”9999”",
        "Rad 13: ”ftp:/x” är ingen webbadress",
        "Rad 6: filen ”tom.txt” är tom",
        "Rad 7: bild.html: Filen är en bild",
        "Rad 8: trasig.pdf: PDF:en är skadad eller bara delvis kopierad",
        "Rad 9: filen ”bomb.txt” är större än 25 MB och läses inte",
    ]


def test_files_are_found_however_their_names_are_written_and_only_in_the_folder(tmp_path):
    kept = tmp_path / "in" / "mapp"
    kept.mkdir(parents=True)
    file = kept / unicodedata.normalize("NFD", "löfte.txt")
    file.write_text("Ord")
    for name in ("mapp/löfte.txt", "mapp\\löfte.txt", str(file)):
        assert file_in(tmp_path / "in", name, most_megabytes=1) == file
    (tmp_path / "ute.txt").write_text("Ord")
    (kept / "länk.txt").symlink_to(tmp_path / "ute.txt")
    for name in ("../ute.txt", "mapp/länk.txt", "mapp", "x" * 5000, ""):
        with pytest.raises(ValueError, match="finns inte i mappen"):
            file_in(tmp_path / "in", name, most_megabytes=1)


@pytest.mark.django_db
def test_a_page_that_cannot_be_kept_whole_leaves_nothing(read, monkeypatch):
    def fail(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(revisions, "record", fail)
    with pytest.raises(KeyboardInterrupt):
        read("0662;;;2021.txt\n")
    assert not ImportedPage.objects.exists()


@pytest.mark.django_db
def test_a_page_that_takes_too_long_is_given_up(read, monkeypatch):
    monkeypatch.setattr(many_pages, "SECONDS", 0.02)
    monkeypatch.setattr(many_pages, "receive", lambda **_known: time.sleep(30))
    assert read("0662;;;2021.txt\n")[1] == [f"Rad 2: 2021.txt: {many_pages.TOO_SLOW}"]


@pytest.mark.django_db
def test_a_database_that_hangs_up_is_told_of_in_words(read, monkeypatch):
    def hang_up(**_known):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(many_pages, "receive", hang_up)
    assert read("0662;;;2021.txt\n")[1] == [f"Databasen svarade inte. {many_pages.GO_ON}"]


@pytest.mark.django_db
def test_old_addresses_lead_here_when_asked_and_never_where_one_leads_already(read):
    shared = "https://polisen.se/delad/"
    OldAddress.objects.create(path="/annan/", target="/varnamo/")
    rows = f"0662;{ADDRESS};;2021.txt\n0662;{shared};;2020.txt\n0683;{shared};;2020.txt\n"
    rows += "0683;https://polisen.se/annan/;;2021.txt\n0662;https://polisen.se/?id=3;2022-01-01;2021.txt\n"
    read(rows)
    assert OldAddress.objects.count() == 1
    told = read(rows, "--redirects", "--workers=1")[0][-2:]
    why = "den gamla adressen ”https://polisen.se/?id=3” har ett frågetecken. Portalen ser bara det som står före."
    assert told == [f"Rad 6: ingen omdirigering, för {why}", "Omdirigeringar: 3 nya. Ledde redan någonstans: 1."]
    assert list(OldAddress.objects.order_by("path", "target").values_list("path", "target", "label")) == [
        ("/annan/", "/varnamo/", ""),
        ("/delad/", "/gislaved/", "Medborgarlöften i Gislaved"),
        ("/delad/", "/varnamo/", "Medborgarlöften i Värnamo"),
        ("/lofte-gislaved/", "/gislaved/", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_several_processes_read_at_once_and_one_that_dies_leaves_only_whole_pages(read, monkeypatch):
    rows = f"0662;{ADDRESS};;2021.txt\n0683;;;2020.txt\n"
    assert read(rows, "--workers=2")[0][-1] == "Nya: 2. Fanns redan: 0. Fel: 0."
    bytes_of = many_pages.page_bytes
    monkeypatch.setattr(many_pages, "page_bytes", lambda path: os._exit(9) if "2020" in path.name else bytes_of(path))
    assert read("0662;;;2020.txt\n0683;;;2021.txt\n", "--workers=2")[1] == [f"En process avbröts. {many_pages.GO_ON}"]
    assert {page.undecided for page in ImportedPage.objects.all()} == {2}
    monkeypatch.undo()
    assert read("0662;;;2020.txt\n0683;;;2021.txt\n", "--workers=2")[1] == []
    assert ImportedPage.objects.count() == 4


def waiting_worker(told) -> None:
    """A parent that starts a worker, tells its number and waits to be killed."""
    many_pages.LOOKS_EVERY = 0.01
    worker = os.fork()
    if worker == 0:
        many_pages.end_with_parent(os.getppid())
    else:
        told.send(worker)
    time.sleep(60)


def test_workers_end_when_their_parent_is_killed():
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    parent = context.Process(target=waiting_worker, args=(theirs,))
    parent.start()
    worker = ours.recv()
    parent.kill()
    parent.join()
    deadline = time.monotonic() + 10
    while is_running(worker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not is_running(worker)


def is_running(process: int) -> bool:
    """Whether it lives. One that has ended and that nobody has asked about is a zombie, "Z"."""
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


class Terminal:
    """What a command has as a stream, on a terminal that somebody looks at."""

    def __init__(self) -> None:
        self.said = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str, ending: str = "\n") -> None:
        self.said += text + ending

    def flush(self) -> None:
        self.said += ""


def test_a_bar_tells_how_far_it_has_come_where_somebody_looks():
    terminal = Terminal()
    assert list(Progress(terminal).over("abc", 3)) == ["a", "b", "c"]
    assert [line.strip(" ") for line in terminal.said.split("\r")] == ["", "", "", f"[{'#' * 30}] 3 av 3", ""]
    assert bar(1, 3, 10) == f"[{'#' * 10}{'·' * 20}] 1 av 3, 20\u00a0sekunder kvar"
