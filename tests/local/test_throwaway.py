"""Tests have a database and a data folder of their own, and clear up after runs that were killed."""

import os
import tempfile
from pathlib import Path

from portal.local.install import PROJECT
from portal.local.postgres import Cluster
from portal.local.throwaway import PREFIX, remove_forgotten, throwaway_cluster

NO_SUCH_PROCESS = 2**22 + 1  # above the kernel's highest pid


def test_this_very_run_uses_neither_the_portals_database_nor_its_files(settings):
    assert settings.DATABASES["default"]["HOST"] != str(PROJECT / ".data" / "postgres")
    assert PROJECT not in Path(settings.MEDIA_ROOT).parents


def test_a_throwaway_database_leaves_nothing_behind():
    with throwaway_cluster() as cluster:
        assert cluster.is_running()
    assert not cluster.is_running()
    assert not cluster.home.exists()


def test_the_database_of_a_killed_run_is_removed_and_a_living_runs_is_not(home, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(home))  # a test run beside this one clears up too
    forgotten = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{NO_SUCH_PROCESS}-"))
    forgotten.chmod(0o711)
    cluster = Cluster(forgotten, throwaway=True)
    cluster.start()
    living = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    remove_forgotten()
    assert not cluster.is_running()
    assert not forgotten.exists()
    assert living.exists()
    living.rmdir()
