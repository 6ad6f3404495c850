"""The access log tells what was asked for and how it went, and nothing of who asked."""

import datetime
import importlib
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import SafeAtoms

from portal.access_log import FORMAT, AccessLog

TOKEN = "WzcsImNiNTVkY2ZhZWQzZTZjYjk1ZmI4NjM2NGI5NWE1YjBjIl0"
EVERYTHING = "%(h)s %(l)s %(u)s %(r)s %(U)s %(q)s %(f)s %(a)s %({cookie}i)s %({x-forwarded-for}i)s %({http_cookie}e)s"
ASKED = {
    "REQUEST_METHOD": "GET",
    "RAW_URI": f"/konto/valkommen/{TOKEN}/?q=kanarie",
    "PATH_INFO": f"/konto/valkommen/{TOKEN}/",
    "QUERY_STRING": "q=kanarie",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_X_FORWARDED_FOR": "198.51.100.1, 2001:db8:1:2:3:4:5:6",
    "HTTP_REFERER": "https://kanarie.example/",
    "HTTP_USER_AGENT": "KanarieBrowser",
    "HTTP_COOKIE": "spar=kanarie",
}


def line(form: str) -> str:
    headers = [("COOKIE", ASKED["HTTP_COOKIE"]), ("X-FORWARDED-FOR", ASKED["HTTP_X_FORWARDED_FOR"])]
    answer = SimpleNamespace(status="200 OK", sent=512, headers=[])
    took = datetime.timedelta(milliseconds=12)
    atoms = AccessLog(Config()).atoms(answer, SimpleNamespace(headers=headers), ASKED, took)
    return form % SafeAtoms({**atoms, "t": "[nu]"})


@pytest.mark.parametrize(("behind", "network"), [(False, "203.0.113.0/24"), (True, "2001:db8:1::/48")])
def test_a_line_holds_the_network_and_the_path_without_links_of_somebodys_own(settings, behind, network):
    settings.BEHIND_PROXY = behind
    assert line(FORMAT) == f'{network} [nu] "GET /konto/valkommen/…/" 200 512 12'


def test_whatever_format_is_asked_for_nothing_of_who_asked_is_in_it():
    told = line(EVERYTHING)
    assert [one for one in ("anarie", "203.0.113.77", "2001:db8:1:2", "198.51", TOKEN) if one in told] == []


@pytest.mark.parametrize("module", ["portal.serving", "portal.local.serving"])
def test_both_ways_to_serve_use_it(module):
    serving = importlib.import_module(module)
    assert (serving.logger_class, serving.access_log_format, serving.loglevel) == (AccessLog, FORMAT, "error")
