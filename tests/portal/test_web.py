"""What surrounds every page: health, a database that is away, moved addresses."""

import gzip
import re

import brotli
import pytest
from django.db import OperationalError
from django.http import HttpResponse

from portal.middleware import is_compressible
from portal.models import OldAddress, User
from tests import factories
from tests.signing_in import sign_in


@pytest.fixture
def no_database(monkeypatch):
    """A database that does not answer."""

    def refuse(*_args, **_kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", refuse)


@pytest.mark.parametrize("address", ["/", "/gislaved/", "/kommuner/?q=x", "/gislaved/2021/medborgarlofte.pdf"])
@pytest.mark.usefixtures("no_database")
@pytest.mark.django_db
def test_without_a_database_people_are_told_in_swedish_when_to_come_back(client, address):
    answer = client.get(address)
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert 'lang="sv"' in text
    assert "connection refused" not in text
    assert "Traceback" not in text


@pytest.fixture
def editor(client):
    return sign_in(client, factories.user("karin@polisen.example", is_superuser=True))


@pytest.mark.django_db
def test_a_form_that_meets_a_database_that_is_away_comes_back_to_be_sent_again(editor, request):
    fields = {
        "name": "Torg & gator",
        "explanation": "Vi går dit <varje> kväll.",
        "_form_number": "7",
        "tags": ["a", "b"],
    }
    request.getfixturevalue("no_database")
    answer = editor.post("/admin/pledges/theme/add/?_popup=0", fields)
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "<h1>Inget sparades</h1>" in text
    assert '<form method="post" action="/admin/pledges/theme/add/?_popup=0">' in text
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text) == [
        ("name", "Torg &amp; gator"), ("explanation", "Vi går dit &lt;varje&gt; kväll."), ("_form_number", "7"),
        ("tags", "a"), ("tags", "b"),
    ]  # fmt: skip
    assert "<blockquote><p>Vi går dit &lt;varje&gt; kväll.</p></blockquote>" in text


@pytest.mark.usefixtures("no_database")
@pytest.mark.django_db
def test_a_password_is_never_written_back(client):
    answer = client.post("/konto/logga-in/", {"login": "karin@polisen.example", "password": "hemligt ord"})
    assert answer.status_code == 503
    assert "hemligt" not in answer.content.decode()


@pytest.mark.usefixtures("no_database")
@pytest.mark.django_db
def test_a_session_that_cannot_be_written_is_a_database_that_is_away(client, monkeypatch):
    def refuse(*_args):
        raise OperationalError("connection refused")

    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_response", refuse)
    client.raise_request_exception = False
    assert client.get("/halsa/lever").status_code == 503


@pytest.mark.usefixtures("no_database")
@pytest.mark.django_db
def test_without_a_database_the_portal_is_alive_but_not_ready(client):
    found = {name: client.get(f"/halsa/{name}").status_code for name in ("lever", "redo", "djup")}
    assert found == {"lever": 200, "redo": 503, "djup": 503}


@pytest.mark.django_db
def test_a_well_portal_says_so_part_by_part(client):
    assert client.get("/halsa/redo").content == b"redo\n"
    parts = client.get("/halsa/djup").json()
    assert {name: parts[name] for name in ("database", "migrations", "files", "room", "search")} == {
        "database": "ok", "migrations": "ok", "files": "ok", "room": "ok", "search": "ok",
    }  # fmt: skip
    assert client.get("/halsa/lever").headers["Cache-Control"].split(", ")[0] == "max-age=0"


@pytest.mark.django_db
def test_files_that_cannot_be_written_are_a_fault(client, settings, tmp_path):
    blocked = tmp_path / "files"
    blocked.write_text("not a folder")
    settings.MEDIA_ROOT = blocked
    answer = client.get("/halsa/djup")
    assert (answer.status_code, answer.json()["files"]) == (503, "fel")


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["/aktuellt/gamla-gislaved/", "/aktuellt/gamla-gislaved"])
def test_a_moved_address_leads_on(client, asked):
    factories.municipality()
    OldAddress.objects.create(path="/aktuellt/gamla-gislaved/", target="/gislaved/")
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/gislaved/")


