"""Numbers: counted in each process, summed over all, told to those alone who watch the portal."""

import os
import subprocess
import sys

import pytest
from django.http import HttpResponse

from portal.metrics import counting, keeping
from portal.metrics.exposition import Gauge, text
from portal.metrics.middleware import Measured, route_of

REQUESTS = "portal_requests_total"


@pytest.fixture(autouse=True)
def afresh(settings, tmp_path):
    """Nothing counted, and a folder of one's own."""
    settings.DATA_DIR = tmp_path
    counting.forget()
    yield
    counting.forget()


def number(name: str, **labels: str) -> float:
    return keeping.gathered().get((name, tuple(sorted(labels.items()))), [0.0])[0]


def test_the_text_is_as_prometheus_reads_it():
    counting.add("portal_errors_total", kind='a"b\\c')
    counting.add("portal_errors_total", kind="d")
    for seconds in (0.2, 0.25, 3, 60):
        counting.took("portal_pdf_seconds", seconds, work="render")
    gauges = [Gauge("portal_disk_free_bytes", "Ledigt.", 12.5)]
    assert text(counting.counted(), gauges).splitlines() == [
        "# HELP portal_errors_total Fel som ingen hade förutsett, efter slag.",
        "# TYPE portal_errors_total counter",
        'portal_errors_total{kind="a\\"b\\\\c"} 1',
        'portal_errors_total{kind="d"} 1',
        "# HELP portal_pdf_seconds Hur lång tid PDF-processerna tog, efter arbete: render eller clean.",
        "# TYPE portal_pdf_seconds histogram",
        'portal_pdf_seconds_bucket{work="render",le="0.25"} 2',
        'portal_pdf_seconds_bucket{work="render",le="0.5"} 2',
        'portal_pdf_seconds_bucket{work="render",le="1.0"} 2',
        'portal_pdf_seconds_bucket{work="render",le="2.5"} 2',
        'portal_pdf_seconds_bucket{work="render",le="5.0"} 3',
        'portal_pdf_seconds_bucket{work="render",le="10.0"} 3',
        'portal_pdf_seconds_bucket{work="render",le="20.0"} 3',
        'portal_pdf_seconds_bucket{work="render",le="+Inf"} 4',
        'portal_pdf_seconds_sum{work="render"} 63.45',
        'portal_pdf_seconds_count{work="render"} 4',
        "# HELP portal_disk_free_bytes Ledigt.",
        "# TYPE portal_disk_free_bytes gauge",
        "portal_disk_free_bytes 12.5",
    ]


def test_what_is_not_declared_cannot_be_counted():
    with pytest.raises(KeyError):
        counting.add("portal_anything_total")


def test_a_name_has_only_so_many_series(monkeypatch):
    monkeypatch.setattr(counting, "MOST_SERIES", 2)
    for kind in "abcd":
        counting.add("portal_errors_total", kind=kind)
    assert {key[1][0][1]: values for key, values in counting.counted().items()} == {"a": [1], "b": [1], "other": [2]}


ANOTHER = """
import sys, pathlib
from django.conf import settings
settings.configure(DATA_DIR=sys.argv[1])
from portal.metrics import counting, keeping
keeping.watch()
counting.add("portal_store_total", 3, outcome="hit")
if len(sys.argv) > 2:
    keeping.keep(); print("kept", flush=True); sys.stdin.read()
"""


