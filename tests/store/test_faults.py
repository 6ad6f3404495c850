"""A folder that is broken, closed, empty or full costs time and never an answer."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from pledges import publishing
from pledges.models import Document
from portal.store import ledger, shelf
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def page(client, gislaved, watcher):
    """Asks for the kommun's page: (how it was answered, its content)."""

    def ask():
        answer = client.get("/gislaved/")
        assert answer.status_code == 200
        return answer.headers["X-Cache"], answer.content

    return ask


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:40],
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
        lambda data: data[:200] + b"!" + data[201:],
        lambda data: data[:-20] + bytes(20),
        lambda data: b"\x00" * len(data),
        lambda data: data + b"mer",
        lambda data: b'portal.store 1 x {"status": 200}\n',
    ],
)
def test_a_broken_entry_is_made_anew(page, files, damage):
    _, content = page()
    (file,) = files()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    how, again = page()
    assert (how in ("MISS", "HIT"), again) == (True, content)
    assert page() == ("HIT", content)


def test_an_entry_in_the_wrong_place_answers_for_no_other_address(page, client, files):
    page()
    (file,) = files()
    other = shelf.place_of("/")
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(file.read_bytes())
    assert client.get("/").headers["X-Cache"] == "MISS"


def test_an_emptied_folder_is_filled_again(page):
    _, content = page()
    shutil.rmtree(ledger.folder())
    assert page() == ("MISS", content)
    assert page() == ("HIT", content)


def test_a_folder_that_cannot_be_written_in_is_passed_by(page):
    ledger.folder().write_text("en fil där mappen ska vara")
    _, content = page()
    assert page() == ("MISS", content)


def test_a_full_disk_is_passed_by_and_leaves_nothing_half_written(page, monkeypatch, files):
    def full(_path, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert [page()[0] for _ in range(2)] == ["MISS", "MISS"]
    assert len(files()) == 0


def test_a_page_says_when_a_file_that_it_tells_of_has_vanished_and_when_it_is_back(page, gislaved):
    data = b"%PDF-1.7 ett dokument"
    document = Document(municipality=gislaved, title="Lägesbild", kind="situation", sha256=sha256(data).hexdigest())
    document.size, document.source = len(data), "Prov"
    document.file.save("x.pdf", ContentFile(data), save=False)
    document.save()
    publishing.make_public(document, by=factories.user())
    page()
    how, whole = page()
    assert (how, b"otillg\xc3\xa4nglig" in whole) == ("HIT", False)
    kept = Path(document.file.path)
    kept.rename(kept.with_suffix(".borta"))
    how, without = page()
    assert (how, b"otillg\xc3\xa4nglig" in without) == ("MISS", True)
    assert page() == ("HIT", without)
    kept.with_suffix(".borta").rename(kept)
    assert page() == ("MISS", whole)


def test_the_folder_holds_what_it_may_and_what_was_read_the_longest_ago_goes_first(page, client, files):
    for number, address in enumerate(["/om/", "/gislaved/", "/lattlast/"]):
        client.get(address)
        os.utime(shelf.place_of(address), (1_000_000 + number,) * 2)
    client.get("/om/")  # read now, so it stays
    sizes = sum(shelf.place_of(address).stat().st_size for address in ("/om/", "/lattlast/"))
    assert shelf.trim(sizes) == 1
    assert {file.name for file in files()} == {shelf.place_of("/om/").name, shelf.place_of("/lattlast/").name}
