"""What a document may fetch: its own data and our static files. Never the network, never another file."""

import logging
import socket

import pytest

from portal.pdf import RenderingFailed, fetching, render
from portal.pdf.fetching import Fetcher, Refused
from tests import pdf_checks

PAGE = '<html lang="sv"><head><title>Prov</title>{head}</head><body><h1>Rubrik</h1>{body}</body></html>'


@pytest.fixture
def server():
    """A listening socket that nothing should ever reach."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        yield listening


def callers(listening: socket.socket) -> int:
    try:
        listening.accept()[0].close()
    except TimeoutError:
        return 0
    return 1


def test_nothing_on_the_network_is_reached_whichever_way_a_document_asks(server, caplog):
    there = f"http://127.0.0.1:{server.getsockname()[1]}"
    head = (
        f'<link rel="stylesheet" href="{there}/a.css"><link rel="attachment" href="{there}/b"><base href="{there}/c/">'
        f"<style>@import url({there}/d.css); @font-face {{ font-family: X; src: url({there}/e.woff) }}"
        f" h1 {{ font-family: X; background: url({there}/f.png) }} li {{ list-style-image: url({there}/g) }}</style>"
    )
    body = (
        f'<img src="{there}/h.png" alt="h"><img src="relative.png" alt="i"><object data="{there}/j"></object>'
        f'<ul><li>k</ul><embed src="{there}/l"><svg xmlns="http://www.w3.org/2000/svg"><title>m</title>'
        f'<image href="{there}/m.png"/><use href="{there}/n.svg#o"/></svg>'
    )
    with caplog.at_level(logging.WARNING):
        pdf = render(PAGE.format(head=head, body=body))
    assert callers(server) == 0
    assert pdf_checks.texts(pdf.data)[0].startswith("Rubrik")
    assert f"refused to fetch {there}/h.png" in caplog.text


def test_a_socket_that_is_reached_would_be_noticed(server):
    with socket.create_connection(server.getsockname()):
        assert callers(server) == 1


def test_no_file_of_the_machine_is_read(tmp_path, caplog):
    (tmp_path / "hemlig.css").write_text("body::after { content: 'HEMLIGT' }", encoding="utf-8")
    (tmp_path / "hemlig.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>HEMLIGT</text></svg>")
    style = (tmp_path / "hemlig.css").as_uri()
    image = (tmp_path / "hemlig.svg").as_uri()
    document = PAGE.format(head=f'<link rel="stylesheet" href="{style}">', body=f'<img src="{image}" alt="bild">')
    pdf = render(document)
    assert "HEMLIGT" not in "".join(pdf_checks.texts(pdf.data))
    assert f"refused to fetch {style}" in caplog.text
    assert f"refused to fetch {image}" in caplog.text


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/", "https://example.org/", "ftp://example.org/", "file:///etc/passwd", "FILE:///etc/passwd",
        "gopher://x/", "jar:file:///x", "static:../portal/settings.py", "static:%2e%2e/manage.py", "static:/etc/passwd",
        "static:css/../../manage.py", "data:text/plain",
    ],
)  # fmt: skip
def test_every_other_address_is_refused(address):
    with pytest.raises(Refused):
        Fetcher()(address)


def test_a_link_that_leads_out_of_the_static_files_is_refused(tmp_path, monkeypatch):
    (tmp_path / "static").mkdir()
    (tmp_path / "outside.css").write_text("p {}")
    (tmp_path / "static" / "link.css").symlink_to(tmp_path / "outside.css")
    (tmp_path / "static" / "own.css").write_text("h1 {}")
    monkeypatch.setattr(fetching, "STATIC_DIR", tmp_path / "static")
    assert Fetcher()("static:own.css").read() == b"h1 {}"
    with pytest.raises(Refused):
        Fetcher()("static:link.css")


def test_data_in_the_document_and_our_own_files_are_used():
    assert Fetcher()("data:text/plain;base64,w6U=").read().decode() == "å"
    assert Fetcher()("data:text/plain,%C3%A5").read().decode() == "å"
    assert Fetcher()("static:css/pdf.css").content_type == "text/css"


def test_a_missing_file_of_our_own_stops_the_document_instead_of_spoiling_its_looks():
    with pytest.raises(RenderingFailed):
        render(PAGE.format(head='<link rel="stylesheet" href="static:css/saknas.css">', body=""))
