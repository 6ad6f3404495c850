"""The portal as people meet it: a real server with Sweden, the seeds and the demonstration, and a real Chromium.

Loaded once for the journeys of visitors and once for those of the back office: each kind runs in one process
(xdist_group) and leaves its site as it found it.
"""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.running import Site, running_site, started

OF_VISITORS = {"test_accessibility.py", "test_backup.py", "test_following.py", "test_resident.py"}


def pytest_itemcollected(item):
    """Before xdist reads the groups."""
    if not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group("visitors" if item.path.name in OF_VISITORS else "office"))


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    name = f"journeys-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with running_site(name, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Playwright leaves a loop running, which Django takes for asynchronous code; nothing else runs in this thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright, closing(started(playwright)) as found:
        yield found


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor, whose every console error fails the test; addresses are relative to the portal."""
    context = browser.new_context(base_url=site.url, locale="sv-SE")
    visitor = context.new_page()
    errors: list[str] = []
    visitor.on("pageerror", lambda error: errors.append(str(error)))
    visitor.on("console", lambda message: errors.append(message.text) if is_ours(message) else None)
    yield visitor
    context.close()
    assert errors == []


def is_ours(message) -> bool:
    """Whether a console message is an error of a page; that a page answers 404 when a test asks for one is none."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text
