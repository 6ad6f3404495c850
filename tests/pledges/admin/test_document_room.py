"""No account fills the disk, and a save that comes to nothing leaves no file."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from pledges.models import Document, Upload
from portal.pdf import intake
from portal.pdf.refusals import REASONS, Refused
from tests import factories
from tests.portal.hostile_pdfs import benign, saved

pytestmark = pytest.mark.django_db
ADD = "/admin/pledges/document/add/"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def refuse(monkeypatch):
    """Cleaning without a child: each file comes to the same end."""

    def end(code: str) -> None:
        def clean(_chunks):
            raise Refused(code)

        monkeypatch.setattr(intake, "clean", clean)

    return end


def upload(page, **fields):
    factories.municipality()
    form = page(ADD).fill(municipality="Gislaved", title="Uppföljning", kind="follow_up", **fields)
    return form.fill(file=SimpleUploadedFile("a.pdf", saved(benign()))).send()


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.pdf"))


def test_an_account_uploads_so_much_in_a_day(page, settings, editor, tmp_path):
    settings.UPLOADS_DAY_MB = 1
    Upload.objects.create(by=editor, size=999_900)
    form = upload(page)
    assert form.response.status_code == 507
    assert form.errors == ["Du har laddat upp så mycket som går på ett dygn, 1 MB. Fortsätt i morgon."]
    assert form.fields["title"] == "Uppföljning"
    assert (Document.objects.count(), files(tmp_path)) == (0, [])
    Upload.objects.update(at=timezone.now() - datetime.timedelta(days=1, minutes=1))
    assert upload(page).errors == []
    assert Upload.objects.bytes_of(editor, timezone.now() - datetime.timedelta(hours=1)) == Document.objects.get().size


@pytest.mark.parametrize("reason", ["total", "disk"])
def test_all_together_take_so_much_of_the_disk(page, settings, tmp_path, monkeypatch, reason):
    if reason == "total":
        settings.UPLOADS_TOTAL_MB = 1
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents" / "a.pdf").write_bytes(bytes(999_900))
    else:
        monkeypatch.setattr("pledges.room.free", lambda: 200 * 2**20)
    form = upload(page)
    assert form.response.status_code == 507
    assert form.errors == [
        "Portalens utrymme för filer är slut, så filen sparades inte. Säg till den som sköter portalen."
    ]


def test_when_many_upload_at_once_one_is_asked_to_come_back(page, refuse):
    refuse("busy")
    form = upload(page)
    assert (form.response.status_code, form.errors) == (503, [REASONS["busy"]])
    assert form.fields["title"] == "Uppföljning"


def test_each_upload_and_each_refusal_is_one_line_in_the_audit(page, refuse, monkeypatch):
    lines = []
    monkeypatch.setattr(
        "portal.accounts.audit.record", lambda event, _request, **details: lines.append((event, details))
    )
    upload(page)
    document = Document.objects.get()
    refuse("signed")
    upload(page)
    stored = {"thing": document, "sha256": document.uploaded_sha256, "size": document.size}
    assert lines == [("document_uploaded", stored), ("document_refused", {"reasons": ["signed"]})]


def test_a_file_whose_document_could_not_be_saved_is_taken_away(page, monkeypatch, tmp_path):
    def fail(*_args, **_kwargs):
        raise RuntimeError("mitt i")

    monkeypatch.setattr("pledges.revisions.record", fail)
    with pytest.raises(RuntimeError, match="mitt i"):
        upload(page)
    assert (files(tmp_path), Document.objects.count(), Upload.objects.count()) == ([], 0, 0)


def test_what_was_uploaded_long_ago_is_forgotten(editor):
    Upload.objects.create(by=editor, size=1)
    Upload.objects.update(at=timezone.now() - datetime.timedelta(days=8))
    Upload.objects.create(by=editor, size=2)
    call_command("sweep")
    assert [upload.size for upload in Upload.objects.all()] == [2]
