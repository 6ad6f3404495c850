"""Files in a bucket that several machines share: one machine's file is another's, and each has copies of its own."""

import datetime
import hashlib
import io
import math
import os
import time
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from pledges import publishing, room
from pledges.models import Document
from portal import bucket, shared_files
from portal.backup.files import stored
from portal.backup.reading import Digested, StoredFile
from portal.backup.restoring import keep
from portal.database.middleware import ExplainDatabaseDown
from portal.health.serving import files
from portal.health.signs import State
from portal.shared_files import trim
from portal.storage import StorageAway
from tests import factories
from tests.many.bucket import address, bucket_server

pytestmark = pytest.mark.xdist_group("many")
PDF = b"%PDF-1.7 en fil"


@pytest.fixture(scope="session")
def url():
    with bucket_server() as address:
        yield address


@pytest.fixture
def machine(url, settings, tmp_path, monkeypatch):
    """(name) -> the storage as a machine with that name has it; the last one that was asked for is this machine."""
    monkeypatch.setattr(shared_files, "TRIED_AGAIN_AFTER", 0)
    settings.STORAGES = {**settings.STORAGES, "default": bucket.shared_storage(url)}
    storage = storages["default"]

    def be(name: str):
        settings.MEDIA_ROOT = tmp_path / name
        return storage

    yield be
    storage.bucket.objects.all().delete()


def test_what_one_machine_keeps_another_reads_and_its_copy_is_fetched_once(machine, tmp_path):
    name = machine("a").save("documents/a.pdf", ContentFile(PDF))
    other = machine("b")
    assert read(other, name) == PDF
    assert not (tmp_path / "b").exists()
    assert Path(other.path(name)).read_bytes() == PDF
    Path(other.path(name)).write_bytes(b"as it was fetched")
    assert Path(other.path(name)).read_bytes() == b"as it was fetched"
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.pdf"]


def test_a_name_that_is_taken_is_not_written_over_and_folders_are_listed_as_on_disk(machine):
    storage = machine("a")
    assert [storage.exists(name) for name in ("", "documents")] == [False, False]
    first, second = (storage.save("documents/a.pdf", ContentFile(data)) for data in (PDF, b"another"))
    assert first != second
    assert read(storage, first) == PDF
    assert [storage.exists(name) for name in ("", "documents", first)] == [True, True, True]
    assert storage.listdir("") == (["documents"], [])
    assert sorted(storage.listdir("documents")[1]) == sorted(Path(name).name for name in (first, second))
    assert storage.used("documents") == len(PDF) + len(b"another")
    assert timezone.now() - storage.get_modified_time(first) < datetime.timedelta(minutes=1)


def test_what_is_not_there_and_a_storage_that_is_away_are_told_apart(machine, url, settings):
    storage = machine("a")
    for ask in (storage.open, storage.path, storage.size):
        with pytest.raises(FileNotFoundError):
            ask("documents/borta.pdf")
    assert list(Path(settings.MEDIA_ROOT).rglob("*.*")) == []
    away = gone(settings)
    for ask in (away.open, away.path, away.size, away.exists, away.listdir, away.delete, away.used):
        with pytest.raises(StorageAway):
            ask("documents/a.pdf")
    with pytest.raises(StorageAway):
        away.save("documents/a.pdf", ContentFile(PDF))


def test_a_published_document_is_served_from_the_copy_when_the_storage_is_away_and_503_without(
    machine, settings, client, db
):
    storage = machine("a")
    where = factories.municipality()
    known, unread = (published(where, storage, title) for title in ("Läst", "Aldrig läst"))
    machine("b")
    assert content(client.get(known.get_absolute_url())) == (200, PDF)
    gone(settings)
    assert content(client.get(known.get_absolute_url())) == (200, PDF)
    answer = client.get(unread.get_absolute_url())
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
    assert "tillfälligt otillgänglig" in answer.content.decode()
    listed = client.get(where.get_absolute_url()).content.decode()
    assert unread.get_absolute_url() in listed
    assert "Tillfälligt otillgänglig" not in listed


def test_a_copy_that_is_damaged_is_fetched_anew_and_a_file_that_is_damaged_is_not_served(machine, client, db):
    storage = machine("a")
    document = published(factories.municipality(), storage, "En")
    copy = Path(storage.path(document.file.name))
    for damage in (b"damaged", b""):
        copy.write_bytes(damage)
        assert content(client.get(document.get_absolute_url())) == (200, PDF)
        assert copy.read_bytes() == PDF
    storage.bucket.Object(document.file.name).put(Body=b"damaged")
    copy.unlink()
    assert client.get(document.get_absolute_url()).status_code == 503


