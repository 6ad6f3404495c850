"""What all tests share: quick passwords, a renderer of small PDFs where no test looks at them, and a fixed day."""

import contextlib
import datetime
import json
import logging

import pytest
from django.conf import settings

from portal.logs.lines import JsonLine
from portal.pdf import Pdf
from tests.migrated import migrated

TODAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The database of each process is a copy of one that has been migrated."""
    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = migrated()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def logged():
    """(logger) -> the lines that it has written since the test first asked, read again."""
    with contextlib.ExitStack() as listening:
        heard = {}

        def lines(name: str = "") -> list[dict]:
            if name not in heard:
                heard[name] = listening.enter_context(listened_to(name))
            return [json.loads(line) for line in heard[name]]

        yield lines


@pytest.fixture
def audited(logged, monkeypatch):
    """The lines of the audit log. A test's own transaction never ends, so what is done is told at once."""
    monkeypatch.setattr("portal.accounts.audit.transaction.on_commit", lambda tell, **_how: tell())
    logged("audit")
    return lambda: logged("audit")


@contextlib.contextmanager
def listened_to(name: str):
    lines: list[str] = []
    handler = logging.Handler()
    handler.setFormatter(JsonLine())
    handler.emit = lambda record: lines.append(handler.format(record))
    logger = logging.getLogger(name)
    logger.addHandler(handler)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
    assert all(line.isascii() and "\n" not in line and "\r" not in line for line in lines)


@pytest.fixture
def today(monkeypatch):
    """Wednesday 25 November 2026 in Sweden, for pages that tell what is in force and what is due."""
    import pledges.pages.base

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_kwargs: TODAY)
    assert pledges.pages.base.today() == TODAY
    return TODAY


@pytest.fixture
def quick_pdf(monkeypatch):
    """Publishing without WeasyPrint: a file whose bytes still follow from the HTML. For tests of other things."""

    def render(html: str) -> Pdf:
        return Pdf(data=b"%PDF-1.7\n" + html.encode(), pages=1)

    monkeypatch.setattr("portal.pdf.render", render)
    monkeypatch.setattr("pledges.pdf.render", render, raising=False)
    monkeypatch.setattr("followups.pdf.render", render, raising=False)
