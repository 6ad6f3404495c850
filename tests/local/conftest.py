"""Folders for databases: short, with a space and an å, and open enough for the user that root's server runs as."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.local.postgres import Cluster


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder to keep a database in. pytest's own is closed to others when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="å b "))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    """A database server that is not started yet; gone after the test, whatever became of it."""
    cluster = Cluster(home, throwaway=True)
    yield cluster
    Cluster(home, throwaway=True).remove()


@pytest.fixture
def portal_environment(home: Path) -> dict[str, str]:
    """An environment for starting the portal's own programs with a database and files of their own."""
    return {**os.environ, "DATA_DIR": str(home), "DATABASE_URL": "", "DEBUG": "1"}
