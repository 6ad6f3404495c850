"""A copy of the whole public site: every page there, every link leading somewhere, and never a mix of two days."""

import gzip
import json
import re
import threading
from functools import partial
from http.client import RemoteDisconnected
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import brotli
import pytest
from django.core.management import CommandError, call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import override_settings

from pledges import publishing
from pledges.models import Pledge
from portal.mirror import building
from portal.mirror.asking import DoesNotAnswer, OtherPortal
from portal.mirror.folder import InUse, alone
from portal.models import OldAddress
from portal.public_addresses import public_addresses
from tests import factories
from tests.fixtures.loaded import loaded
from tests.portal.country import make_country

pytestmark = pytest.mark.django_db
PORTAL = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def folder(django_db_setup, django_db_blocker, tmp_path_factory):
    """A copy of a small country, made by the command; what a test publishes or withdraws is rolled back after it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    made = tmp_path_factory.mktemp("kopia") / "kopia"
    with (
        loaded(django_db_blocker, tmp_path_factory.mktemp("files")),
        override_settings(DATA_DIR=tmp_path_factory.mktemp("data")),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr("portal.previews.serving.draw", lambda _picture: b"a picture")
        patch.setattr("portal.mirror.folder.os.sync", lambda: None)  # waits for all that the machine writes
        patch.setattr("portal.opendata.views.spend", lambda *_: None)  # which will not be undone with the rest
        make_country()
        OldAddress.objects.create(path="/gammal/", target="/gislaved/")
        for target in ("/gislaved/", "/habo/"):
            OldAddress.objects.create(path="/delad/", target=target, label=target)
        call_command("mirror", made, verbosity=0)
        yield made
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def get(folder):
    """Asks a plain web server for the copy: status and body."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder / "current" / "public"))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask(path: str) -> tuple[int, bytes]:
        try:
            with urlopen(f"http://127.0.0.1:{server.server_port}{path}") as answer:
                return answer.status, answer.read()
        except HTTPError as error:
            with error:
                return error.code, b""

    yield ask
    server.shutdown()
    server.server_close()


def pages(folder: Path) -> dict[str, str]:
    public = folder / "current" / "public"
    return {str(path.relative_to(public)): path.read_text(encoding="utf-8") for path in public.rglob("*.html")}


def manifest(folder: Path) -> dict:
    return json.loads((folder / "current" / "manifest.json").read_text(encoding="utf-8"))


def test_every_public_address_is_in_the_copy(folder, get):
    assert {address: get(address)[0] for address in public_addresses() if get(address)[0] != 200} == {}


def test_every_link_within_the_copy_leads_somewhere_and_all_others_to_the_portal(folder, get):
    found = {link for html in pages(folder).values() for link in re.findall(r'\s(?:href|src)="(/[^"#]*|\?[^"]*)', html)}
    assert len(found) > 60
    assert {link: get(link)[0] for link in found if get(link)[0] != 200} == {}
    assert [link for link in found if "?" in link] == []


def test_nothing_in_the_copy_needs_a_server(folder):
    for name, html in pages(folder).items():
        assert "data-hx-" not in html, name
        assert 'method="post"' not in html, name
        assert {action[: len(PORTAL)] for action in re.findall(r'<form[^>]*\baction="([^"]*)"', html)} <= {PORTAL}, name


def test_the_copy_says_what_it_is_and_where_one_searches(folder):
    told = pages(folder)
    assert f'den kan inte söka. Sökningen finns på <a href="{PORTAL}/sok/">' in told["sok/index.html"]
    assert f'Det här är en kopia. <a href="{PORTAL}/gislaved/">Sidan i portalen</a>' in told["gislaved/index.html"]
    assert f'<a href="{PORTAL}/gislaved/">Öppna sidan i portalen</a>' in told["gislaved/index.html"]
    assert '<h2 id="lasarsvar-fraga">' in told["gislaved/index.html"]
    assert "<h1>Här finns ingen sida</h1>" in told["404.html"]
    assert "<h1>Portalen är tillfälligt nere</h1>" in told["50x.html"]
    assert 'Den finns nu på <a href="/gislaved/">' in told["gammal/index.html"]
    assert "Sidan har delats upp" in told["delad/index.html"]


def test_each_file_has_its_checksum_and_texts_lie_compressed_beside(folder):
    public, told = folder / "current" / "public", manifest(folder)
    listed = {
        name for place, file in told["files"].items() for name in (place, *(f"{place}.{e}" for e in file["packed"]))
    }
    assert {str(path.relative_to(public)) for path in public.rglob("*") if path.is_file()} == listed
    page = public / "gislaved" / "index.html"
    for name, unpacked in (("gz", gzip.decompress), ("br", brotli.decompress)):
        assert unpacked(Path(f"{page}.{name}").read_bytes()) == page.read_bytes()
    assert told["files"]["gislaved/index.html"]["size"] == page.stat().st_size


def test_a_web_server_is_told_what_is_gone_what_has_moved_and_what_differs(folder):
    told = (folder / "current" / "nginx.conf").read_text(encoding="utf-8")
    assert '    "/gislaved/2023-2024/medborgarlofte.pdf" 1;\n' in told
    assert '    "/gammal/" "/gislaved/";\n' in told
    assert "location = /datasets/dcat { default_type application/rdf+xml; }" in told
    assert f"form-action 'self' {PORTAL};" in told
    assert re.search(r'"~\^/\[\^/\]\+/kort/\(index\\\.html\)\?\$" "[^"]*frame-ancestors \*";', told)


def state(folder: Path) -> dict:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != ".lock"}


