"""How documents are served: never run, never guessed, in parts too; and what is said when a file is lost."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from pledges import publishing
from pledges.documents import describe
from pledges.models import Document
from portal.pdf import intake
from tests import factories
from tests.portal.hostile_pdfs import benign, saved

pytestmark = pytest.mark.django_db
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@pytest.fixture(scope="module")
def clean():
    pdf = intake.clean([saved(benign())])
    with pdf.file:
        return pdf, pdf.file.read()


@pytest.fixture
def document(settings, tmp_path, clean):
    settings.MEDIA_ROOT = tmp_path
    made = Document(municipality=factories.municipality(), title="Uppföljning – tertial 1/2025 åäö", kind="follow_up")
    describe(made, clean[0])
    made.file.save("x.pdf", ContentFile(clean[1]), save=False)
    made.save()
    publishing.make_public(made, by=factories.user())
    return made


def is_guarded(answer) -> bool:
    held = ("Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy", "X-Frame-Options")
    wanted = [POLICY, "nosniff", "same-origin", "DENY"]
    return [answer.headers.get(name) for name in held] == wanted


@pytest.mark.parametrize("verb", ["get", "head"])
def test_a_document_is_shown_under_its_name_and_guarded(client, document, clean, verb):
    answer = getattr(client, verb)(document.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert is_guarded(answer)
    assert answer["Content-Length"] == str(document.size)
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Disposition"] == (
        'inline; filename="uppfoljning-tertial-1-2025-aao.pdf"; '
        "filename*=UTF-8''Uppf%C3%B6ljning%20%E2%80%93%20tertial%201%202025%20%C3%A5%C3%A4%C3%B6.pdf"
    )
    assert answer.getvalue() == (clean[1] if verb == "get" else b"")


def test_a_reader_that_has_the_file_is_told_so_and_guarded(client, document):
    answer = client.get(document.get_absolute_url(), headers={"If-None-Match": f'"{document.sha256}"'})
    assert (answer.status_code, is_guarded(answer)) == (304, True)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", slice(0, 5)),
        ("bytes=10-", slice(10, None)),
        ("bytes=-7", slice(-7, None)),
        ("bytes=5-999999999", slice(5, None)),
        ("bytes=0-0", slice(0, 1)),
    ],
)
def test_a_part_is_sent_as_a_part(client, document, clean, asked, part):
    answer = client.get(document.get_absolute_url(), headers={"Range": asked})
    data = answer.getvalue()
    assert (answer.status_code, data, is_guarded(answer)) == (206, clean[1][part], True)
    first = clean[1].index(data, part.start if part.start and part.start > 0 else 0)
    assert answer["Content-Length"] == str(len(data))
    assert answer["Content-Range"].startswith("bytes ")
    assert answer["Content-Range"].endswith(f"-{first + len(data) - 1}/{document.size}") or len(data) == 1


@pytest.mark.parametrize("asked", ["bytes=0-1,3-4", "bytes=-", "bytes=a-b", "rows=1-2", "bytes=" + "9" * 40 + "-"])
def test_what_is_not_one_part_is_answered_with_the_whole(client, document, clean, asked):
    answer = client.get(document.get_absolute_url(), headers={"Range": asked})
    assert (answer.status_code, answer.getvalue()) == (200, clean[1])


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0", "bytes=9-3"])
def test_a_part_that_does_not_exist_is_refused(client, document, asked):
    answer = client.get(document.get_absolute_url(), headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{document.size}")
    assert is_guarded(answer)


def test_a_part_of_another_file_than_the_reader_has_is_not_mixed_in(client, document, clean):
    answer = client.get(document.get_absolute_url(), headers={"Range": "bytes=0-4", "If-Range": '"annan"'})
    assert (answer.status_code, answer.getvalue()) == (200, clean[1])


def lose(path: Path, how: str) -> None:
    if how == "gone":
        path.unlink()
    elif how == "cut short":
        path.write_bytes(path.read_bytes()[:100])
    else:
        data = bytearray(path.read_bytes())
        data[50] ^= 1
        path.write_bytes(data)


@pytest.mark.parametrize("how", ["gone", "cut short", "one bit wrong"])
def test_a_lost_file_is_said_to_be_so_where_it_is_listed_and_where_it_is_asked_for(client, document, how):
    page, address = document.municipality.get_absolute_url(), document.get_absolute_url()
    assert address in client.get(page).content.decode()
    lose(Path(document.file.path), how)
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "3600", "no-store")
    assert "tillfälligt otillgänglig" in answer.content.decode()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    listed = client.get(page).content.decode()
    assert document.title in listed
    assert "Tillfälligt otillgänglig." in listed
    assert address not in listed


def test_what_is_withdrawn_says_when_and_why_and_a_draft_is_not_there(client, document):
    publishing.withdraw(document, by=factories.user(), reason="Fel fil.")
    answer = client.get(document.get_absolute_url())
    assert answer.status_code == 410
    assert "Fel fil." in answer.content.decode()
    Document.objects.filter(pk=document.pk).update(state="draft")
    assert client.get(document.get_absolute_url()).status_code == 404
