"""What comes in is text: NUL and broken UTF-8 are refused with 400 wherever they are, and nothing else is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PARTS = "multipart/form-data; boundary=x"
BROKEN = [b"a\x00b", b"a\xffb", b"\xed\xa0\x80", b"\xc3\x28"]


def part(content: bytes) -> bytes:
    return b'--x\r\nContent-Disposition: form-data; name="epost"\r\n\r\n' + content + b"\r\n--x--\r\n"


def escaped(data: bytes) -> bytes:
    return b"".join(b"%%%02x" % byte for byte in data)


@pytest.mark.parametrize("broken", BROKEN, ids=["nul", "no utf-8", "a surrogate", "half a letter"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, lambda broken: b"epost=" + escaped(broken)),
        (FORM, lambda broken: b"epost=" + broken),
        (FORM, lambda broken: escaped(broken) + b"=a"),
        (PARTS, part),
        (JSON, lambda broken: b'{"epost": "' + broken + b'"}'),
    ],
    ids=["form", "form, raw", "a field's name", "parts", "json"],
)
def test_a_body_that_is_not_text_is_refused(client, kind, body, broken):
    answer = client.generic("POST", "/folj/", body(broken), content_type=kind)
    assert answer.status_code == 400
    assert "<h1>Det du skickade går inte att läsa</h1>" in answer.content.decode()


def test_a_nul_that_json_writes_in_other_letters_is_one(client):
    assert client.post("/folj/", b'{"epost": "\\u0000"}', content_type=JSON).status_code == 400


@pytest.mark.parametrize("broken", ["a\x00b", "a\xffb"])
@pytest.mark.parametrize("name", ["User-Agent", "Cookie", "HX-Target", "Referer"])
def test_a_header_or_a_cookie_that_is_not_text_is_refused(client, name, broken):
    assert client.get("/om/", headers={name: broken}).status_code == 400


@pytest.mark.parametrize("text", ["Ö�ö", "a+b & c=d %", "😀\u202e\u0301"])
@pytest.mark.parametrize("kind", [FORM, "multipart"])
def test_whatever_is_text_comes_through_as_it_was_sent(client, text, kind):
    """Also �, which somebody may have copied from a page that was broken already."""
    fields = {"epost": text, "vad": "landet"}
    if kind == FORM:
        answer = client.post("/folj/", fields, headers={"User-Agent": "Å".encode().decode("latin-1")})
    else:
        answer = client.post("/folj/", {**fields, "fil": SimpleUploadedFile("å.bin", b"\x00\xff")})
    assert answer.status_code == 200
    assert answer.context["form"]["epost"].value() == text


def test_an_address_that_is_too_long_is_refused_in_swedish(client):
    answer = client.get("/sok/", {"q": "a" * 8000})
    assert (answer.status_code, "<h1>Adressen är för lång</h1>" in answer.content.decode()) == (414, True)
    assert client.get("/api/v1/kommuner", {"lan": "1" * 8000}).json()["title"] == "Adressen är för lång"
    assert client.get("/sok/", {"q": "a" * 7900}).status_code == 200


def test_what_does_not_say_how_long_it_is_is_not_read(client):
    answer = client.post("/folj/", b"epost=a", content_type=FORM, headers={"Transfer-Encoding": "chunked"})
    assert answer.status_code == 411
    assert "Ingenting har sparats." in answer.content.decode()