def test_a_second_run_writes_nothing(folder):
    before = state(folder)
    outcome = building.mirror(folder, lambda *_: None)
    assert (outcome.written, outcome.removed, outcome.same) == (0, 0, len(manifest(folder)["files"]))
    assert state(folder) == before


@pytest.fixture
def own(folder, tmp_path, monkeypatch):
    """A copy of one kommun and the news, for tests that change it."""

    def few() -> list[str]:
        kept = re.compile("/gislaved/((2025-2026|nyheter)/(.*(/|pdf))?)?|/om/|/nyheter/")
        return [address for address in public_addresses() if kept.fullmatch(address)]

    for module in ("portal.mirror.building", "portal.management.commands.mirror"):
        monkeypatch.setattr(f"{module}.public_addresses", few)
    call_command("mirror", tmp_path / "kopia", verbosity=0)
    return tmp_path / "kopia"


def test_what_is_withdrawn_is_gone_after_the_next_run_and_all_else_is_kept(own, capsys):
    public = own / "current" / "public"
    inode = (public / "om" / "index.html").stat().st_ino
    publishing.withdraw(Pledge.objects.get(slug="2025-2026"), by=factories.user(), reason="Fel underlag.")
    with pytest.raises(CommandError, match="skillnader"):
        call_command("mirror", own, verify=True)
    assert "/gislaved/2025-2026/: portalen svarar 410, kopian är av 200\n" in capsys.readouterr().err
    call_command("mirror", own, verbosity=0)
    assert "Fel underlag." in (public / "gislaved" / "2025-2026" / "index.html").read_text(encoding="utf-8")
    assert [path for path in public.glob("gislaved/2025-2026/*.pdf*") if path.is_file()] == []
    assert (public / "om" / "index.html").stat().st_ino == inode
    assert len(list((own / "versions").iterdir())) == 1
    call_command("mirror", own, verify=True)


def test_a_run_that_ends_midway_leaves_the_copy_as_it_was(own, monkeypatch):
    publishing.make_public(factories.news_item(slug="ny"), by=factories.user())
    before = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}

    def killed(*_args) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("portal.mirror.folder.os.sync", killed)
        with pytest.raises(KeyboardInterrupt):
            building.mirror(own, lambda *_: None)
    assert len(list((own / "versions").iterdir())) == 2
    assert {path: path.read_bytes() for path in before} == before
    assert building.mirror(own, lambda *_: None).written > 0
    assert (own / "current" / "public" / "gislaved" / "nyheter" / "ny" / "index.html").exists()
    assert len(list((own / "versions").iterdir())) == 1


def test_an_address_that_cannot_be_had_is_named_and_there_is_no_new_copy(folder, monkeypatch):
    before = state(folder)
    monkeypatch.setattr("pledges.views.finder.start_page", lambda: 1 / 0)
    with pytest.raises(CommandError, match=r"^/ svarade 500\. Kopian är som den var\.$"):
        call_command("mirror", folder)
    assert state(folder) == before


def test_a_file_that_was_altered_is_found_and_mended(own, capsys):
    public = own / "current" / "public"
    (public / "om" / "index.html").write_text("något annat")
    (public / "om" / "index.html.gz").unlink()
    (public / "frammande.html").write_text("x")
    with pytest.raises(CommandError, match="3 skillnader"):
        call_command("mirror", own, verify=True)
    assert capsys.readouterr().err.splitlines() == [
        "om/index.html: saknas eller har ändrats",
        "om/index.html.gz: saknas eller har ändrats",
        "frammande.html: hör inte till kopian",
    ]
    call_command("mirror", own, verbosity=0)
    call_command("mirror", own, verify=True)


def test_what_has_been_published_since_is_missing_from_the_copy(own, capsys):
    publishing.make_public(factories.news_item(slug="ny"), by=factories.user())
    with pytest.raises(CommandError):
        call_command("mirror", own, verify=True)
    told = capsys.readouterr().err.splitlines()
    assert "/gislaved/nyheter/ny/: saknas i kopian" in told
    assert "/nyheter/: har ändrats i portalen" in told
    assert [line for line in told if line.startswith("/om/")] == []


def test_two_runs_in_one_folder_do_not_meet(folder):
    with alone(folder), pytest.raises(CommandError, match="En annan körning arbetar redan"):
        call_command("mirror", folder)
    with alone(folder), pytest.raises(InUse), alone(folder):
        pass


def test_another_portal_is_asked_over_http_and_may_not_answer(folder, get, tmp_path):
    with pytest.raises(CommandError, match=r"http://127\.0\.0\.1:1 svarar inte"):
        call_command("mirror", folder, verify=True, against="http://127.0.0.1:1")
    with pytest.raises(DoesNotAnswer):
        OtherPortal("http://127.0.0.1:1/").ask("/")
    with pytest.raises(CommandError, match="Det finns ingen kopia"):
        call_command("mirror", tmp_path, verify=True)
    with pytest.raises(CommandError, match="--against används tillsammans med --verify"):
        call_command("mirror", folder, against=PORTAL)


def test_a_server_that_hangs_up_between_two_questions_is_asked_again(monkeypatch):
    hung_up = [RemoteDisconnected("Remote end closed connection without response")]

    class Response:
        status = 200
        getheaders = dict
        read = BytesIO(b"svar").read

    def answer(_connection) -> Response:
        if hung_up:
            raise hung_up.pop()
        return Response()

    monkeypatch.setattr("http.client.HTTPConnection.request", lambda *_, **__: None)
    monkeypatch.setattr("http.client.HTTPConnection.getresponse", answer)
    with OtherPortal(PORTAL).ask("/om/") as told:
        assert told.body.read() == b"svar"
