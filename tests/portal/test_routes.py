"""`manage.py list_urls` tells of every route what it is, and the store of which answers it keeps."""

import io
import json

from django.core.management import call_command

from portal.routes import routes


def listed() -> dict[str, dict]:
    output = io.StringIO()
    call_command("list_urls", json=True, stdout=output)
    return {route["name"]: route for route in json.loads(output.getvalue())}


def test_a_route_is_told_with_its_methods_who_may_and_what_is_stored():
    found = listed()
    assert found["municipality"] == {
        "pattern": "/<slug:slug>/",
        "name": "municipality",
        "methods": ["GET", "HEAD"],
        "who": "alla",
        "stored": {"alla": ["1"]},
    }
    assert found["card"]["stored"] == {"utseende": ["ljust", "morkt"]}
    assert found["feedback"]["methods"] == ["GET", "HEAD", "POST"]
    assert (found["search"]["stored"], found["admin:index"]["who"]) == (None, "redaktionen")
    assert found["account_login"]["who"] == "den som loggar in"


def test_nothing_but_what_the_public_reads_is_ever_stored():
    assert {route.who for route in routes() if route.stored is not None} == {"alla"}
    safe = {tuple(route.methods) for route in routes() if route.stored is not None}
    assert safe == {("GET", "HEAD")}


def test_without_json_each_route_is_a_line():
    output = io.StringIO()
    call_command("list_urls", stdout=output)
    assert "/<slug:slug>/  municipality  GET HEAD  alla  sparas, även med alla=1\n" in output.getvalue()
