"""What `make serve` decides where nobody has: safe, made once, kept for its owner alone, and told."""

import datetime
import os
import stat
from pathlib import Path

import pytest
from cryptography import x509

from portal import front, serving
from portal.local import certificate, front_server, production, serve
from portal.local.terminal import Refusal


@pytest.fixture
def nothing_set(monkeypatch):
    for name in ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_URL", "DEBUG", "PORT", "HTTP_PORT", "HOST", "TLS_CERT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS", "0")


@pytest.mark.usefixtures("nothing_set")
def test_a_first_try_is_production_for_this_machine_alone(tmp_path):
    found = production.settings(tmp_path, tls=True)
    assert {name: found[name] for name in ("DEBUG", "HTTPS", "BEHIND_PROXY", "ALLOWED_HOSTS", "PUBLIC_URL")} == {
        "DEBUG": "0", "HTTPS": "1", "BEHIND_PROXY": "1", "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "PUBLIC_URL": "https://127.0.0.1:8443",
    }  # fmt: skip
    assert production.settings(tmp_path, tls=False)["PUBLIC_URL"] == "http://127.0.0.1:8080"
    key = tmp_path / "secret-key"
    assert found["SECRET_KEY"] == production.settings(tmp_path, tls=True)["SECRET_KEY"] == key.read_text()
    assert (len(found["SECRET_KEY"]) >= 50, stat.S_IMODE(key.stat().st_mode)) == (True, 0o600)
    assert [line.split()[0] for line in production.told({"DEBUG": "1"}, tmp_path)] == ["Nyckeln", "Bara", "DEBUG"]


@pytest.mark.usefixtures("nothing_set")
def test_what_is_set_is_used_but_for_debug(tmp_path, monkeypatch):
    given = {"SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "loften.example", "PUBLIC_URL": "https://loften.example"}
    for name, value in {**given, "DEBUG": "1"}.items():
        monkeypatch.setenv(name, value)
    found = production.settings(tmp_path, tls=True)
    assert {name: found[name] for name in given} == given
    assert found["DEBUG"] == "0"
    assert production.told(given, tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("nothing_set")
def test_one_at_a_time_serves_a_folder_and_commands_in_other_windows_know_it(tmp_path):
    assert production.of_what_serves(tmp_path) == {}
    with production.alone(tmp_path) as lock:
        production.tell_others(lock, {"PUBLIC_URL": "https://127.0.0.1:9443"})
        with pytest.raises(Refusal, match="redan i drift"):
            production.alone(tmp_path)
        found = production.of_what_serves(tmp_path)
        assert (found["PUBLIC_URL"], found["DEBUG"]) == ("https://127.0.0.1:9443", "0")
    assert production.of_what_serves(tmp_path) == {}


def test_the_certificate_for_trying_is_for_the_names_and_made_again_when_they_change_or_it_ends(tmp_path, monkeypatch):
    pair = tmp_path / "cert.pem", tmp_path / "key.pem"
    assert certificate.ensure(*pair, ["127.0.0.1", "[::1]", ".loften.example"]) is True
    assert certificate.ensure(*pair, ["127.0.0.1", "[::1]", ".loften.example"]) is False
    told = x509.load_pem_x509_certificate(pair[0].read_bytes())
    names = told.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name.value) for name in names] == ["127.0.0.1", "::1", "*.loften.example"]
    assert stat.S_IMODE(pair[1].stat().st_mode) == 0o600
    assert certificate.ensure(*pair, ["127.0.0.1"]) is True
    later = certificate.now() + datetime.timedelta(days=380)
    monkeypatch.setattr(certificate, "now", lambda: later)
    assert certificate.ensure(*pair, ["127.0.0.1"]) is True


def test_without_nginx_it_says_so_and_serves_without_encryption_only_when_asked(monkeypatch):
    monkeypatch.setattr(front_server, "program", lambda: None)
    with pytest.raises(Refusal, match="ingen kryptering") as refusal:
        serve.check(tls=serve.wanted([]))
    assert 'make serve ARGS="--utan-tls"' in refusal.value.remedy
    assert "nginx" in refusal.value.remedy
    monkeypatch.setenv("HTTP_PORT", "0")
    with pytest.raises(Refusal, match="HTTP_PORT=0"):
        serve.check(tls=serve.wanted(["--utan-tls"]))
    with pytest.raises(Refusal, match="okänt"):
        serve.wanted(["--tls"])


def programs(tmp_path: Path, monkeypatch, *, tls: bool) -> dict[str, list[str]]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return {program.name: program.command for program in serve.Stack(tls=tls).programs()}


def test_all_that_production_needs_is_kept_going(tmp_path, monkeypatch):
    monkeypatch.delenv("PAGE_STORE", raising=False)
    found = programs(tmp_path, monkeypatch, tls=True)
    kept = ["De publika sidorna", "Redaktörsläget", "Arbetaren", "Klockan", "Sidförrådet", "nginx"]
    assert list(found) == kept
    assert all("python:portal.serving" in found[name] for name in ("De publika sidorna", "Redaktörsläget"))
    assert "Redaktörsläget" not in programs(tmp_path, monkeypatch, tls=False)


def test_a_certificate_that_cannot_be_read_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("TLS_CERT", str(tmp_path / "finns-inte.pem"))
    with pytest.raises(Refusal, match="TLS_CERT"):
        serve.Stack(tls=True).front_arguments()


def test_what_two_write_to_the_same_file_is_all_there(tmp_path):
    file = tmp_path / "log"
    with file.open("w") as ours:
        serve.write_last(ours.fileno())
        with file.open("a") as other:  # as nginx opens it
            other.write("nginx\n")
        ours.write("gunicorn\n")
    assert file.read_text() == "nginx\ngunicorn\n"


def test_sockets_have_a_short_place_when_the_folder_is_deep(tmp_path):
    deep = tmp_path / ("lång" * 20)
    place = serve.socket_folder(deep)
    assert place != deep
    assert len(os.fsencode(place / "office")) < 100
    place.rmdir()


def test_a_worker_is_replaced_before_it_grows_and_nothing_waits_without_end():
    found = {name: getattr(serving, name) for name in ("threads", "max_requests", "max_requests_jitter", "backlog")}
    assert found == {"threads": 4, "max_requests": 5000, "max_requests_jitter": 1000, "backlog": 512}
    assert (serving.timeout, serving.graceful_timeout) == (60, 30)


def test_what_cannot_be_written_into_the_configuration_is_refused(settings):
    for wrong in ("a b", "a;b", "a{b", "*"):
        settings.ALLOWED_HOSTS = [wrong]
        with pytest.raises(front.Unfit, match="ALLOWED_HOSTS"):
            front.names()
    with pytest.raises(front.Unfit, match="DATA_DIR"):
        front.checked(Path("/tmp/$home"))
