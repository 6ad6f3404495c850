"""The front server for real: what reaches the application, what is kept for a second, what nginx says itself."""

import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import pytest
from django.test import override_settings

from tests.headers import is_open
from tests.local.standing_in import Front, running_front

KEPT = 3  # seconds, in which a busy machine asks some times
HASHED = "app.0123456789ab.css"


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Short, with a space and an å."""
    folder = Path(tempfile.mkdtemp(prefix="å b "))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Front]:
    static = home / "static"
    static.mkdir()
    for name, text in {HASHED: "plain", f"{HASHED}.br": "brotli", f"{HASHED}.gz": "gzip", "icon.svg": "<svg/>"}.items():
        (static / name).write_text(text)
    known = {"STATIC_ROOT": static, "ALLOWED_HOSTS": ["127.0.0.1", "localhost"], "SECURE_HSTS_SECONDS": 63_072_000}
    with (
        override_settings(**known, PUBLIC_URL="https://127.0.0.1:8443"),
        running_front(home, searches=2, kept=KEPT) as running,
    ):
        yield running


@pytest.fixture(autouse=True)
def nothing_asked(server: Front) -> None:
    server.forget()


def test_https_is_http_2_and_http_leads_there(server):
    server.trusted.set_alpn_protocols(["h2", "http/1.1"])
    with server.connect() as connection:
        assert (connection.version(), connection.selected_alpn_protocol()) == ("TLSv1.3", "h2")
    server.trusted.set_alpn_protocols(["http/1.1"])
    answer = server.get("/gislaved/?a=b", tls=False)
    assert (answer.status, answer.headers["location"]) == (308, "https://127.0.0.1:8443/gislaved/?a=b")
    assert "strict-transport-security" not in answer.headers
    assert not is_open(answer.headers)
    assert server.asked == []


@pytest.mark.parametrize("host", ["annan.example", "127.0.0.1.annan.example"])
def test_a_name_that_is_not_ours_gets_no_page(server, host):
    for tls in (True, False):
        answer = server.get("/", Host=host, tls=tls)
        found = (answer.status, is_open(answer.headers), "Adressen går inte att läsa" in answer.text)
        assert found == (400, False, True)
    assert server.get("http://annan.example/").status == 400
    assert server.asked == []


def test_what_a_visitor_writes_of_where_it_comes_from_is_written_over(server):
    lies = {
        "X-Forwarded-For": "8.8.8.8", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "annan.example",
        "X-Forwarded-Port": "1", "X-Real-IP": "8.8.8.8", "Forwarded": "for=8.8.8.8", "Proxy": "http://8.8.8.8",
    }  # fmt: skip
    server.get("/own/", **lies)
    told = {name: value for name, value in server.asked[0].headers.items() if name in {*lies, "Host"}}
    assert told == {"Host": "127.0.0.1:8443", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https"}


def test_the_back_office_and_signing_in_have_workers_of_their_own(server):
    for path in ("/", "/gislaved/x.pdf", "/api/v1/", "/admin/", "/admin/x.pdf", "/konto/logga-in/", "/administration/"):
        server.get(path, Cookie="session=1")
    assert [asked.by for asked in server.public.asked] == ["public"] * 4
    assert [asked.line.split()[1] for asked in server.office.asked] == ["/admin/", "/admin/x.pdf", "/konto/logga-in/"]


def asked_for(server: Front, path: str, *how: dict[str, str]) -> int:
    """How many of these questions reached the application."""
    before = len(server.asked)
    for headers in how:
        server.get(path, **headers)
    return len(server.asked) - before


def test_a_public_page_is_kept_for_a_while_for_those_alone_who_show_nothing(server):
    assert asked_for(server, "/kept/", {}, {}, {"X-Other": "1"}) == 1
    assert server.get("/kept/", method="HEAD").body == b""
    assert len(server.asked) == 1
    assert asked_for(server, "/kept/", {"Cookie": "a=b"}, {"Authorization": "Basic eA=="}) == 2
    assert asked_for(server, "/kept/?alla=1", {}, {}) == 1
    assert asked_for(server, "/kept/", {"HX-Request": "true"}, {"HX-Request": "true"}) == 1
    assert server.get("/kept/", HX_Request="true").text == "public true"
    assert server.get("/kept/").text == "public page"
    assert asked_for(server, "/kept/", {"Accept-Encoding": "gzip, br"}, {"Accept-Encoding": "gzip"}) == 2
    assert [asked.headers.get("Accept-Encoding") for asked in server.asked[-2:]] == ["br", "gzip"]


@pytest.mark.parametrize(
    "path", ["/own/", "/silent/", "/cookie/", "/fails/", "/a/b.pdf", "/api/v1/loften", "/admin/", "/halsa/redo"]
)
def test_nothing_else_is_kept(server, path):
    assert asked_for(server, path, {}, {}) == 2


def test_thirty_who_ask_at_once_are_one_to_the_application(server):
    assert set(server.at_once("/burst/", 30)) == {b"public page"}
    assert len(server.asked) == 1


def test_searches_leave_room_for_other_pages(server):
    server.public.holds = "/sok/"
    with ThreadPoolExecutor(7) as visitors:
        searches = [visitors.submit(server.get, f"/sok/?q={number}") for number in range(7)]
        refused = [done.result() for _, done in zip(range(5), as_completed(searches), strict=False)]
        assert [(answer.status, answer.headers["retry-after"]) for answer in refused] == [(503, "30")] * 5
        assert "Många söker just nu" in refused[0].text
        assert [server.get(f"/kommun-{number}/").status for number in range(3)] == [200] * 3
        server.public.lets_go.set()
    assert sorted(search.result().status for search in searches) == [200] * 2 + [503] * 5


def test_the_applications_own_words_reach_the_reader_and_are_said_once(server):
    answer = server.get("/fails/")
    assert (answer.status, answer.headers["retry-after"]) == (503, "7")
    assert answer.text == "the portal's own words"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert "x-frame-options" not in answer.headers  # as on a page that may be framed: what is not said is not added
    assert not is_open(server.get("/unguarded/").headers)


SMUGGLED = b"GET /smuggled/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
HOST = "Host: 127.0.0.1"
BROKEN = {
    "length and chunks": ["POST / HTTP/1.1", HOST, "Content-Length: 6", "Transfer-Encoding: chunked", "", "0", "", ""],
    "two lengths": ["POST / HTTP/1.1", HOST, "Content-Length: 0", "Content-Length: 50", "", ""],
    "two equal lengths": ["POST / HTTP/1.1", HOST, "Content-Length: 0", "Content-Length: 0", "", ""],
    "two lengths in one": ["POST / HTTP/1.1", HOST, "Content-Length: 0, 50", "", ""],
    "a length with a sign": ["POST / HTTP/1.1", HOST, "Content-Length: +0", "", ""],
    "two codings": ["POST / HTTP/1.1", HOST, "Transfer-Encoding: chunked, identity", "", "0", "", ""],
    "a coding disguised": ["POST / HTTP/1.1", HOST, "Transfer-Encoding: \x0bchunked", "", "0", "", ""],
    "a folded line": ["GET / HTTP/1.1", HOST, "X-A: b", " c", "", ""],
    "a space in a name": ["GET / HTTP/1.1", HOST, "Content-Length : 0", "", ""],
    "a control sign in a name": ["GET / HTTP/1.1", HOST, "X-A\x01: 0", "", ""],
    "two hosts": ["GET / HTTP/1.1", HOST, "Host: localhost", "", ""],
    "no host": ["GET / HTTP/1.1", "", ""],
    "a zero sign": ["GET /%00/ HTTP/1.1", HOST, "", ""],
    "out of the root": ["GET /../../etc/passwd HTTP/1.1", HOST, "", ""],
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_could_be_read_in_two_ways_is_refused_and_nothing_after_it_is_read(server, what):
    with server.connect() as connection:
        connection.sendall("\r\n".join(BROKEN[what]).encode() + SMUGGLED)
        said = b""
        while part := connection.recv(65536):
            said += part
    assert re.findall(rb"^HTTP/1\.1 (\d+)", said, re.MULTILINE) in ([b"400"], [b"501"])
    assert b"content-security-policy" in said.lower()
    assert server.asked == []


def test_an_upload_reaches_the_application_when_it_is_whole(server):
    with server.connect() as slow:
        slow.sendall(
            b"POST /lasarsvar/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\nConnection: close\r\n\r\n12345"
        )
        assert server.get("/meanwhile/").status == 200
        assert [asked.line.split()[1] for asked in server.asked] == ["/meanwhile/"]
        slow.sendall(b"67890")
        assert slow.recv(100).startswith(b"HTTP/1.1 200")
    assert server.asked[-1].body == b"1234567890"


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/lasarsvar/", 2 * 2**20 + 1, 413),
        ("/admin/pledges/document/add/", 2 * 2**20 + 1, 200),
        ("/admin/x/", 42 * 2**20, 413),
    ],
)
def test_how_much_may_be_sent(server, path, size, status):
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n".encode()
    answer = server.send(head + (b"x" * size if status == 200 else b""))
    assert answer.status == status
    assert status == 200 or ("för stort" in answer.text and not is_open(answer.headers))


def test_an_address_that_is_too_long_is_told_so(server):
    answer = server.get("/sok/?q=" + "a" * 9000)
    assert (answer.status, "Adressen är för lång" in answer.text, is_open(answer.headers)) == (414, True, False)


@pytest.mark.parametrize(
    ("accepts", "encoded", "body"),
    [("gzip, deflate, br", "br", b"brotli"), ("gzip", "gzip", b"gzip"), ("identity", None, b"plain")],
)
def test_static_files_come_from_the_disk_as_they_were_compressed_for_ever(server, accepts, encoded, body):
    answer = server.get(f"/static/{HASHED}", Accept_Encoding=accepts)
    assert (answer.status, answer.headers.get("content-encoding"), answer.body) == (200, encoded, body)
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=315360000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    again = server.get(f"/static/{HASHED}", Accept_Encoding=accepts, If_None_Match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert not is_open(answer.headers)
    assert not is_open(again.headers)
    assert server.asked == []


def test_a_file_without_a_hash_is_asked_for_again_and_one_that_is_missing_is_missing_in_swedish(server):
    assert server.get("/static/icon.svg").headers["cache-control"] == "public, max-age=60"
    for path in ("/static/finns-inte.css", "/static/", "/static/../front/key.pem", "/static/%2e%2e/front/key.pem"):
        answer = server.get(path)
        assert (answer.status, is_open(answer.headers)) == (404, False) or answer.text.startswith("public page")
    assert "Här finns inget att hämta" in server.get("/static/finns-inte.css").text
    assert server.get("/_front/away.html").status == 404


def test_over_https_everything_says_to_stay_there(server):
    for path in ("/unguarded/", f"/static/{HASHED}", "/static/finns-inte.css", "/sok/?q=" + "a" * 9000):
        assert server.get(path).headers["strict-transport-security"] == "max-age=63072000; includeSubDomains; preload"


def test_it_tells_neither_its_version_nor_who_asked(server):
    secret = "W" * 60
    server.get(f"/konto/valkommen/{secret}/?q=kanarie", User_Agent="Kanarie", Referer="https://kanarie.example/")
    server.get("/rad%0d%0a2001-01-01/?q=kanarie")
    assert "/" not in server.get("/static/finns-inte.css").headers["server"]
    lines = server.log(until="2001-01-01")
    told = "\n".join(lines)
    assert [word for word in (secret, "anarie", "127.0.0.1", "Mozilla") if word in told] == []
    found = [known for known in map(json.loads, lines) if known["path"] == "/konto/valkommen/..."]
    wanted = {"network": "127.0.0.0/24", "method": "GET", "status": 200, "logger": "front", "copy": ""}
    assert [{name: known[name] for name in wanted} for known in found] == [wanted]


@pytest.mark.parametrize(
    ("path", "method", "words"),
    [
        ("/", "GET", "Portalen svarar inte just nu"),
        ("/admin/", "GET", "Portalen svarar inte just nu"),
        ("/admin/pledges/pledge/1/change/", "POST", "Det är osäkert om det sparades"),
        ("/lasarsvar/", "POST", "Det är osäkert om det sparades"),
        ("/api/v1/loften", "GET", "Svarar inte just nu"),
    ],
)
def test_when_the_application_is_away_nginx_says_so_in_swedish_and_when_to_come_back(server, path, method, words):
    moved = [
        (application.path, application.path.with_suffix(".away")) for application in (server.public, server.office)
    ]
    for here, away in moved:
        here.rename(away)
    try:
        answer = server.get(path, method=method, body=b"a=b" if method == "POST" else b"")
    finally:
        for here, away in moved:
            away.rename(here)
    assert (answer.status, answer.headers["retry-after"], words in answer.text) == (502, "30", True)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == (
        "application/problem+json" if "api" in path else "text/html; charset=utf-8"
    )
    assert not is_open(answer.headers)


def test_a_page_is_kept_no_longer_and_never_shown_in_place_of_an_answer_that_failed(server):
    """What was withdrawn meanwhile would come back; the application has its own copies, and knows which to show."""
    assert asked_for(server, "/changed/", {}, {}) == 1
    assert server.get("/withdrawn/").status == 200
    time.sleep(KEPT + 1.1)  # nginx counts whole seconds
    assert asked_for(server, "/changed/", {}, {}) == 1
    away = server.public.path.with_suffix(".away")
    server.public.path.rename(away)
    try:
        assert server.get("/withdrawn/").status == 502
    finally:
        away.rename(server.public.path)


def test_kept_pages_that_are_damaged_or_gone_are_asked_for_anew(server):
    server.get("/damaged/")
    for file in [file for file in (server.place.work / "pages").rglob("*") if file.is_file()]:
        file.write_bytes(b"broken")
    assert server.get("/damaged/").status == 200
    for folder in (server.place.work / "pages").iterdir():
        shutil.rmtree(folder, ignore_errors=True)
    assert server.get("/damaged/").status == 200