def test_what_is_erased_on_one_machine_goes_from_the_others_too(machine):
    storage = machine("a")
    kept, erased = (storage.save(f"documents/{name}.pdf", ContentFile(PDF)) for name in "ab")
    other = machine("b")
    left, gone_too = Path(other.path(kept)), Path(other.path(erased))
    machine("a").delete(erased)
    other = machine("b")
    other.tidy()
    assert (left.exists(), gone_too.exists()) == (True, False)


def test_copies_take_up_no_more_than_they_may_and_the_first_that_came_go_first(machine, settings):
    settings.STORAGE_COPIES_MB = 1
    storage = machine("a")
    names = [storage.save(f"documents/{name}.pdf", ContentFile(bytes(400_000))) for name in "abc"]
    places = [Path(storage.path(name)) for name in names]
    for age, place in zip((30, 20, 10), places, strict=True):
        os.utime(place, (time.time() - age,) * 2)
    trim(Path(settings.MEDIA_ROOT), 2**20, but=places[0])
    assert [place.exists() for place in places] == [True, False, True]


def test_health_tries_the_shared_storage_and_uploads_have_room(machine, settings):
    machine("a")
    assert files().state is State.OK
    assert room.free() == math.inf
    gone(settings)
    with pytest.raises(StorageAway):
        files()


def test_a_backup_reads_the_shared_storage_and_is_put_in_place_there(machine, settings):
    settings.BACKUP_LEAVES_OUT_FOLDERS = ["exports"]
    storage = machine("a")
    for name in ("documents/a.pdf", "editions/b.pdf", "exports/c.zip"):
        storage.save(name, ContentFile(PDF))
    assert list(stored()) == ["documents/a.pdf", "editions/b.pdf"]
    storage.bucket.Object("editions/b.pdf").put(Body=b"damaged")
    added: list[str] = []
    for name in ("documents/a.pdf", "editions/b.pdf", "photos/d"):
        keep(StoredFile(name, len(PDF), Digested(io.BytesIO(PDF))), added)
    assert added == ["photos/d"]
    assert [read(storage, name) for name in stored()] == [PDF, PDF, PDF]


def test_who_saves_while_the_storage_is_away_is_told_that_nothing_was_saved(rf):
    answer = ExplainDatabaseDown(None).process_exception(rf.post("/", {"title": "T"}), StorageAway())
    assert answer.status_code == 503
    assert "<h1>Inget sparades</h1>" in answer.content.decode()
    assert 'name="title" value="T"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    ["s3://värd/hink", "s3://a:b@värd", "s3://a:b@värd/hink/mapp", "http://a:b@värd/hink", "s3://a:b@värd/h?saker=0"],
)
def test_an_address_that_is_no_storage_is_refused_with_how_it_is_written(wrong):
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL skrivs som s3://NYCKEL"):
        bucket.shared_storage(wrong)


def test_the_address_is_read_and_is_encrypted_unless_it_says_otherwise():
    asked = bucket.shared_storage("s3://a:b%2Fc@lager.example:9000/hink?region=eu-north-1")["OPTIONS"]
    names = ("access_key", "secret_key", "bucket_name", "endpoint_url", "region_name", "file_overwrite")
    assert [asked[name] for name in names] == [
        "a", "b/c", "hink", "https://lager.example:9000", "eu-north-1", False,
    ]  # fmt: skip


def gone(settings):
    """The storage, with nobody at its address."""
    settings.STORAGES = {**settings.STORAGES, "default": bucket.shared_storage(address("127.0.0.1", 1))}
    return storages["default"]


def published(where, storage, title: str) -> Document:
    name = storage.save(f"documents/{title.encode().hex()}.pdf", ContentFile(PDF))
    known = {"file": name, "sha256": hashlib.sha256(PDF).hexdigest(), "size": len(PDF), "pages": 1}
    document = Document.objects.create(municipality=where, title=title, kind="follow_up", **known)
    publishing.make_public(document, by=factories.user(f"{title.lower().split()[0].encode().hex()}@example.se"))
    return document


def read(storage, name: str) -> bytes:
    with storage.open(name) as file:
        return file.read()


def content(answer) -> tuple[int, bytes]:
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content
