"""A database for tests: a server of their own in a temporary folder, gone when they are done."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portal.local.postgres import Cluster
from portal.local.server_process import lives

PREFIX = "portal-test-"


@contextlib.contextmanager
def throwaway_cluster() -> Iterator[Cluster]:
    """A running server whose home is a new temporary folder; both are removed afterwards."""
    remove_forgotten()
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    home.chmod(0o711)  # root's server runs as another user, who must reach its own folder inside
    cluster = Cluster(home, throwaway=True)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.remove()


def remove_forgotten() -> None:
    """Removes what test runs that were killed have left running."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        owner = home.name.removeprefix(PREFIX).split("-")[0]
        with contextlib.suppress(OSError):
            if owner.isdecimal() and not lives(int(owner)) and home.stat().st_uid == os.geteuid():
                Cluster(home, throwaway=True).remove()
                shutil.rmtree(home, ignore_errors=True)
