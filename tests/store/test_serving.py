"""Stored pages as readers, browsers and caches meet them."""

import datetime
import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client

from followups.models import FollowUp
from pledges import publishing
from pledges.models import NewsItem, Notice, Pledge
from portal.store.answers import AGE, may_be_kept
from tests import factories
from tests.store.conftest import body_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TEXT = "text/html; charset=utf-8"


@pytest.fixture
def site(client, gislaved, watcher):
    """The client, with a kommun and the store."""
    return client


def how(answer) -> str:
    return answer.headers.get("X-Cache", "")


def test_a_page_is_rendered_once_and_then_the_same_without_a_question(site, django_assert_num_queries):
    first = site.get("/gislaved/")
    versions_of_the_test = 1
    with django_assert_num_queries(versions_of_the_test):
        second = site.get("/gislaved/")
    assert (how(first), how(second)) == ("MISS", "HIT")
    assert second.content == first.content
    assert second.headers["ETag"] == first.headers["ETag"]


KINDS = [
    "/", "/kommuner/", "/lan/jonkopings-lan/", "/lokalpolisomraden/", "/lokalpolisomraden/varnamo/", "/nyheter/",
    "/teman/", "/metoder/", "/flode.atom", "/gislaved/flode.atom", "/lokalpolisomraden/varnamo/flode.atom",
    "/oppna-data/", "/oppna-data/prova/", "/om/", "/om/statusar/", "/lattlast/", "/in-english/", "/tillganglighet/",
    "/personuppgifter/", "/gislaved/", "/gislaved/?alla=1", "/gislaved/kort/", "/gislaved/kort/?utseende=ljust",
    "/gislaved/kort/badda-in/", "/gislaved/bild.png", "/gislaved/nyheter/nyhet/", "/gislaved/2026/",
    "/gislaved/2026/bild.png", "/gislaved/2026/utgava-1/", "/gislaved/2026/medborgarlofte.pdf",
    "/gislaved/2026/utgava-1.pdf", "/oversikt/", "/oversikt.csv", "/gislaved/kalender.ics",
    "/lokalpolisomraden/varnamo/kalender.ics", "/gislaved/uppfoljning/2026-t1/", "/gislaved/uppfoljning/2026-t1.pdf",
    "/gislaved/uppfoljning/2026-t1.json", "/gislaved/uppfoljning/2026-t1/bild.png",
    "/gislaved/uppfoljning/2026-t1/utgava-1/", "/datasets/dcat.rdf", "/oppna-data/kommuner.csv-metadata.json",
]  # fmt: skip


OF_THE_STORE = {"Cache-Control", "Content-Length", "ETag", "Last-Modified", "Vary", "X-Cache"}


def told(client, address):
    """(status, how the store answered, body, the headers that it has no part in)."""
    answer = client.get(address)
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_STORE}
    return answer.status_code, how(answer), body_of(answer), headers


def test_every_kind_of_page_is_the_same_from_the_store_as_without_it(site, settings):
    settings.PAGE_STORE = False
    plain = Client()
    without = {address: told(plain, address) for address in KINDS}
    settings.PAGE_STORE = True
    for expected in ("MISS", "HIT"):
        for address in KINDS:
            _, _, body, headers = without[address]
            assert told(site, address) == (200, expected, body, headers)


@pytest.mark.parametrize(
    ("accepted", "encoding", "read"),
    [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("identity", None, bytes)],
)
def test_each_encoding_has_an_etag_of_its_own_and_is_compressed_once(site, accepted, encoding, read):
    plain = site.get("/gislaved/")
    answers = [site.get("/gislaved/", headers={"Accept-Encoding": accepted}) for _ in range(2)]
    for answer in answers:
        assert answer.headers.get("Content-Encoding") == encoding
        assert read(answer.content) == plain.content
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["ETag"] == plain.headers["ETag"][:-1] + (f'-{encoding}"' if encoding else '"')


@pytest.mark.parametrize(
    "address", ["/gislaved/", "/gislaved/kort/", "/gislaved/2026/medborgarlofte.pdf", "/flode.atom"]
)
def test_who_has_the_page_is_told_so_with_all_its_headers(site, address):
    first = site.get(address)
    assert body_of(first)
    for _ in range(2):
        answer = site.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (answer.status_code, answer.content) == (304, b"")
        for name in (
            "ETag",
            "Content-Security-Policy",
            "Cross-Origin-Resource-Policy",
            "Cache-Control",
            "X-Content-Type-Options",
        ):
            assert answer.headers[name] == first.headers[name]
        assert answer.headers.get("X-Frame-Options") == first.headers.get("X-Frame-Options")
    assert body_of(site.get(address, headers={"If-None-Match": '"annat"'}))


def test_the_time_of_the_last_change_is_that_of_the_content(site, monkeypatch, settings):
    first = site.get("/gislaved/").headers["Last-Modified"]
    assert site.get("/gislaved/", headers={"If-Modified-Since": first}).status_code == 304
    Pledge.objects.update(slug="2026-andra")
    changed = site.get("/gislaved/").headers["Last-Modified"]
    assert changed > first  # also within the same second
    assert site.get("/gislaved/", headers={"If-Modified-Since": first}).status_code == 200


def test_a_part_of_a_stored_file_can_be_asked_for(site):
    address = "/gislaved/2026/medborgarlofte.pdf"
    whole = body_of(site.get(address, headers={"Range": "bytes=0-3"}))
    for _ in range(2):
        part = site.get(address, headers={"Range": "bytes=0-3"})
        assert (part.status_code, body_of(part), part.headers["Content-Type"]) == (206, b"%PDF", "application/pdf")
    assert whole == b"%PDF"


