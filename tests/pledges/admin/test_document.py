"""Uploaded files are checked, described, and kept under names that nobody can guess."""

import hashlib
import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pledges.models import Document
from portal.pdf.refusals import REASONS
from tests import factories
from tests.portal.hostile_pdfs import TRICKS
from tests.portal.raw_pdfs import MARK

pytestmark = pytest.mark.django_db
ADD = "/admin/pledges/document/add/"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf(pages: int = 2, **saving) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    out = io.BytesIO()
    made.save(out, **saving)
    return out.getvalue()


def upload(page, data: bytes, name: str = "../../" + "uppföljning " * 30 + "\u202e.exe.pdf"):
    factories.municipality()
    form = page(ADD).fill(municipality="Gislaved", title="Uppföljning 2018", kind="follow_up")
    return form.fill(file=SimpleUploadedFile(name, data)).send()


def test_a_pdf_is_described_and_stored_under_a_random_name(page):
    data = pdf()
    form = upload(page, data)
    document = Document.objects.get()
    assert form.errors == []
    stored = document.file.read()
    document.file.close()
    assert (document.size, document.pages, document.is_tagged) == (len(stored), 2, False)
    assert document.sha256 == hashlib.sha256(stored).hexdigest()
    assert document.uploaded_sha256 == hashlib.sha256(data).hexdigest()
    folder, name = document.file.name.split("/")
    assert (folder, len(name), name[-4:]) == ("documents", 36, ".pdf")
    assert "2 sidor" in form.text


def test_an_editor_reads_the_file_of_a_draft_and_others_do_not(page, office, client, settings):
    upload(page, pdf())
    document = Document.objects.get()
    address = f"/admin/pledges/document/{document.pk}/forhandsgranska/"
    answer = office.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.getvalue()[:5] == b"%PDF-"
    office.logout()
    assert client.get(address).status_code == 302
    assert client.get(document.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html>" + pdf(), REASONS["not_pdf"]),
        (b"%PDF-1.7 nonsens", REASONS["broken"]),
        (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), REASONS["encrypted"]),
    ],
    ids=["html", "skadad", "lösenord"],
)
def test_what_is_not_a_readable_pdf_is_refused_and_the_form_keeps_its_text(page, data, message):
    form = upload(page, data)
    assert form.errors == [message]
    assert form.fields["title"] == "Uppföljning 2018"
    assert not Document.objects.exists()


def test_a_file_over_the_limit_is_refused(page, settings):
    settings.DOCUMENT_MAX_MB = 0
    assert upload(page, pdf()).errors == ["Filen är större än 0 MB. Minska den och försök igen."]


def test_the_file_of_a_draft_can_be_taken_away(page):
    form = upload(page, pdf())
    form.fields.pop("file", None)
    form.fill(**{"file-clear": "on"}).send()
    document = Document.objects.get()
    assert (bool(document.file), document.sha256, document.size, document.pages) == (False, "", None, None)


def test_an_editor_is_told_what_was_taken_out_of_the_file_and_how_to_make_it_accessible(page):
    form = upload(page, TRICKS["Launch on a link"]())
    document = Document.objects.get()
    stored = document.file.read()
    document.file.close()
    assert MARK.encode() not in stored
    assert document.removed == ["åtgärder som startar program"]
    assert "tagit bort detta ur filen: åtgärder som startar program" in form.text
    assert form.text.count("Filen är inte taggad") == 2  # said after the upload, and kept beside the file


def test_the_same_file_twice_in_a_kommun_is_told_and_stored_only_when_it_is_meant(page):
    data = pdf()
    upload(page, data)
    again = page(ADD).fill(municipality="Gislaved", title="Igen", kind="other")
    again.fill(file=SimpleUploadedFile("b.pdf", data)).send()
    assert [error.partition("?")[0] for error in again.errors] == [
        "Gislaved har redan den här filen: ”Uppföljning 2018”. Ska den finnas två gånger"
    ]
    assert Document.objects.count() == 1
    assert again.fields["title"] == "Igen"
    again.fill(is_second_copy="on", file=SimpleUploadedFile("b.pdf", data)).send()
    assert (again.errors, Document.objects.count()) == ([], 2)
    factories.municipality("Vaggeryd", "0665")
    other = page(ADD).fill(municipality="Vaggeryd", title="T", kind="other", file=SimpleUploadedFile("b.pdf", data))
    assert other.send().errors == []


def test_a_pledge_of_another_kommun_is_refused(page):
    other = factories.pledge(factories.municipality("Vaggeryd", "0665"))
    factories.municipality()
    form = page(ADD).fill(municipality="Gislaved", title="T", kind="other", pledge=str(other)).send()
    assert form.errors == ["Medborgarlöftet hör till Vaggeryd, inte Gislaved."]


@pytest.mark.parametrize(("kind", "accepted"), [("png", True), ("gif", False)])
def test_a_photo_is_of_a_kind_that_we_show(page, kind, accepted):
    pledge = factories.pledge()
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    form = page(f"/admin/pledges/pledge/{pledge.pk}/change/")
    form.fill(photo=SimpleUploadedFile(f"bild.{kind}", out.getvalue()), photo_alt="Ett torg").send()
    assert form.errors == ([] if accepted else ["Välj en bild av slaget JPEG, PNG eller WebP."])
    pledge.refresh_from_db()
    assert bool(pledge.photo) is accepted
