"""What is sent is bounded before it is read; a full disk is told in Swedish and leaves nothing behind."""

import errno

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.storage import StorageFull
from tests import factories
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
BOUNDARY = "a1b2"


@pytest.mark.parametrize(
    ("address", "size", "status"),
    [("/konto/logga-in/", 1.1, 413), ("/admin/pledges/document/add/", 41, 413), ("/halsa/lever", 1.1, 413)],
)
def test_what_says_that_it_is_too_large_is_refused_unread(client, address, size, status):
    answer = client.post(
        address, b"x", "multipart/form-data; boundary=a", headers={"Content-Length": str(int(size * 2**20))}
    )
    assert answer.status_code == status
    assert "Ingenting har sparats" in answer.content.decode()


@pytest.mark.parametrize("length", ["²", "-1", "1e9", ""])
def test_a_length_that_is_no_number_is_no_fault(client, length):
    assert client.get("/halsa/lever", headers={"Content-Length": length}).status_code == 200


def parts(number: int, kind: str) -> bytes:
    name = 'name="a"; filename="a.txt"' if kind == "files" else 'name="a"'
    part = f"--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\nx\r\n"
    return (part * number + f"--{BOUNDARY}--\r\n").encode()


BODIES = {
    "ten thousand files": parts(10_000, "files"),
    "eleven files": parts(11, "files"),
    "ten thousand fields": parts(10_000, "fields"),
    "broken base64": f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n'
    f"Content-Transfer-Encoding: base64\r\n\r\n{' ' * 100_000}!!!\r\n--{BOUNDARY}--\r\n".encode(),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_form_that_is_broken_on_purpose_is_refused_in_swedish(client, name, settings):
    sign_in(client, factories.user(is_superuser=True))
    answer = client.post("/admin/pledges/document/add/", BODIES[name], f"multipart/form-data; boundary={BOUNDARY}")
    assert answer.status_code == 400
    assert "Det du skickade går inte att läsa" in answer.content.decode()


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=å"]
)
def test_a_form_without_a_boundary_is_refused_in_swedish(client, kind):
    sign_in(client, factories.user(is_superuser=True))
    assert client.post("/admin/pledges/document/add/", b"abc", kind).status_code == 400


class Full(ContentFile):
    """A file that fills the disk half way."""

    def chunks(self, chunk_size=None):
        yield b"half"
        raise OSError(errno.ENOSPC, "No space left on device")


def test_what_found_no_room_leaves_nothing_on_the_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with pytest.raises(StorageFull):
        default_storage.save("documents/a.pdf", Full(b"halfhalf"))
    assert list(tmp_path.rglob("*.pdf")) == []
    assert default_storage.save("documents/a.pdf", ContentFile(b"small")) == "documents/a.pdf"


def test_a_disk_that_is_full_already_as_the_file_comes_in_is_told_too(settings, monkeypatch):
    def full(handler, *_args) -> None:
        handler.file.close()
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    sign_in(client, factories.user(is_superuser=True))
    client.cookies["csrf"] = "a" * 32
    answer = client.post("/admin/pledges/document/add/", {"file": SimpleUploadedFile("a.pdf", b"abc")})
    assert answer.status_code == 507
    assert "utrymme för filer är slut" in answer.content.decode()


def test_a_document_for_which_the_disk_has_no_room_is_not_kept_and_the_page_says_so(
    client, settings, tmp_path, monkeypatch
):
    from pledges.models import Document, Upload

    settings.MEDIA_ROOT = tmp_path
    factories.municipality()
    sign_in(client, factories.user(is_superuser=True))
    form = {"municipality": "Gislaved", "title": "T", "kind": "other", "file": SimpleUploadedFile("a.pdf", pdf())}
    monkeypatch.setattr("django.core.files.base.File.chunks", Full.chunks)
    answer = client.post("/admin/pledges/document/add/", form)
    assert answer.status_code == 507
    assert "utrymme för filer är slut" in answer.content.decode()
    monkeypatch.undo()
    assert (list(tmp_path.rglob("*.pdf")), Document.objects.count(), Upload.objects.count()) == ([], 0, 0)
    form["file"] = SimpleUploadedFile("a.pdf", pdf())
    assert client.post("/admin/pledges/document/add/", form).status_code == 302
    assert (Document.objects.count(), Upload.objects.count()) == (1, 1)


def pdf() -> bytes:
    from tests.portal.hostile_pdfs import benign, saved

    return saved(benign())