def test_all_processes_are_summed_and_no_sum_shrinks_when_one_ends(tmp_path):
    counting.add("portal_store_total", outcome="hit")
    command = [sys.executable, "-c", ANOTHER, str(tmp_path)]
    with subprocess.Popen([*command, "stay"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "kept\n"
        assert number("portal_store_total", outcome="hit") == 4
        assert sorted(keeping.processes()) == sorted([os.getpid(), other.pid])
        other.kill()
    assert number("portal_store_total", outcome="hit") == 4
    assert number("portal_store_total", outcome="hit") == 4
    assert keeping.processes() == [os.getpid()]
    subprocess.run(command, check=True)
    assert number("portal_store_total", outcome="hit") == 7


def test_who_is_cut_off_while_forgetting_the_ended_adds_nothing_twice(monkeypatch):
    counting.add("portal_store_total", outcome="hit")
    keeping.keep()
    (own,) = keeping.folder().glob("*-*.json")
    ended = own.with_name("1-1.json")
    own.rename(ended)
    counting.forget()
    monkeypatch.setattr("pathlib.Path.unlink", lambda *_args, **_kwargs: (_ for _ in ()).throw(OSError))
    assert number("portal_store_total", outcome="hit") == 1
    assert ended.exists()
    assert number("portal_store_total", outcome="hit") == 1


def test_a_disk_that_is_full_and_a_file_that_is_broken_stop_nothing(monkeypatch, tmp_path):
    counting.add("portal_store_total", outcome="miss")
    keeping.keep()
    (keeping.folder() / "2-2.json").write_text("{half")
    assert number("portal_store_total", outcome="miss") == 1

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    counting.add("portal_store_total", outcome="miss")
    keeping.keep()
    assert number("portal_store_total", outcome="miss") == 1


@pytest.mark.django_db
def test_requests_are_counted_by_the_routes_name_and_by_nothing_that_a_visitor_chooses(client):
    client.get("/halsa/lever?q=1")
    client.get("/halsa/lever")
    client.generic("PUT", "/halsa/lever")
    client.generic("HITTEPÅ", "/halsa/lever")
    client.get("/%00")
    route = {"route": "health_live"}
    assert number(REQUESTS, **route, method="GET", status="200") == 2
    assert number(REQUESTS, **route, method="other", status="405") == 2
    assert number(REQUESTS, route="none", method="GET", status="400") == 1
    client.get("/")
    assert number("portal_database_queries_total", route="start") > 0
    assert number("portal_database_queries_total", **route) == 0


@pytest.mark.parametrize(
    ("told", "outcome", "route"), [("HIT", "hit", "stored"), ("STALE", "stale", "stored"), ("MISS", "miss", "none")]
)
def test_what_the_page_store_did_is_counted(rf, told, outcome, route):
    request = rf.get("/gislaved/")
    request.resolver_match = None
    Measured(lambda _request: HttpResponse(headers={"X-Cache": told}))(request)
    assert number("portal_store_total", outcome=outcome) == 1
    assert number(REQUESTS, route=route, method="GET", status="200") == 1


@pytest.mark.django_db
def test_what_the_audit_tells_is_counted_by_event(client):
    client.post("/konto/logga-in/", {"login": "anna@example.se", "password": "fel"})
    assert number("portal_audit_total", event="sign_in_failed", result="failed") == 1


def test_what_has_no_page_has_no_name(rf):
    request = rf.get("/")
    request.resolver_match = None
    assert route_of(request) == "none"
    assert route_of(rf.get("/static/css/base.css")) == "static"


LOCAL, AWAY = {"REMOTE_ADDR": "127.0.0.1"}, {"REMOTE_ADDR": "203.0.113.7"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "asked", "status"),
    [
        ("", LOCAL, 200),
        ("", {"REMOTE_ADDR": "::1"}, 200),
        ("", AWAY, 404),
        ("", {"REMOTE_ADDR": ""}, 404),
        ("", {**LOCAL, "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, 404),
        ("", {**LOCAL, "HTTP_FORWARDED": "for=203.0.113.7"}, 404),
        ("", {**AWAY, "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 404),
        ("hemligt", LOCAL, 404),
        ("hemligt", {**AWAY, "HTTP_AUTHORIZATION": "Bearer fel"}, 404),
        ("hemligt", {**AWAY, "HTTP_AUTHORIZATION": "Bearer hemligt"}, 200),
    ],
)
@pytest.mark.usefixtures("nothing_measured")
def test_the_numbers_are_for_those_alone_who_watch(client, settings, token, asked, status):
    settings.METRICS_TOKEN = token
    answer = client.get("/halsa/matt", **asked)
    assert answer.status_code == status
    assert (status == 404) == ("Sidan finns inte" in answer.content.decode())


@pytest.fixture
def nothing_measured(monkeypatch):
    monkeypatch.setattr("portal.metrics.views.all_measures", list)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_to_others_there_is_no_such_page(client, method):
    answers = [getattr(client, method)(f"/halsa/{word}", **AWAY) for word in ("matt", "puls")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content.replace(b"puls", b"matt")
    assert answers[0].headers.items() == answers[1].headers.items()


@pytest.mark.django_db
def test_what_cannot_be_measured_is_told_and_the_rest_is_there(client, monkeypatch):
    def broken():
        raise RuntimeError

    monkeypatch.setattr("portal.metrics.gauges.load", lambda _setting: (broken, lambda: [Gauge("portal_x", "X.", 1)]))
    lines = client.get("/halsa/matt").content.decode().splitlines()
    assert "portal_x 1" in lines
    assert any(line.startswith("portal_not_measured{") for line in lines)
