"""What all tests share: quick passwords, a renderer of small PDFs where no test looks at them, and a fixed day."""

import datetime

import pytest
from django.conf import settings

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
