"""What nobody foresaw: one line, a number that the visitor can tell, and whoever else is to know."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished

from portal.logs.queries import shape

pytestmark = pytest.mark.django_db
told = []


def listener(error: BaseException, number: str) -> None:
    told.append((repr(error), number))


def broken_listener(_error: BaseException, _number: str) -> None:
    raise RuntimeError("nobody listens")


@pytest.fixture
def broken(monkeypatch):
    """A client for a portal that breaks on what somebody wrote."""

    def fail(*_args, **_kwargs):
        raise ValueError("cannot read 'anna@example.se'")

    monkeypatch.setattr("portal.duties.HttpResponse", fail)
    told.clear()
    return Client(raise_request_exception=False)


def test_an_error_is_one_line_whose_number_the_visitor_is_told(broken, logged):
    logged()
    page = broken.get("/robots.txt?q=anna").content.decode()
    number = re.search(r"felnummer <strong>(\w{4}-\w{4})</strong>", page)[1]
    (line,) = logged()
    assert (line["logger"], line["level"], line["request"]) == ("django.request", "error", number)
    assert (line["error"]["kind"], line["error"]["says"]) == ("builtins.ValueError", "cannot read …")
    assert "anna" not in str(line)


def test_whoever_else_is_to_know_is_told_even_if_another_of_them_fails(broken, settings, logged):
    settings.ERROR_REPORTERS = [f"{__name__}.broken_listener", f"{__name__}.listener"]
    logged()
    assert broken.get("/robots.txt").status_code == 500
    ours, djangos = logged()
    assert told == [("ValueError(\"cannot read 'anna@example.se'\")", djangos["request"])]
    assert (ours["event"], ours["error"]["kind"]) == ("an error could not be reported", "builtins.RuntimeError")


def test_a_task_that_fails_is_told_of(logged, settings):
    settings.ERROR_REPORTERS = [f"{__name__}.listener"]
    told.clear()
    logged("portal")
    failed = SimpleNamespace(id="7", status=TaskResultStatus.FAILED, task=SimpleNamespace(module_path="a.make_export"))
    try:
        {}["hemligt"]
    except KeyError:
        task_finished.send(sender=object, task_result=failed)
    (line,) = logged("portal")
    assert (line["event"], line["task"], line["error"]["kind"]) == ("task failed", "a.make_export", "builtins.KeyError")
    assert "hemligt" not in str(line)
    assert told == [("KeyError('hemligt')", "")]


@pytest.mark.parametrize(("limit", "lines"), [(1, 1), (0, 0), (60_000, 0)])
def test_a_slow_question_is_told_by_its_shape(settings, logged, limit, lines):
    settings.SLOW_QUERY_MS = limit
    logged("portal")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.005), %s WHERE 'Anna' <> %s", ["hemligt", "hemligt"])
    assert [(line["event"], line["sql"]) for line in logged("portal")] == [
        ("slow query", "SELECT pg_sleep(…), %s WHERE … <> %s")
    ] * lines


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ('SELECT "t2"."a1" FROM "t2" LIMIT 21', 'SELECT "t2"."a1" FROM "t2" LIMIT …'),
        ("x IN (%s, %s, %s)", "x IN (…)"),
        ("x = 'O''Brien 19900101'", "x = …"),
        ("VALUES (%s, 1.5)", "VALUES (…)"),
    ],
)
def test_no_value_is_in_a_shape(sql, told):
    assert shape(sql) == told
