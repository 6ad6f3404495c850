"""The nightly sweep deletes files that nothing names, and none that something shows or may show again."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from pledges import publishing, trash
from pledges.models import Document
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]
A_DAY_AND_MORE = 25 * 3600


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def age(path: Path, seconds: int = A_DAY_AND_MORE) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def document() -> Document:
    facts = {"pages": 1, "size": 8, "sha256": "0" * 64}
    made = Document(municipality=factories.municipality(), title="Löftet", kind="pledge", **facts)
    made.file.save("x.pdf", ContentFile(b"%PDF-1.7"), save=False)
    made.save()
    return made


def photo(item) -> Path:
    Image.new("RGB", (1, 1)).save(picture := io.BytesIO(), "JPEG")
    item.photo_alt = "Ett torg."
    item.photo.save("x.jpg", ContentFile(picture.getvalue()))
    return Path(item.photo.path)


def sweep() -> str:
    told = io.StringIO()
    call_command("sweep", stdout=told)
    return told.getvalue()


def test_files_without_a_row_are_deleted_after_a_day(folder):
    old, new = (
        {kind: folder / kind / name for kind in ("documents", "editions", "exports", "photos")} for name in "on"
    )
    for path in (*old.values(), *new.values()):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    for path in old.values():
        age(path)
    assert "Filer som inget hör till: 4." in sweep()
    assert [path.exists() for path in old.values()] == [False] * 4
    assert [path.exists() for path in new.values()] == [True] * 4


def test_files_that_rows_editions_or_the_trash_name_stay(folder):
    by = factories.user()
    pledge = factories.pledge()
    shown_by_the_edition = photo(pledge)
    edition = publishing.publish(pledge, by=by)
    deleted = factories.news_item()
    kept = [shown_by_the_edition, photo(pledge), photo(deleted), Path(edition.pdf.path), Path(document().file.path)]
    trash.put(deleted, by=by)
    replaced = photo(draft := factories.pledge(first=2031, last=2032))
    kept.append(photo(draft))
    for path in (*kept, replaced):
        age(path)
    assert "Filer som inget hör till: 1." in sweep()
    assert [path.exists() for path in kept] == [True] * 6
    assert not replaced.exists()


def test_a_portal_without_files_has_nothing_to_sweep(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not made yet"
    assert "Filer som inget hör till: 0." in sweep()