@pytest.mark.django_db
def test_behind_the_login_no_address_leads_on(client):
    OldAddress.objects.create(path="/admin/gammal/", target="/gislaved/")
    sign_in(client, User.objects.create_superuser("drift@example.se"))
    found = [
        client.get(f"/admin/{path}").status_code for path in ("gammal/", "Pledges/pledge/", "password_change/done/")
    ]
    assert found == [404, 404, 404]


@pytest.mark.django_db
def test_a_form_without_its_token_saves_nothing_and_says_so(settings):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/konto/logga-in/", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "sparades" in answer.content.decode()


@pytest.mark.django_db
def test_our_own_fault_is_told_in_swedish(client, monkeypatch):
    def fail(*_args, **_kwargs):
        raise RuntimeError("hemligt inuti")

    monkeypatch.setattr("pledges.views.finder.start_page", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    text = answer.content.decode()
    assert answer.status_code == 500
    assert 'lang="sv"' in text
    assert "hemligt" not in text


@pytest.mark.django_db
def test_accounts_are_known_by_address_in_any_case_and_the_robot_cannot_log_in(client):
    from django.db import IntegrityError, transaction

    made = User.objects.create_user("Anna@Example.se", "ett långt lösenord")
    assert made.email == "anna@example.se"
    assert client.login(username="ANNA@example.SE", password="ett långt lösenord")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="ANNA@EXAMPLE.SE")
    with pytest.raises(ValueError, match="e-postadress"):
        User.objects.create_user("")
    robot = User.objects.robot("inlasning")
    assert (robot.is_active, robot.has_usable_password(), User.objects.robot("inlasning") == robot) == (
        False,
        False,
        True,
    )


def encoding(client, address: str, accepted: str = "gzip, deflate, br") -> str:
    answer = client.get(address, headers={"accept-encoding": accepted})
    assert int(answer.get("Content-Length", len(answer.content))) == len(answer.content)
    assert ("Content-Encoding" in answer.headers) == ("Accept-Encoding" in answer.get("Vary", ""))
    return answer.get("Content-Encoding", "")


@pytest.mark.django_db
def test_pages_for_everybody_are_compressed_for_who_asks_and_no_page_that_may_hold_a_secret(client):
    """A form's token, a session: how long a compressed page is would tell of them."""
    public = ["/", "/kommuner/?q=xyzzy", "/finns-inte/", "/flode.atom"]
    private = ["/konto/logga-in/", "/admin/", "/konto/glomt-losenord/"]
    assert {address: encoding(client, address) for address in public + private} == {
        **dict.fromkeys(public, "br"), **dict.fromkeys(private, ""),
    }  # fmt: skip
    assert encoding(client, "/", "gzip") == "gzip"
    assert "Content-Encoding" not in client.get("/").headers


@pytest.mark.django_db
def test_a_page_is_the_same_however_it_is_sent(client):
    plain = client.get("/om/").content
    sent = {name: client.get("/om/", headers={"accept-encoding": name}).content for name in ("br", "gzip")}
    assert brotli.decompress(sent["br"]) == gzip.decompress(sent["gzip"]) == plain
    assert len(sent["br"]) < len(sent["gzip"]) < len(plain) / 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, True),
        ({"Vary": "Accept, Cookie"}, False),
        ({"Content-Type": "application/pdf"}, False),
        ({"Content-Type": "application/geo+json"}, True),
        ({"Content-Range": "bytes 0-1/2"}, False),
        ({"Content-Encoding": "gzip"}, False),
    ],
)
def test_what_depends_on_who_asks_files_and_parts_are_sent_as_they_are(rf, changed, told):
    assert is_compressible(rf.get("/"), HttpResponse("x", headers=changed)) is told


def test_an_answer_with_a_cookie_is_sent_as_it_is(rf):
    answer = HttpResponse("x")
    answer.set_cookie("csrf", "secret")
    assert is_compressible(rf.get("/"), answer) is False
