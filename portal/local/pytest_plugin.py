"""Gives every test run its own database and data folder: `pytest -p portal.local.pytest_plugin`.

A server named by DATABASE_URL is used instead. Loaded before pytest-django reads the settings; the processes
of pytest-xdist inherit what is set here.
"""

import contextlib
import os
import tempfile
from collections.abc import Generator

import pytest

from portal.local.throwaway import throwaway_cluster

_resources = contextlib.ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    os.environ.setdefault("PAGE_STORE", "0")  # but where a test asks for it
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        os.environ.setdefault("DEBUG", "1")
        os.environ.setdefault("DATABASE_WAITS", "long")  # a busy machine makes a database in more than five seconds
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = _resources.enter_context(throwaway_cluster()).url
            os.environ["PORTAL_TEST_SERVER"] = "egen"  # see tests/migrated.py
        os.environ["DATA_DIR"] = _resources.enter_context(tempfile.TemporaryDirectory(prefix="portal-files-"))
    try:
        return (yield)
    except BaseException:  # pytest_unconfigure is not called when the settings can't be loaded
        _resources.close()
        raise


def pytest_unconfigure() -> None:
    _resources.close()
