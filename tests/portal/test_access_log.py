"""The access log tells what was asked for and how it went, and nothing of who asked."""

import datetime
import importlib
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from portal.access_log import AccessLog
from portal.logs.output import Output

TOKEN = "WzcsImNiNTVkY2ZhZWQzZTZjYjk1ZmI4NjM2NGI5NWE1YjBjIl0"
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
    "portal.number": "k3m9-x7q2",
}


def access_log(**settings) -> AccessLog:
    config = Config()
    for name, value in {"accesslog": "-", **settings}.items():
        config.set(name, value)
    return AccessLog(config)


def ask(log: AccessLog) -> None:
    answer = SimpleNamespace(status="200 OK", sent=512, headers=[("Set-Cookie", "spar=kanarie")])
    log.access(answer, SimpleNamespace(headers=[]), ASKED, datetime.timedelta(milliseconds=12))


@pytest.mark.parametrize(("behind", "network"), [(False, "203.0.113.0/24"), (True, "2001:db8:1::/48")])
def test_a_line_holds_the_network_and_the_path_without_links_of_somebodys_own(settings, logged, behind, network):
    settings.BEHIND_PROXY = behind
    logged("access")
    ask(access_log(access_log_format="%(r)s %(f)s %(a)s"))
    (line,) = logged("access")
    assert {name: line[name] for name in line if name not in ("time", "level")} == {
        "logger": "access", "event": "asked", "request": "k3m9-x7q2", "network": network, "method": "GET",
        "path": "/konto/valkommen/…/", "status": 200, "bytes": 512, "ms": 12,
    }  # fmt: skip


def test_what_the_server_tells_of_itself_are_lines_too():
    log = access_log()
    assert [type(handler) for handler in log.error_log.handlers] == [Output]
    assert log.access_log.handlers == []


@pytest.mark.parametrize("module", ["portal.serving", "portal.local.serving"])
def test_both_ways_to_serve_use_it(module):
    serving = importlib.import_module(module)
    assert (serving.logger_class, serving.loglevel) == (AccessLog, "error")
