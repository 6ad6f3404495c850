"""A line of the log: one JSON object on one line, with nothing in it of who asked."""

import json
import logging
import sys

import pytest

from portal.logs.lines import LONGEST, JsonLine
from portal.logs.private import private, without_values


def line_of(message: str, *args, error=None, **known) -> dict:
    record = logging.LogRecord("portal", logging.WARNING, "", 0, message, args, error)
    record.known = known
    record.created = 1_795_600_000.5
    text = JsonLine().format(record)
    assert text.isascii()
    assert "\n" not in text
    assert "\r" not in text
    assert len(text) <= LONGEST
    return json.loads(text)


def test_a_line_says_when_in_utc_how_serious_who_tells_and_what():
    assert line_of("filen %s är borta", 7, bytes=12) == {
        "time": "2026-11-25T09:46:40.500Z",
        "level": "warning",
        "logger": "portal",
        "event": "filen 7 är borta",
        "bytes": 12,
    }


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\x0b", "\x85", "\u2028", "\x00", "\x1b[31m"])
def test_nothing_that_is_typed_begins_a_line_of_its_own(sign):
    typed = f'slut{sign}{{"event": "signed_in"}}'
    assert line_of("sökt: %s", typed, path=typed)["event"] == f"sökt: {typed}"


def test_what_is_too_long_for_one_write_is_cut_and_says_so():
    told = line_of("för mycket", **{f"fält{number}": "å" * 400 for number in range(20)})
    assert (told["event"], told["cut"]) == ("för mycket", True)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("till Anna.Ek+x@kommun.example, igen", "till …, igen"),
        ("från 203.0.113.77:5123 och 2001:db8:1:2:3:4:5:6", "från 203.0.113.0/24:5123 och 2001:db8:1::/48"),
        ("kl. 12:30:45 i version 18.6", "kl. 12:30:45 i version 18.6"),
        ("GET /sok/?q=anna&sida=2 nej", "GET /sok/?… nej"),
        ("/konto/valkommen/WzcsImNiNTVkY2ZhZWQzZTZjYjk1ZmI4NjM2NGI5NWE1YjBjIl0/", "/konto/valkommen/…/"),
    ],
)
def test_addresses_searches_and_links_of_ones_own_are_taken_out(text, kept):
    assert private(text) == kept
    assert line_of("%s", text, why=text)["why"] == kept


def test_an_error_tells_its_kind_and_where_it_was_and_no_value_that_it_met():
    try:
        int("19900101-1234 Anna")
    except ValueError:
        told = line_of("fel", error=sys.exc_info())["error"]
    assert told["kind"] == "builtins.ValueError"
    assert told["says"] == "invalid literal for int() with base 10: …"
    assert told["where"][-1].startswith("tests/portal/logs/test_lines.py:")


def test_only_the_first_line_of_what_a_database_says_is_kept():
    said = 'duplicate key value violates unique constraint "user_email"\nDETAIL:  Key (email)=(anna@x.se) exists.'
    assert without_values(said) == "duplicate key value violates unique constraint …"