def test_a_head_has_the_headers_and_no_body(site):
    headers = [site.head("/gislaved/"), site.head("/gislaved/")]
    full = site.get("/gislaved/")
    for answer in headers:
        assert answer.content == b""
        assert answer.headers["Content-Length"] == str(len(full.content))
        assert answer.headers["ETag"] == full.headers["ETag"]


@pytest.mark.parametrize("sent", [{"Cookie": "a=b"}, {"Authorization": "Basic eDp5"}])
def test_whoever_may_be_an_editor_neither_sees_nor_fills_the_store(site, files, sent):
    for _ in range(2):
        answer = site.get("/gislaved/", headers=sent)
        assert (how(answer), answer.headers["Cache-Control"]) == ("", "private, no-store")
    assert len(files()) == 0
    site.get("/gislaved/")
    for address in ("/gislaved/", "/gislaved/2026/medborgarlofte.pdf"):
        answer = site.get(address, headers=sent)
        assert body_of(answer)
        assert (how(answer), answer.headers["Cache-Control"]) == ("", "private, no-store")


@pytest.mark.parametrize(
    "address",
    [
        "/gislaved/?utm_source=x", "/gislaved/?alla=2", "/gislaved/?alla=1&alla=1", "/kommuner/?q=gisl", "/sok/?q=x",
        "/jamfor/", "/folj/", "/gislavedd/", "/gislaved/1999/", "/gislaved/kort/?utseende=rosa", "/datasets/dcat",
        "/oversikt/?lan=x",
    ],
)  # fmt: skip
def test_what_nobody_has_declared_is_neither_stored_nor_for_other_caches(site, files, address):
    for _ in range(2):
        answer = site.get(address)
        assert how(answer) == ""
        assert answer.headers["Cache-Control"] in ("private, no-store", "public, max-age=0")
    assert len(files()) == 0


def test_fragments_and_whole_pages_are_never_mixed(site):
    htmx = {"HX-Request": "true"}
    fragment = site.get("/kommuner/", headers=htmx)
    whole = site.get("/kommuner/")
    assert (how(fragment), how(whole)) == ("", "MISS")
    assert b"<html" in whole.content
    assert "HX-Request" in whole.headers["Vary"]
    again = site.get("/kommuner/", headers=htmx)
    assert (how(again), again.content) == ("", fragment.content)
    restored = site.get("/kommuner/", headers={**htmx, "HX-History-Restore-Request": "true"})
    assert (how(restored), restored.content) == ("HIT", whole.content)


def test_the_order_of_parameters_and_how_they_are_written_make_no_other_entry(site, files):
    site.get("/gislaved/?alla=1")
    assert how(site.get("/gisl%61ved/?%61lla=%31")) == "HIT"
    assert len(files()) == 1


def test_a_host_that_is_none_of_ours_gets_no_page_from_the_store(site):
    site.get("/gislaved/")
    assert site.get("/gislaved/", headers={"Host": "elak.example"}).status_code == 400


def test_a_page_turns_with_the_day(site, monkeypatch, today):
    Notice.objects.create(municipality_id="0662", text="Bara i dag", first_day=today, last_day=today)
    assert b"Bara i dag" in site.get("/gislaved/").content
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: today + datetime.timedelta(days=1))
    assert b"Bara i dag" not in site.get("/gislaved/").content


def test_another_code_makes_the_page_anew(site, monkeypatch):
    site.get("/gislaved/")
    monkeypatch.setattr("portal.store.middleware.code_version", lambda: "annan")
    assert how(Client().get("/gislaved/")) == "MISS"


def test_what_is_withdrawn_is_gone_at_once_and_its_address_says_so_from_the_store(site):
    addresses = ["/gislaved/2026/", "/gislaved/2026/medborgarlofte.pdf", "/gislaved/"]
    for address in addresses:
        body_of(site.get(address))
    for report in FollowUp.objects.all():
        publishing.withdraw(report, by=factories.user(), reason="Fel.")
    publishing.withdraw(Pledge.objects.get(), by=factories.user(), reason="Det blev fel.")
    assert [site.get(address).status_code for address in addresses] == [410, 410, 200]
    answer = site.get("/gislaved/2026/")
    assert (answer.status_code, how(answer), b"Det blev fel." in answer.content) == (410, "HIT", True)
    assert "ETag" not in answer.headers


def test_what_is_gone_without_a_trace_leaves_none_in_the_store(site, files):
    site.get("/gislaved/nyheter/nyhet/")
    assert len(files()) == 1
    NewsItem.objects.all().delete()
    assert site.get("/gislaved/nyheter/nyhet/").status_code == 404
    assert len(files()) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Vary": "Cookie"}, {"Vary": "Accept"}, {"Vary": "User-Agent"}, {"Cache-Control": "private"},
        {"Cache-Control": "no-store"}, {"Content-Encoding": "br"},
    ],
)  # fmt: skip
def test_an_answer_that_depends_on_more_than_its_address_is_never_kept(headers):
    assert may_be_kept(HttpResponse("text", headers={"Vary": "Accept-Encoding, HX-Request"})) is True
    assert may_be_kept(HttpResponse("text", headers=headers)) is False
    with_a_cookie = HttpResponse("text")
    with_a_cookie.set_cookie("a", "b")
    assert may_be_kept(with_a_cookie) is False


def test_every_page_has_a_place_for_its_age(site):
    assert site.get("/gislaved/").content.count(AGE) == 1
